import { Suspense } from 'react'
import { titled } from '@/app/lib/titled'
import { ProjectPage } from './project-page'

export const generateMetadata = titled('Project')

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return (
    <Suspense>
      <ProjectPage id={id} />
    </Suspense>
  )
}
