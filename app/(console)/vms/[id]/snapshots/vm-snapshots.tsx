'use client'

import { useVmDetail } from '@/app/lib/detail'
import { absoluteTime } from '@/app/lib/format'
import { Ago } from '@/app/parts/quantity'
import { DataTable } from '@/app/ui/data-table'
import type { Column } from '@/app/ui/data-table-types'
import { EmptyState } from '@/app/ui/empty-state'
import type { ObjectId, VmDetail } from '@/server/api/types'
import { say, t } from '@/server/shared/text'

type Snapshot = VmDetail['snapshots'][number]

const columns: Column<Snapshot>[] = [
  {
    id: 'name',
    header: say('Name'),
    width: 260,
    sortBy: one => one.name,
    cell: one => one.name || '(no name)',
  },
  {
    id: 'time',
    header: say('Taken'),
    width: 160,
    sortBy: one => one.time,
    cell: one => absoluteTime(one.time),
  },
  { id: 'age', header: say('Age'), width: 120, quiet: true, cell: one => <Ago time={one.time} /> },
]
const newestFirst = { id: 'time', desc: true }
const idOf = (one: Snapshot) => one.id
const nameOf = (one: Snapshot) => one.name

/** Snapshots taken of a VM. */
export function VmSnapshots({ id }: { id: ObjectId }) {
  const detail = useVmDetail(id)
  if (detail === null) return null
  return (
    <DataTable
      className="grow"
      label={t('Snapshots')}
      columns={columns}
      rows={detail?.snapshots ?? []}
      rowId={idOf}
      rowName={nameOf}
      initialSort={newestFirst}
      storageKey="vm-snapshots"
      loading={!detail}
      empty={
        <EmptyState kind="nothing-yet" icon="snapshot" title={t('No snapshots')}>
          {t('None has been taken of this VM.')}
        </EmptyState>
      }
    />
  )
}
