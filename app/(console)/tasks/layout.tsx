import type { ReactNode } from 'react'
import { TasksHead } from './tasks-head'

export default function TasksLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <TasksHead />
      {children}
    </>
  )
}
