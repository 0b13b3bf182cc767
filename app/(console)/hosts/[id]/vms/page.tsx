import { Suspense } from 'react'
import { titled } from '@/app/lib/titled'
import { HostVms } from './host-vms'

export const generateMetadata = titled('VMs of a host')

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return (
    <Suspense>
      <HostVms id={id} />
    </Suspense>
  )
}
