import { Suspense } from 'react'
import { titled } from '@/app/lib/titled'
import { SnapshotList } from './snapshot-list'

export const generateMetadata = titled('Snapshots')

export default function Page() {
  return (
    <Suspense>
      <SnapshotList />
    </Suspense>
  )
}
