import { Suspense } from 'react'
import { titled } from '@/app/lib/titled'
import { TaskList } from './task-list'

export const generateMetadata = titled('Tasks')

export default function Page() {
  return (
    <Suspense>
      <TaskList />
    </Suspense>
  )
}
