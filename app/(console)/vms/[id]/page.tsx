import { titled } from '@/app/lib/titled'
import { VmSummary } from './vm-summary'

export const generateMetadata = titled('VM')

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return <VmSummary id={id} />
}
