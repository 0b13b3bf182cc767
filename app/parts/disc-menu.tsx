'use client'

import { useVmDetail } from '@/app/lib/detail'
import { useRowOf } from '@/app/lib/inventory'
import { Button } from '@/app/ui/button'
import { Menu, type MenuEntry } from '@/app/ui/menu'
import type { ObjectId, VmDetail } from '@/server/api/types'
import { t } from '@/server/shared/text'
import { type DeviceEntry, useDeviceActions } from './device-actions'

type Drive = VmDetail['disks'][number]

/** What can be done to a drive. */
export function driveEntries(drive: Drive, entry: DeviceEntry): MenuEntry[] {
  return [
    entry('vm.insertDisc', { known: drive }),
    entry('vm.ejectDisc', {
      input: { drive: drive.id, position: drive.position },
      reason: drive.empty ? t('There is no disc in it.') : undefined,
    }),
  ]
}

/** The drives of a VM as a menu: what is in each, another disc, none. A VM without a drive can be given one. */
export function DiscMenu({ id }: { id: ObjectId }) {
  const vm = useRowOf('VM', id)
  const detail = useVmDetail(id)
  const { entry, dialog } = useDeviceActions(vm)
  if (!vm || !detail) return null
  const drives = detail.disks.filter(isDrive)
  const entries = drives.flatMap((drive, at): MenuEntry[] => [
    ...(at > 0 ? [{ type: 'separator' as const, id: `before ${drive.id}` }] : []),
    {
      type: 'note',
      id: `in ${drive.id}`,
      children: drive.empty ? t('Drive {position}: empty', drive) : t('Drive {position}: {name}', drive),
    },
    ...driveEntries(drive, entry).map(one => ({ ...one, id: `${one.id} ${drive.id}` })),
  ])
  return (
    <>
      <Menu
        trigger={
          <Button size="s" tone="quiet" icon="disc">
            {t('Disc')}
          </Button>
        }
        entries={drives.length > 0 ? entries : [entry('vm.addDrive', {})]}
      />
      {dialog}
    </>
  )
}

function isDrive({ type }: Drive): boolean {
  return type === 'CD' || type === 'Floppy'
}
