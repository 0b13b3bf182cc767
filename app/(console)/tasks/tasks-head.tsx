'use client'

import { useCount, useRuns } from '@/app/lib/inventory'
import { paths } from '@/app/lib/paths'
import { PageHeader } from '@/app/parts/page-header'
import { PageTabs } from '@/app/parts/page-tabs'
import { t } from '@/server/shared/text'

export function TasksHead() {
  const operations = useRuns()
  const tasks = useCount('task')
  return (
    <>
      <PageHeader title={t('Tasks')} />
      <PageTabs
        label={t('Task lists')}
        tabs={[
          { href: paths.tasks, label: t('Done in Domus'), count: operations.length },
          { href: paths.poolTasks, label: t('Tasks of the pools'), count: tasks },
        ]}
      />
    </>
  )
}
