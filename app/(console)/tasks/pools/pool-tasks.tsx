'use client'

import { useTaskColumns } from '@/app/parts/columns/task'
import { LongList } from '@/app/parts/object-list'
import { TaskPeek } from '@/app/parts/tasks/task-peek'
import { EmptyState } from '@/app/ui/empty-state'
import { t } from '@/server/shared/text'

/** Tasks the pools know of, whoever started them. A pool forgets them after a while. */
export function PoolTasks() {
  const columns = useTaskColumns()
  return (
    <div className="flex min-h-0 grow flex-col pt-3">
      <LongList
        cls="task"
        label={t('Tasks of the pools')}
        what={t('tasks')}
        example="state:failure VM.start"
        storageKey="tasks"
        initialSort={newestFirst}
        columns={columns}
        peek={task => <TaskPeek task={task} columns={columns} />}
        empty={
          <EmptyState kind="nothing-yet" icon="tasks" title={t('No tasks')}>
            {t('The pools have nothing under way, and nothing they remember.')}
          </EmptyState>
        }
      />
    </div>
  )
}

const newestFirst = { id: 'created', desc: true }
