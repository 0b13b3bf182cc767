import type { Metadata } from 'next'
import { Suspense } from 'react'
import { GroupPage } from './group-page'

export const metadata: Metadata = { title: 'Group' }

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return (
    <Suspense>
      <GroupPage id={id} />
    </Suspense>
  )
}
