import { Suspense } from 'react'
import { titled } from '@/app/lib/titled'
import { StorageList } from './storage-list'

export const generateMetadata = titled('Storage')

export default function Page() {
  return (
    <Suspense>
      <StorageList />
    </Suspense>
  )
}
