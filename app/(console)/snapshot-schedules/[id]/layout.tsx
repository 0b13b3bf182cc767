import { type ReactNode, Suspense } from 'react'
import { SchedulePage } from './schedule-page'

interface ScheduleLayoutProps {
  params: Promise<{ id: string }>
  children: ReactNode
}

export default async function ScheduleLayout({ params, children }: ScheduleLayoutProps) {
  const { id } = await params
  return (
    <Suspense>
      <SchedulePage id={id}>{children}</SchedulePage>
    </Suspense>
  )
}
