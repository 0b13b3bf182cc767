import type { Metadata } from 'next'
import { Suspense } from 'react'
import { VmList } from './vm-list'

export const metadata: Metadata = { title: 'VMs' }

export default function Page() {
  return (
    <Suspense>
      <VmList />
    </Suspense>
  )
}
