import { Suspense } from 'react'
import { titled } from '@/app/lib/titled'
import { ScheduleList } from './schedule-list'

export const generateMetadata = titled('Snapshot schedules')

export default function Page() {
  return (
    <Suspense>
      <ScheduleList />
    </Suspense>
  )
}
