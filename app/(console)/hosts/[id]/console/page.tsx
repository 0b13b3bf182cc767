import { titled } from '@/app/lib/titled'
import { HostConsole } from './host-console'

export const generateMetadata = titled('Console')

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return <HostConsole id={id} />
}
