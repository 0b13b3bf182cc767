import type { Metadata } from 'next'
import { Suspense } from 'react'
import { PoolList } from './pool-list'

export const metadata: Metadata = { title: 'Pools' }

export default function Page() {
  return (
    <Suspense>
      <PoolList />
    </Suspense>
  )
}
