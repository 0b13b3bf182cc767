import { Suspense } from 'react'
import { titled } from '@/app/lib/titled'
import { VappList } from './vapp-list'

export const generateMetadata = titled('vApps')

export default function Page() {
  return (
    <Suspense>
      <VappList />
    </Suspense>
  )
}
