'use client'

import { useCallback } from 'react'
import { Absent } from '@/app/parts/columns/shared'
import {
  DeviceBar,
  type DeviceEntry,
  plugReason,
  unplugReason,
  useDeviceActions,
} from '@/app/parts/device-actions'
import { driveEntries } from '@/app/parts/disc-menu'
import { ObjectLink } from '@/app/parts/object-link'
import { Bytes } from '@/app/parts/quantity'
import { Badge } from '@/app/ui/badge'
import { DataTable } from '@/app/ui/data-table'
import type { Column } from '@/app/ui/data-table-types'
import { EmptyState } from '@/app/ui/empty-state'
import type { MenuEntry } from '@/app/ui/menu'
import { StatusMark } from '@/app/ui/status-mark'
import type { MachineDetail } from '@/server/api/types'
import { say, t, told } from '@/server/shared/text'

type Disk = MachineDetail['disks'][number]

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
  { id: 'type', header: say('Type'), width: 72, sortBy: disk => disk.type, cell: disk => told(disk.type) },
  {
    id: 'mode',
    header: say('Access'),
    width: 110,
    sortBy: disk => disk.mode,
    cell: disk => (disk.mode === 'RO' ? t('Read only') : t('Read, write')),
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
const nameOf = (disk: Disk) => disk.name || t('position {position}', { position: disk.position })

/** Disks and drives of a VM or a template. `detail`: undefined until it is known, null where there is none. */
export function MachineDisks({ detail }: { detail: MachineDetail | null | undefined }) {
  const { entry, button, dialog } = useDeviceActions(detail?.row)
  const template = detail?.row.class === 'template'
  const menu = useCallback(
    (disk: Disk) => (disk.type === 'Disk' ? diskEntries(disk, entry, template) : driveEntries(disk, entry)),
    [entry, template],
  )
  if (detail === null) return null
  return (
    <>
      <DeviceBar>
        {button('vm.addDisk')}
        {button('vm.attachDisk')}
        {button('vm.addDrive')}
      </DeviceBar>
      <DataTable
        className="grow"
        label={t('Disks and drives')}
        columns={columns}
        rows={detail?.disks ?? []}
        rowId={idOf}
        rowName={nameOf}
        initialSort={byPosition}
        storageKey={template ? 'template-disks' : 'vm-disks'}
        loading={!detail}
        menu={menu}
        empty={
          <EmptyState kind="nothing-yet" icon="disk" title={t('No disks')}>
            {template
              ? t('This template has neither disks nor drives.')
              : t('This VM has neither disks nor drives.')}
          </EmptyState>
        }
      />
      {dialog}
    </>
  )
}

/** A template never runs: there is nothing to activate. */
function diskEntries(disk: Disk, entry: DeviceEntry, template: boolean): MenuEntry[] {
  const at = { drive: disk.id, position: disk.position }
  const held = disk.attached ? unplugReason(disk.operations) : undefined
  return [
    entry('vm.setDisk', {
      known: disk,
      reason: disk.missing ? t('Its storage has lost this disk.') : undefined,
    }),
    ...(template
      ? []
      : [
          disk.attached
            ? entry('vm.unplugDisk', { input: at, reason: held })
            : entry('vm.plugDisk', { input: at, reason: plugReason(disk.operations) }),
        ]),
    ...(template ? [] : [entry('vm.moveDisk', { known: disk })]),
    { type: 'separator', id: 'before removal' },
    entry('vm.detachDisk', { known: disk, reason: held }),
    entry('vm.deleteDisk', { known: disk, reason: held }),
  ]
}
