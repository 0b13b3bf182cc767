import type { Metadata } from 'next'
import { VmConsole } from './vm-console'

export const metadata: Metadata = { title: 'Console' }

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return <VmConsole id={id} />
}
