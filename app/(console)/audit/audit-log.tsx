'use client'

import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useCan } from '@/app/lib/session'
import { appError, trpc } from '@/app/lib/trpc'
import { ErrorNote } from '@/app/parts/error-note'
import { PageHeader } from '@/app/parts/page-header'
import { Button } from '@/app/ui/button'
import { DataTable } from '@/app/ui/data-table'
import { EmptyState } from '@/app/ui/empty-state'
import { auditColumns } from './audit-columns'
import { AuditDetail } from './audit-detail'
import { noFilter, useAuditFilter } from './audit-filter'
import { AuditFilters } from './audit-filters'
import type { AuditLine } from './audit-line'

/** Who did what, when, from where, on which object, and how it ended. */
export function AuditLog() {
  const may = useCan('audit.read')
  if (may) return <Log />
  return (
    <>
      <PageHeader title="Audit log" />
      <EmptyState kind="cannot-know" title="Your role does not allow this">
        The role pool-operator may read the audit log.
      </EmptyState>
    </>
  )
}

function Log() {
  const [filter, setFilter] = useAuditFilter()
  const [chosen, setChosen] = useState<AuditLine | null>(null)
  const log = useInfiniteQuery(
    trpc.audit.list.infiniteQueryOptions(filter.query, {
      getNextPageParam: page => page.nextCursor ?? undefined,
      // What was done a moment ago belongs in a log that is being read.
      staleTime: 0,
      refetchOnWindowFocus: true,
      placeholderData: earlier => earlier,
    }),
  )
  const facets = useQuery(trpc.audit.facets.queryOptions())
  const rows = useMemo(() => log.data?.pages.flatMap(page => page.rows) ?? [], [log.data])
  const filtered = Object.keys(filter.query).length > 0
  return (
    <>
      <PageHeader
        title="Audit log"
        actions={
          <Button size="s" icon="refresh" busy={log.isFetching} onClick={() => void log.refetch()}>
            Refresh
          </Button>
        }
      />
      <AuditFilters
        filter={filter}
        onChange={setFilter}
        users={facets.data?.users ?? []}
        actions={facets.data?.actions ?? []}
      />
      {log.error && (
        <div className="px-4 pb-2">
          <ErrorNote error={appError(log.error)} live="status" />
        </div>
      )}
      <div className="flex min-h-0 grow flex-col">
        <DataTable
          className="grow"
          label="Audit log"
          columns={auditColumns}
          rows={rows}
          rowId={idOf}
          rowName={sentenceOf}
          initialSort={newestFirst}
          storageKey="audit"
          current={chosen?.id ?? null}
          onPeek={setChosen}
          onOpen={setChosen}
          menu={row => [
            {
              type: 'item',
              id: 'detail',
              label: 'Show details',
              icon: 'info',
              onSelect: () => setChosen(row),
            },
          ]}
          loading={log.isPending}
          empty={
            filtered ? (
              <EmptyState
                kind="no-match"
                title="Nothing matches"
                actions={<Button onClick={() => setFilter(noFilter)}>Clear filters</Button>}
              />
            ) : (
              <EmptyState kind="nothing-yet" icon="audit" title="Nothing has been done yet" />
            )
          }
        />
        {log.hasNextPage && (
          <div className="flex shrink-0 justify-center border-line-subtle border-t p-2">
            <Button size="s" busy={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
              Show older
            </Button>
          </div>
        )}
      </div>
      {chosen && (
        <AuditDetail row={rows.find(row => row.id === chosen.id) ?? chosen} onClose={() => setChosen(null)} />
      )}
    </>
  )
}

const newestFirst = { id: 'at', desc: true }
const idOf = (row: AuditLine) => row.id
const sentenceOf = (row: AuditLine) => row.sentence
