import { Suspense } from 'react'
import { titled } from '@/app/lib/titled'
import { PoolList } from './pool-list'

export const generateMetadata = titled('Pools')

export default function Page() {
  return (
    <Suspense>
      <PoolList />
    </Suspense>
  )
}
