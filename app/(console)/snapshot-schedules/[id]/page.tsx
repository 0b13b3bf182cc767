import { Suspense } from 'react'
import { titled } from '@/app/lib/titled'
import { ScheduleSummary } from './schedule-summary'

export const generateMetadata = titled('Snapshot schedule')

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return (
    <Suspense>
      <ScheduleSummary id={id} />
    </Suspense>
  )
}
