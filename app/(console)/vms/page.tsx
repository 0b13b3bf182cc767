import { Suspense } from 'react'
import { titled } from '@/app/lib/titled'
import { VmList } from './vm-list'

export const generateMetadata = titled('VMs')

export default function Page() {
  return (
    <Suspense>
      <VmList />
    </Suspense>
  )
}
