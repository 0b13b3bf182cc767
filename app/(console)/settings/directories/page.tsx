import type { Metadata } from 'next'
import { Suspense } from 'react'
import { DirectoryList } from './directory-list'

export const metadata: Metadata = { title: 'Directories' }

export default function Page() {
  return (
    <Suspense>
      <DirectoryList />
    </Suspense>
  )
}
