import { Suspense } from 'react'
import { titled } from '@/app/lib/titled'
import { UserList } from './user-list'

export const generateMetadata = titled('Users')

export default function Page() {
  return (
    <Suspense>
      <UserList />
    </Suspense>
  )
}
