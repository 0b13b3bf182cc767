import type { Metadata } from 'next'
import { Suspense } from 'react'
import { PoolTasks } from './pool-tasks'

export const metadata: Metadata = { title: 'Tasks of the pools' }

export default function Page() {
  return (
    <Suspense>
      <PoolTasks />
    </Suspense>
  )
}
