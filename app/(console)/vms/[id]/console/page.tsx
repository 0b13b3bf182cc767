import { titled } from '@/app/lib/titled'
import { VmConsole } from './vm-console'

export const generateMetadata = titled('Console')

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return <VmConsole id={id} />
}
