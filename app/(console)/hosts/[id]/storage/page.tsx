import type { Metadata } from 'next'
import { HostStorage } from './host-storage'

export const metadata: Metadata = { title: 'Storage of a host' }

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return <HostStorage id={id} />
}
