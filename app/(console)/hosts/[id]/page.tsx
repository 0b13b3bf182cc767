import { titled } from '@/app/lib/titled'
import { HostSummary } from './host-summary'

export const generateMetadata = titled('Host')

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return <HostSummary id={id} />
}
