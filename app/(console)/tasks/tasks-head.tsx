'use client'

import { useCount, useRuns } from '@/app/lib/inventory'
import { paths } from '@/app/lib/paths'
import { PageHeader } from '@/app/parts/page-header'
import { PageTabs } from '@/app/parts/page-tabs'

export function TasksHead() {
  const operations = useRuns()
  const tasks = useCount('task')
  return (
    <>
      <PageHeader title="Tasks" />
      <PageTabs
        label="Task lists"
        tabs={[
          { href: paths.tasks, label: 'Done in Domus', count: operations.length },
          { href: paths.poolTasks, label: 'Tasks of the pools', count: tasks },
        ]}
      />
    </>
  )
}
