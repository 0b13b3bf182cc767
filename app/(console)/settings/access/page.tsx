import { Suspense } from 'react'
import { titled } from '@/app/lib/titled'
import { GrantList } from './grant-list'

export const generateMetadata = titled('Access')

export default function Page() {
  return (
    <Suspense>
      <GrantList />
    </Suspense>
  )
}
