'use client'

import { useVmDetail } from '@/app/lib/detail'
import { Absent } from '@/app/parts/columns/shared'
import { ObjectLink } from '@/app/parts/object-link'
import { Bytes } from '@/app/parts/quantity'
import { Badge } from '@/app/ui/badge'
import { DataTable } from '@/app/ui/data-table'
import type { Column } from '@/app/ui/data-table-types'
import { EmptyState } from '@/app/ui/empty-state'
import { StatusMark } from '@/app/ui/status-mark'
import type { ObjectId, VmDetail } from '@/server/api/types'
import { say, t } from '@/server/shared/text'

type Disk = VmDetail['disks'][number]

const columns: Column<Disk>[] = [
  {
    id: 'name',
    header: say('Name'),
    width: 220,
    sortBy: disk => disk.name,
    cell: disk => (
      <span className="flex items-center gap-2">
        <span className="truncate">{disk.empty ? t('Empty drive') : disk.name || t('(no name)')}</span>
        {disk.bootable && <Badge>{t('boot')}</Badge>}
      </span>
    ),
  },
  {
    id: 'state',
    header: say('State'),
    width: 110,
    sortBy: disk => (disk.attached ? t('Attached') : t('Detached')),
    cell: disk =>
      disk.attached ? (
        <StatusMark status="ok" word={t('Attached')} />
      ) : (
        <StatusMark status="idle" word={t('Detached')} />
      ),
  },
  {
    id: 'position',
    header: say('Position'),
    width: 72,
    align: 'end',
    sortBy: disk => Number(disk.position),
    cell: disk => disk.position,
  },
  {
    id: 'device',
    header: say('Device'),
    width: 80,
    sortBy: disk => disk.device || null,
    cell: disk => (disk.device ? <span className="font-mono">{disk.device}</span> : <Absent />),
  },
  { id: 'type', header: say('Type'), width: 72, sortBy: disk => disk.type, cell: disk => disk.type },
  {
    id: 'mode',
    header: say('Access'),
    width: 90,
    sortBy: disk => disk.mode,
    cell: disk => (disk.mode === 'RO' ? t('Read only') : 'Read, write'),
  },
  {
    id: 'size',
    header: say('Size'),
    width: 84,
    align: 'end',
    sortBy: disk => disk.size,
    cell: disk => (disk.empty ? <Absent /> : <Bytes count={disk.size} />),
  },
  {
    id: 'used',
    header: say('Used'),
    width: 84,
    align: 'end',
    quiet: true,
    sortBy: disk => disk.used,
    cell: disk => (disk.empty ? <Absent /> : <Bytes count={disk.used} />),
  },
  {
    id: 'storage',
    header: say('Storage'),
    width: 160,
    sortBy: disk => disk.sr?.name ?? null,
    cell: disk => <ObjectLink cls="SR" id={disk.sr?.id ?? null} name={disk.sr?.name} />,
  },
  {
    id: 'description',
    header: say('Description'),
    width: 160,
    hidden: true,
    sortBy: disk => disk.description || null,
    cell: disk => disk.description,
  },
]
const byPosition = { id: 'position', desc: false }
const idOf = (disk: Disk) => disk.id
const nameOf = (disk: Disk) => disk.name || `position ${disk.position}`

/** Disks and drives of a VM. */
export function VmDisks({ id }: { id: ObjectId }) {
  const detail = useVmDetail(id)
  if (detail === null) return null
  return (
    <DataTable
      className="grow"
      label={t('Disks and drives')}
      columns={columns}
      rows={detail?.disks ?? []}
      rowId={idOf}
      rowName={nameOf}
      initialSort={byPosition}
      storageKey="vm-disks"
      loading={!detail}
      empty={
        <EmptyState kind="nothing-yet" icon="disk" title={t('No disks')}>
          {t('This VM has neither disks nor drives.')}
        </EmptyState>
      }
    />
  )
}
