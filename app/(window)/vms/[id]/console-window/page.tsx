import { titled } from '@/app/lib/titled'
import { ConsoleWindow } from './console-window'

export const generateMetadata = titled('Console')

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return <ConsoleWindow id={id} />
}
