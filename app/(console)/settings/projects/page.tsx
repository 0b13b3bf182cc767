import { Suspense } from 'react'
import { titled } from '@/app/lib/titled'
import { ProjectList } from './project-list'

export const generateMetadata = titled('Projects')

export default function Page() {
  return (
    <Suspense>
      <ProjectList />
    </Suspense>
  )
}
