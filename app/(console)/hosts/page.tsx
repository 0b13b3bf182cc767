import { Suspense } from 'react'
import { titled } from '@/app/lib/titled'
import { HostList } from './host-list'

export const generateMetadata = titled('Hosts')

export default function Page() {
  return (
    <Suspense>
      <HostList />
    </Suspense>
  )
}
