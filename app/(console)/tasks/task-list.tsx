'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { appError } from '@/app/lib/app-error'
import { useRuns } from '@/app/lib/inventory'
import { trpc } from '@/app/lib/trpc'
import { ErrorNote } from '@/app/parts/error-note'
import { useDismissed } from '@/app/parts/frame/dismissed'
import { OperationLine } from '@/app/parts/frame/operation-line'
import { failures } from '@/app/parts/frame/operation-list'
import { historyOf, mergeRuns, useTaskFilter } from '@/app/parts/tasks/task-filter'
import { TaskFilters } from '@/app/parts/tasks/task-filters'
import { Button } from '@/app/ui/button'
import { EmptyState } from '@/app/ui/empty-state'
import { Skeleton } from '@/app/ui/skeleton'
import { t } from '@/server/shared/text'

/** What has been done in Domus, newest first: what is under way comes live, what is over is in the audit log. */
export function TaskList() {
  const [filter, setFilter] = useTaskFilter()
  const query = historyOf(filter)
  const live = useRuns()
  const [dismissed, dismiss] = useDismissed()
  const history = useInfiniteQuery(
    trpc.operation.history.infiniteQueryOptions(query, {
      getNextPageParam: page => page.nextCursor,
      // What changes comes live; what was said before stays true.
      staleTime: 60_000,
    }),
  )
  const kept = useMemo(() => history.data?.pages.flatMap(page => page.rows) ?? [], [history.data])
  const asked = JSON.stringify(query)
  const runs = useMemo(() => mergeRuns(live, kept, JSON.parse(asked)), [live, kept, asked])
  const open = new Set(failures(runs, dismissed).map(operation => operation.id))
  const any = Object.keys(query).length > 0

  return (
    <>
      <TaskFilters filter={filter} onChange={setFilter} />
      {history.error && (
        <div className="px-4 pb-2">
          <ErrorNote error={appError(history.error)} live="status" />
        </div>
      )}
      <div className="min-h-0 grow overflow-y-auto">
        {runs.length > 0 && (
          <ul aria-label={t('Operations')} className="border-line-subtle border-t">
            {runs.map(operation => (
              <OperationLine
                key={operation.id}
                operation={operation}
                onDismiss={open.has(operation.id) ? () => dismiss([operation.id]) : undefined}
              />
            ))}
          </ul>
        )}
        {/* Below lines that are here already it would be pushed down by each that comes. */}
        {history.isPending && runs.length === 0 && <Waiting />}
        {runs.length === 0 && !history.isPending && !history.error && (
          <EmptyState
            kind={any ? 'no-match' : 'nothing-yet'}
            icon="tasks"
            title={any ? t('No task matches') : t('Nothing has been done yet')}
            actions={
              any && (
                <Button onClick={() => setFilter({ state: '', pool: '', user: '', from: '', to: '' })}>
                  {t('Clear filter')}
                </Button>
              )
            }
          >
            {any
              ? t('No operation of Domus is as the filter wants it.')
              : t('What somebody does in Domus appears here, with its progress and outcome.')}
          </EmptyState>
        )}
        {history.hasNextPage && (
          <div className="p-2">
            <Button busy={history.isFetchingNextPage} onClick={() => void history.fetchNextPage()}>
              {t('Show older ones')}
            </Button>
          </div>
        )}
      </div>
    </>
  )
}

const lines = Array.from({ length: 6 }, (_, index) => `line-${index}`)

function Waiting() {
  return (
    <div aria-hidden>
      {lines.map(line => (
        <div key={line} className="flex h-8 items-center gap-3 border-line-subtle border-b px-3">
          <Skeleton className="w-24" />
          <Skeleton className="w-72" />
        </div>
      ))}
    </div>
  )
}
