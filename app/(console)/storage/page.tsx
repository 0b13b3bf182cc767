import type { Metadata } from 'next'
import { Suspense } from 'react'
import { StorageList } from './storage-list'

export const metadata: Metadata = { title: 'Storage' }

export default function Page() {
  return (
    <Suspense>
      <StorageList />
    </Suspense>
  )
}
