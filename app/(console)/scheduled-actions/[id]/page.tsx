import { Suspense } from 'react'
import { titled } from '@/app/lib/titled'
import { ScheduledAction } from './scheduled-action'

export const generateMetadata = titled('Scheduled action')

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return (
    <Suspense>
      <ScheduledAction id={id} />
    </Suspense>
  )
}
