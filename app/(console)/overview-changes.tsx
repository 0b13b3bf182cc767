'use client'

import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useRuns } from '@/app/lib/inventory'
import { paths } from '@/app/lib/paths'
import { appError, trpc } from '@/app/lib/trpc'
import { ErrorNote } from '@/app/parts/error-note'
import { ObjectLink } from '@/app/parts/object-link'
import { PageLink } from '@/app/parts/page-link'
import { Ago } from '@/app/parts/quantity'
import { operationStatus } from '@/app/parts/status'
import { mergeRuns } from '@/app/parts/tasks/task-filter'
import { Card } from '@/app/ui/card'
import { Skeleton } from '@/app/ui/skeleton'
import { StatusShape } from '@/app/ui/status-mark'
import { spokenTold, t } from '@/server/shared/text'

const shown = 6
const waiting = ['w-3/5', 'w-2/5', 'w-1/2']

/** What has been done lately, by whom and how it ended: what is under way comes live, the rest is in the audit log. */
export function RecentChanges() {
  const live = useRuns()
  const history = useQuery(trpc.operation.history.queryOptions({}, { staleTime: 60_000 }))
  const runs = useMemo(() => mergeRuns(live, history.data?.rows ?? [], {}), [live, history.data])
  return (
    <Card
      title={t('Recent changes')}
      flush
      aside={
        runs.length > 0 && (
          <PageLink href={paths.tasks} className="text-accent hover:underline">
            {t('All tasks')}
          </PageLink>
        )
      }
    >
      {history.error && <ErrorNote error={appError(history.error)} live="status" className="mx-3 mb-3" />}
      {history.isPending && runs.length === 0 && (
        <div aria-busy className="flex flex-col gap-3 px-3 pb-3">
          {waiting.map(width => (
            <Skeleton key={width} className={width} />
          ))}
        </div>
      )}
      {!history.isPending && !history.error && runs.length === 0 && (
        <p className="px-3 pb-3 text-muted">{t('Nothing has been changed through Domus yet.')}</p>
      )}
      <ul aria-label={t('Recent changes')}>
        {runs.slice(0, shown).map(run => {
          const { id, object, state, user, startedAt } = run
          const { status, word } = operationStatus(state)
          return (
            <li key={id} className="flex items-center gap-2 border-line-subtle border-t px-3 py-1.5">
              <StatusShape status={status} label={word} />
              <span className="min-w-0 grow truncate">
                <span className="text-strong">{spokenTold(run)}</span>{' '}
                <span className="text-muted">
                  <ObjectLink cls={object.class} id={object.id} name={object.name} strong />
                </span>
              </span>
              <span className="shrink-0 text-faint">
                {user}, <Ago time={startedAt} />
              </span>
            </li>
          )
        })}
      </ul>
    </Card>
  )
}
