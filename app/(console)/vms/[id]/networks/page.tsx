import type { Metadata } from 'next'
import { VmNetworks } from './vm-networks'

export const metadata: Metadata = { title: 'Networks of a VM' }

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return <VmNetworks id={id} />
}
