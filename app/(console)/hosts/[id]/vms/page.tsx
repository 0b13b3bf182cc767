import type { Metadata } from 'next'
import { Suspense } from 'react'
import { HostVms } from './host-vms'

export const metadata: Metadata = { title: 'VMs of a host' }

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return (
    <Suspense>
      <HostVms id={id} />
    </Suspense>
  )
}
