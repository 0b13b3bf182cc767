import type { Metadata } from 'next'
import { Suspense } from 'react'
import { GrantList } from './grant-list'

export const metadata: Metadata = { title: 'Access' }

export default function Page() {
  return (
    <Suspense>
      <GrantList />
    </Suspense>
  )
}
