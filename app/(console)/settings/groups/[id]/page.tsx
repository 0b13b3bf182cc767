import { Suspense } from 'react'
import { titled } from '@/app/lib/titled'
import { GroupPage } from './group-page'

export const generateMetadata = titled('Group')

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return (
    <Suspense>
      <GroupPage id={id} />
    </Suspense>
  )
}
