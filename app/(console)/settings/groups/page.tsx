import type { Metadata } from 'next'
import { Suspense } from 'react'
import { GroupList } from './group-list'

export const metadata: Metadata = { title: 'Groups' }

export default function Page() {
  return (
    <Suspense>
      <GroupList />
    </Suspense>
  )
}
