import type { Metadata } from 'next'
import { VmDisks } from './vm-disks'

export const metadata: Metadata = { title: 'Disks of a VM' }

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return <VmDisks id={id} />
}
