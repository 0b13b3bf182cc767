'use client'

import { clockTime, percent } from '@/app/lib/format'
import { useOperations, usePool } from '@/app/lib/inventory'
import { useListRows } from '@/app/lib/list-window'
import { paths } from '@/app/lib/paths'
import { StatusMark } from '@/app/ui/status-mark'
import type { TaskRow } from '@/server/api/types'
import { t } from '@/server/shared/text'
import { PageLink } from '../page-link'

const pending = {
  class: 'task',
  within: null,
  filter: 'state:pending',
  sort: { id: 'created', desc: true },
} as const

/** What is under way in the pools and was not begun in Domus. */
export function OthersTasks() {
  const { held } = useListRows(pending)
  const operations = useOperations()
  const own = new Set(operations.map(({ pool, task }) => `${pool} ${task}`))
  const others = held.filter(task => !own.has(`${task.pool} ${task.ref}`))
  if (others.length === 0) return null
  return (
    <>
      <h3 className="px-3 pt-2 pb-1 text-muted text-s">{t('Begun outside of Domus')}</h3>
      <ul aria-label={t('Tasks of others')}>
        {others.map(task => (
          <OthersTask key={task.id} task={task} />
        ))}
      </ul>
    </>
  )
}

function OthersTask({ task }: { task: TaskRow }) {
  const pool = usePool(task.pool)
  return (
    <li className="flex min-h-8 items-center gap-3 border-line-subtle border-b px-3">
      <StatusMark status="moving" word={t('Running…')} />
      <PageLink
        href={`${paths.poolTasks}?peek=${encodeURIComponent(task.id)}`}
        className="min-w-0 truncate text-accent hover:underline"
      >
        {task.name_label}
      </PageLink>
      <span className="truncate text-muted">{pool?.name_label}</span>
      <span className="ml-auto shrink-0 text-muted tabular-nums">
        {t('{percent}, since {clockTime}', {
          percent: percent(task.progress),
          clockTime: clockTime(task.created),
        })}
      </span>
    </li>
  )
}
