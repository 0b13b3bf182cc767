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

type Disk = VmDetail['disks'][number]

const columns: Column<Disk>[] = [
  {
    id: 'name',
    header: 'Name',
    width: 220,
    sortBy: disk => disk.name,
    cell: disk => (
      <span className="flex items-center gap-2">
        <span className="truncate">{disk.empty ? 'Empty drive' : disk.name || '(no name)'}</span>
        {disk.bootable && <Badge>boot</Badge>}
      </span>
    ),
  },
  {
    id: 'state',
    header: 'State',
    width: 110,
    sortBy: disk => (disk.attached ? 'Attached' : 'Detached'),
    cell: disk =>
      disk.attached ? (
        <StatusMark status="ok" word="Attached" />
      ) : (
        <StatusMark status="idle" word="Detached" />
      ),
  },
  {
    id: 'position',
    header: 'Position',
    width: 72,
    align: 'end',
    sortBy: disk => Number(disk.position),
    cell: disk => disk.position,
  },
  {
    id: 'device',
    header: 'Device',
    width: 80,
    sortBy: disk => disk.device || null,
    cell: disk => (disk.device ? <span className="font-mono">{disk.device}</span> : <Absent />),
  },
  { id: 'type', header: 'Type', width: 72, sortBy: disk => disk.type, cell: disk => disk.type },
  {
    id: 'mode',
    header: 'Access',
    width: 90,
    sortBy: disk => disk.mode,
    cell: disk => (disk.mode === 'RO' ? 'Read only' : 'Read, write'),
  },
  {
    id: 'size',
    header: 'Size',
    width: 84,
    align: 'end',
    sortBy: disk => disk.size,
    cell: disk => (disk.empty ? <Absent /> : <Bytes count={disk.size} />),
  },
  {
    id: 'used',
    header: 'Used',
    width: 84,
    align: 'end',
    quiet: true,
    sortBy: disk => disk.used,
    cell: disk => (disk.empty ? <Absent /> : <Bytes count={disk.used} />),
  },
  {
    id: 'storage',
    header: 'Storage',
    width: 160,
    sortBy: disk => disk.sr?.name ?? null,
    cell: disk => <ObjectLink cls="SR" id={disk.sr?.id ?? null} name={disk.sr?.name} />,
  },
  {
    id: 'description',
    header: 'Description',
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
      label="Disks and drives"
      columns={columns}
      rows={detail?.disks ?? []}
      rowId={idOf}
      rowName={nameOf}
      initialSort={byPosition}
      storageKey="vm-disks"
      loading={!detail}
      empty={
        <EmptyState kind="nothing-yet" icon="disk" title="No disks">
          This VM has neither disks nor drives.
        </EmptyState>
      }
    />
  )
}
