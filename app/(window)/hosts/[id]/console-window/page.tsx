import { titled } from '@/app/lib/titled'
import { HostConsoleWindow } from './host-console-window'

export const generateMetadata = titled('Console')

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return <HostConsoleWindow id={id} />
}
