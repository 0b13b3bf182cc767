'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { noFilter, useAuditFilter } from '@/app/lib/audit-filter'
import { useAuditList } from '@/app/lib/audit-list'
import { useMe } from '@/app/lib/session'
import { appError, trpc } from '@/app/lib/trpc'
import { useQueryParam } from '@/app/lib/url-state'
import { AuditDetail } from '@/app/parts/audit/audit-detail'
import { AuditTable } from '@/app/parts/audit/audit-table'
import { ErrorNote } from '@/app/parts/error-note'
import { PageHeader } from '@/app/parts/page-header'
import { Button } from '@/app/ui/button'
import { EmptyState } from '@/app/ui/empty-state'
import { t } from '@/server/shared/text'
import { AuditExport } from './audit-export'
import { AuditFilters } from './audit-filters'
import { AuditVerify } from './audit-verify'

/** Who did what, when, from where, on which object, and how it ended. */
export function AuditLog() {
  const may = useMe()?.readsAudit ?? false
  if (may) return <Log />
  return (
    <>
      <PageHeader title={t('Audit log')} />
      <EmptyState kind="cannot-know" title={t('Your role does not allow this')}>
        {t('The role pool-operator may read the audit log.')}
      </EmptyState>
    </>
  )
}

function Log() {
  const [filter, setFilter] = useAuditFilter()
  const [entry, setEntry] = useQueryParam('entry')
  const [verifying, setVerifying] = useState(false)
  const list = useAuditList(filter.query)
  const facets = useQuery(trpc.audit.facets.queryOptions())
  const filtered = Object.keys(filter.query).length > 0
  return (
    <>
      <PageHeader
        title={t('Audit log')}
        actions={
          <>
            <Button size="s" icon="refresh" busy={list.isFetching} onClick={() => void list.refetch()}>
              {t('Refresh')}
            </Button>
            <Button size="s" icon="trust" onClick={() => setVerifying(true)}>
              {t('Verify')}
            </Button>
            <AuditExport query={filter.query} />
          </>
        }
      />
      <AuditFilters
        filter={filter}
        onChange={setFilter}
        users={facets.data?.users ?? []}
        actions={facets.data?.actions ?? []}
        pools={facets.data?.pools ?? []}
      />
      <div className="flex min-h-0 grow flex-col">
        <AuditTable
          className="grow"
          label={t('Audit log')}
          list={list}
          storageKey="audit"
          current={entry || null}
          onOpen={row => setEntry(row.id)}
          empty={
            filtered ? (
              <EmptyState
                kind="no-match"
                title={t('Nothing matches')}
                actions={<Button onClick={() => setFilter(noFilter)}>{t('Clear filters')}</Button>}
              />
            ) : (
              <EmptyState kind="nothing-yet" icon="audit" title={t('Nothing has been done yet')} />
            )
          }
        />
      </div>
      {entry && (
        <Entry
          id={entry}
          held={list.rows.held.find(row => row.id === entry)}
          onClose={() => setEntry(null)}
        />
      )}
      {verifying && <AuditVerify onClose={() => setVerifying(false)} />}
    </>
  )
}

interface EntryProps {
  id: string
  held: Parameters<typeof AuditDetail>[0]['row'] | undefined
  onClose: () => void
}

/** The line that the address names, also where it is not among those that are listed. */
function Entry({ id, held, onClose }: EntryProps) {
  const found = useQuery(trpc.audit.entry.queryOptions({ id }, { enabled: !held }))
  const row = held ?? found.data
  if (row) return <AuditDetail row={row} onClose={onClose} />
  if (!found.error) return null
  return (
    <div className="px-4 pb-2">
      <ErrorNote error={appError(found.error)} live="status" />
    </div>
  )
}
