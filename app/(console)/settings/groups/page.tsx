import { Suspense } from 'react'
import { titled } from '@/app/lib/titled'
import { GroupList } from './group-list'

export const generateMetadata = titled('Groups')

export default function Page() {
  return (
    <Suspense>
      <GroupList />
    </Suspense>
  )
}
