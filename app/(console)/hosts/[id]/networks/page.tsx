import type { Metadata } from 'next'
import { HostNics } from './host-nics'

export const metadata: Metadata = { title: 'NICs of a host' }

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return <HostNics id={id} />
}
