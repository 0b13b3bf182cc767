import { Suspense } from 'react'
import { titled } from '@/app/lib/titled'
import { NetworkList } from './network-list'

export const generateMetadata = titled('Networks')

export default function Page() {
  return (
    <Suspense>
      <NetworkList />
    </Suspense>
  )
}
