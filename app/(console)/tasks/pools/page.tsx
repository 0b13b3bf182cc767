import { Suspense } from 'react'
import { titled } from '@/app/lib/titled'
import { PoolTasks } from './pool-tasks'

export const generateMetadata = titled('Tasks of the pools')

export default function Page() {
  return (
    <Suspense>
      <PoolTasks />
    </Suspense>
  )
}
