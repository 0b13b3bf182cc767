'use client'

import { useCount } from '@/app/lib/inventory'
import { useSnapshotColumns } from '@/app/parts/columns/snapshot'
import { NothingYet } from '@/app/parts/nothing-yet'
import { LongList } from '@/app/parts/object-list'
import { PageHeader } from '@/app/parts/page-header'
import { t } from '@/server/shared/text'

const asked = { kind: 'snapshot' } as const
const newestFirst = { id: 'taken', desc: true }

/** The snapshots of all VMs, the newest first. */
export function SnapshotList() {
  const columns = useSnapshotColumns()
  const count = useCount('snapshot')
  return (
    <>
      <PageHeader
        title={t('Snapshots')}
        aside={count > 0 && <span className="text-muted tabular-nums">{count}</span>}
      />
      <LongList
        cls="snapshot"
        label={t('Snapshots')}
        what={t('snapshots')}
        example="taken:<2026-01-01 kind:memory"
        storageKey="snapshots"
        initialSort={newestFirst}
        searches
        asked={asked}
        columns={columns}
        empty={<NothingYet what={t('snapshots')} />}
      />
    </>
  )
}
