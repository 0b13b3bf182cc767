import { Suspense } from 'react'
import { titled } from '@/app/lib/titled'
import { DirectoryList } from './directory-list'

export const generateMetadata = titled('Directories')

export default function Page() {
  return (
    <Suspense>
      <DirectoryList />
    </Suspense>
  )
}
