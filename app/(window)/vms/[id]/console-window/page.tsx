import type { Metadata } from 'next'
import { ConsoleWindow } from './console-window'

export const metadata: Metadata = { title: 'Console' }

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return <ConsoleWindow id={id} />
}
