'use client'

import { useHostDetail } from '@/app/lib/detail'
import { Absent } from '@/app/parts/columns/shared'
import { ObjectLink } from '@/app/parts/object-link'
import { Bytes } from '@/app/parts/quantity'
import { UsageMeter } from '@/app/parts/usage-meter'
import { DataTable } from '@/app/ui/data-table'
import type { Column } from '@/app/ui/data-table-types'
import { EmptyState } from '@/app/ui/empty-state'
import { StatusMark } from '@/app/ui/status-mark'
import type { HostDetail, ObjectId } from '@/server/api/types'
import { say, t } from '@/server/shared/text'

type Storage = HostDetail['storage'][number]

const columns: Column<Storage>[] = [
  {
    id: 'name',
    header: say('Name'),
    width: 220,
    sortBy: sr => sr.name,
    cell: sr => <ObjectLink cls="SR" id={sr.id} name={sr.name} strong />,
  },
  {
    id: 'state',
    header: say('State'),
    width: 110,
    sortBy: sr => (sr.attached ? t('Attached') : t('Detached')),
    cell: sr =>
      sr.attached ? (
        <StatusMark status="ok" word={t('Attached')} />
      ) : (
        <StatusMark status="warn" word={t('Detached')} />
      ),
  },
  { id: 'type', header: say('Type'), width: 90, sortBy: sr => sr.type, cell: sr => sr.type },
  {
    id: 'size',
    header: say('Size'),
    width: 90,
    align: 'end',
    sortBy: sr => sr.size,
    cell: sr => (sr.size > 0 ? <Bytes count={sr.size} /> : <Absent />),
  },
  {
    id: 'used',
    header: say('Used'),
    width: 130,
    align: 'end',
    quiet: true,
    sortBy: sr => (sr.size > 0 ? sr.used / sr.size : null),
    cell: sr => (
      <UsageMeter label={t('Space used on {name}', { name: sr.name })} used={sr.used} total={sr.size} />
    ),
  },
]
const byName = { id: 'name', desc: false }
const idOf = (sr: Storage) => sr.id
const nameOf = (sr: Storage) => sr.name

/** Storage a host is meant to see, and whether it does. */
export function HostStorage({ id }: { id: ObjectId }) {
  const detail = useHostDetail(id)
  if (detail === null) return null
  return (
    <DataTable
      className="grow"
      label={t('Storage of the host')}
      columns={columns}
      rows={detail?.storage ?? []}
      rowId={idOf}
      rowName={nameOf}
      initialSort={byName}
      storageKey="host-storage"
      loading={!detail}
      empty={<EmptyState kind="nothing-yet" icon="disk" title={t('No storage')} />}
    />
  )
}
