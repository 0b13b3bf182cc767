'use client'

import { useCallback } from 'react'
import { number } from '@/app/lib/format'
import { Absent } from '@/app/parts/columns/shared'
import { Addresses } from '@/app/parts/columns/vm'
import {
  DeviceBar,
  type DeviceEntry,
  plugReason,
  unplugReason,
  useDeviceActions,
} from '@/app/parts/device-actions'
import { ObjectLink } from '@/app/parts/object-link'
import { Copyable } from '@/app/ui/copyable'
import { DataTable } from '@/app/ui/data-table'
import type { Column } from '@/app/ui/data-table-types'
import { EmptyState } from '@/app/ui/empty-state'
import type { MenuEntry } from '@/app/ui/menu'
import { StatusMark } from '@/app/ui/status-mark'
import type { MachineDetail } from '@/server/api/types'
import { say, t } from '@/server/shared/text'

type Nic = MachineDetail['nics'][number]

const columns: Column<Nic>[] = [
  {
    id: 'device',
    header: say('NIC'),
    width: 72,
    sortBy: nic => Number(nic.device),
    text: nic => nic.device,
    cell: nic => t('NIC {device}', { device: nic.device }),
  },
  {
    id: 'state',
    header: say('State'),
    width: 120,
    sortBy: nic => (nic.attached ? t('Connected') : t('Not connected')),
    cell: nic =>
      nic.attached ? (
        <StatusMark status="ok" word={t('Connected')} />
      ) : (
        <StatusMark status="idle" word={t('Not connected')} />
      ),
  },
  {
    id: 'network',
    header: say('Network'),
    width: 180,
    sortBy: nic => nic.network?.name ?? null,
    cell: nic => <ObjectLink cls="network" id={nic.network?.id ?? null} name={nic.network?.name} />,
  },
  {
    id: 'mac',
    header: say('MAC address'),
    width: 170,
    sortBy: nic => nic.mac,
    cell: nic => <Copyable value={nic.mac} label={t('MAC address')} mono />,
  },
  {
    id: 'limit',
    header: say('Limit'),
    width: 96,
    align: 'end',
    sortBy: nic => nic.limit,
    cell: nic => (nic.limit === null ? <Absent /> : t('{limit} kB/s', { limit: number(nic.limit) })),
  },
  { id: 'mtu', header: say('MTU'), width: 64, align: 'end', sortBy: nic => nic.mtu, cell: nic => nic.mtu },
  {
    id: 'addresses',
    header: say('Addresses'),
    width: 200,
    sortBy: nic => nic.addresses[0] ?? null,
    text: nic => nic.addresses.join(' '),
    cell: nic => <Addresses addresses={nic.addresses} />,
  },
]
const byDevice = { id: 'device', desc: false }
const idOf = (nic: Nic) => nic.id
const nameOf = (nic: Nic) => t('NIC {device}', { device: nic.device })

/** NICs of a VM or a template. `detail`: undefined until it is known, null where there is none. */
export function MachineNics({ detail }: { detail: MachineDetail | null | undefined }) {
  const { entry, button, dialog } = useDeviceActions(detail?.row)
  const template = detail?.row.class === 'template'
  const menu = useCallback((nic: Nic) => nicEntries(nic, entry, template), [entry, template])
  if (detail === null) return null
  return (
    <>
      <DeviceBar>{button('vm.addNic')}</DeviceBar>
      <DataTable
        className="grow"
        label={t('NICs')}
        columns={columns}
        rows={detail?.nics ?? []}
        rowId={idOf}
        rowName={nameOf}
        initialSort={byDevice}
        storageKey={template ? 'template-nics' : 'vm-nics'}
        loading={!detail}
        menu={menu}
        empty={
          <EmptyState kind="nothing-yet" icon="network" title={t('No NICs')}>
            {template
              ? t('VMs made of this template get no NIC by it.')
              : t('This VM is connected to no network.')}
          </EmptyState>
        }
      />
      {dialog}
    </>
  )
}

function nicEntries(nic: Nic, entry: DeviceEntry, template: boolean): MenuEntry[] {
  const at = { nic: nic.id, device: nic.device }
  return [
    entry('vm.setNic', { known: nic }),
    ...(template
      ? []
      : [
          nic.attached
            ? entry('vm.unplugNic', { input: at, reason: unplugReason(nic.operations) })
            : entry('vm.plugNic', { input: at, reason: plugReason(nic.operations) }),
        ]),
    { type: 'separator', id: 'before removal' },
    entry('vm.removeNic', {
      known: nic,
      reason: nic.attached ? unplugReason(nic.operations) : undefined,
    }),
  ]
}
