import type { Metadata } from 'next'
import { Suspense } from 'react'
import { HostList } from './host-list'

export const metadata: Metadata = { title: 'Hosts' }

export default function Page() {
  return (
    <Suspense>
      <HostList />
    </Suspense>
  )
}
