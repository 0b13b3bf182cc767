import type { Metadata } from 'next'
import { VmSnapshots } from './vm-snapshots'

export const metadata: Metadata = { title: 'Snapshots of a VM' }

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return <VmSnapshots id={id} />
}
