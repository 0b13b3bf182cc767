import type { Metadata } from 'next'
import { Suspense } from 'react'
import { ProjectList } from './project-list'

export const metadata: Metadata = { title: 'Projects' }

export default function Page() {
  return (
    <Suspense>
      <ProjectList />
    </Suspense>
  )
}
