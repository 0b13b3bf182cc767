import type { Metadata } from 'next'
import { Suspense } from 'react'
import { NetworkList } from './network-list'

export const metadata: Metadata = { title: 'Networks' }

export default function Page() {
  return (
    <Suspense>
      <NetworkList />
    </Suspense>
  )
}
