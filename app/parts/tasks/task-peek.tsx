'use client'

import { useMutation, useQuery } from '@tanstack/react-query'
import { appError } from '@/app/lib/app-error'
import { absoluteTime, duration, percent } from '@/app/lib/format'
import { useNowBySecond } from '@/app/lib/now'
import { useCan } from '@/app/lib/session'
import { trpc } from '@/app/lib/trpc'
import { Button } from '@/app/ui/button'
import type { Column } from '@/app/ui/data-table-types'
import { Facts } from '@/app/ui/facts'
import { Skeleton } from '@/app/ui/skeleton'
import type { PoolTaskDetail, TaskRow } from '@/server/api/types'
import { t, told } from '@/server/shared/text'
import { toldError } from '@/server/shared/told-error'
import { ErrorNote } from '../error-note'
import { ObjectLink } from '../object-link'
import { ObjectState } from '../vm-state'
import { CopyButton } from './copy-button'
import { TaskParts } from './task-parts'

/** While a task is under way its parts are asked for anew this often. */
const againMs = 2_000

/** A task of a pool, whoever began it: how far it is, its parts, what it is about, and what the pool said. */
export function TaskPeek({ task, columns }: { task: TaskRow; columns: readonly Column<TaskRow>[] }) {
  const underWay = task.finished === null
  const detail = useQuery(
    trpc.task.detail.queryOptions(
      { id: task.id },
      { staleTime: 0, refetchInterval: underWay ? againMs : false },
    ),
  )
  const found = detail.data
  const shown = columns.filter(column => !['name', 'status', 'progress', 'took', 'error'].includes(column.id))
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <ObjectState row={task} loud />
        {underWay && <span className="text-muted tabular-nums">{percent(task.progress)}</span>}
        <span className="ml-auto flex items-center gap-1">
          {/* It stays when the task has ended: the focus may be on it. */}
          <Cancel task={task} operation={found?.operation ?? null} />
          <CopyButton
            label={t('Copy: {name}', { name: task.name_label })}
            text={() => taskText(task, found ?? undefined)}
          />
        </span>
      </div>
      {detail.error && <ErrorNote error={appError(detail.error)} live="status" />}
      {found?.error && <ErrorNote error={toldError(found.error)} live="status" />}
      <Facts
        facts={[
          {
            label: t('About'),
            value: detail.isPending ? (
              <Skeleton className="w-24" />
            ) : (
              found?.object && (
                <ObjectLink cls={found.object.class} id={found.object.id} name={found.object.name} />
              )
            ),
          },
          { label: t('Begun by'), value: found?.startedBy },
          ...shown.map(column => ({ label: told(column.header), value: column.cell(task) })),
          { label: underWay ? t('For') : t('Took'), value: <Elapsed task={task} /> },
          { label: t('UUID'), value: <span className="font-mono text-s">{task.uuid}</span> },
        ]}
      />
      {task.name_description && <p className="text-muted">{task.name_description}</p>}
      {found && found.parts.length > 0 && (
        <section aria-label={t('Parts of the task')}>
          <h3 className="mb-1 text-muted text-s">{t('Parts')}</h3>
          <TaskParts parts={found.parts} />
        </section>
      )}
    </div>
  )
}

function Elapsed({ task }: { task: TaskRow }) {
  const now = useNowBySecond()
  const end = task.finished === null ? now : Date.parse(task.finished)
  return <span className="tabular-nums">{duration(Math.max(0, end - Date.parse(task.created)))}</span>
}

function Cancel({ task, operation }: { task: TaskRow; operation: string | null }) {
  const own = useMutation(trpc.operation.cancel.mutationOptions())
  const others = useMutation(trpc.task.cancel.mutationOptions())
  const cancel = operation === null ? others : own
  const may = useCan('task.cancel') || operation !== null
  const reason =
    task.finished !== null
      ? t('This task has ended')
      : !may
        ? t('Only an operator of the pool can cancel what others began')
        : task.allowed_operations.includes('cancel')
          ? undefined
          : t('The pool does not let this task be cancelled')
  return (
    <>
      <Button
        size="s"
        reason={reason}
        busy={cancel.isPending}
        aria-label={t('Cancel: {name}', { name: task.name_label })}
        onClick={() => cancel.mutate({ id: operation ?? task.id })}
      >
        {t('Cancel')}
      </Button>
      {cancel.error && (
        <span role="alert" className="text-trouble">
          {appError(cancel.error).message}
        </span>
      )}
    </>
  )
}

function taskText(task: TaskRow, detail: PoolTaskDetail | undefined): string {
  const error = detail?.error && toldError(detail.error)
  return [
    `${task.name_label}: ${task.status}`,
    detail?.object && `${detail.object.class} ${detail.object.name}`,
    task.finished
      ? t('Started {time}, ended {end}', {
          time: absoluteTime(task.created),
          end: absoluteTime(task.finished),
        })
      : t('Started {time}', { time: absoluteTime(task.created) }),
    error && [error.message, error.next].filter(Boolean).join(' '),
    task.error_info.filter(Boolean).join(' · '),
    task.uuid,
  ]
    .filter(Boolean)
    .join('\n')
}
