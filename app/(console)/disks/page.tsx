import { Suspense } from 'react'
import { titled } from '@/app/lib/titled'
import { DiskList } from './disk-list'

export const generateMetadata = titled('Disks')

export default function Page() {
  return (
    <Suspense>
      <DiskList />
    </Suspense>
  )
}
