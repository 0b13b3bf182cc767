import { Suspense } from 'react'
import { titled } from '@/app/lib/titled'
import { ScheduledActions } from './scheduled-actions'

export const generateMetadata = titled('Scheduled actions')

export default function Page() {
  return (
    <Suspense>
      <ScheduledActions />
    </Suspense>
  )
}
