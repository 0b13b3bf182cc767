'use client'

import { useVmDetail } from '@/app/lib/detail'
import { Addresses } from '@/app/parts/columns/vm'
import { ObjectLink } from '@/app/parts/object-link'
import { Copyable } from '@/app/ui/copyable'
import { DataTable } from '@/app/ui/data-table'
import type { Column } from '@/app/ui/data-table-types'
import { EmptyState } from '@/app/ui/empty-state'
import { StatusMark } from '@/app/ui/status-mark'
import type { ObjectId, VmDetail } from '@/server/api/types'
import { say, t } from '@/server/shared/text'

type Nic = VmDetail['nics'][number]

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
const idOf = (nic: Nic) => nic.device
const nameOf = (nic: Nic) => t('NIC {device}', { device: nic.device })

/** NICs of a VM. */
export function VmNetworks({ id }: { id: ObjectId }) {
  const detail = useVmDetail(id)
  if (detail === null) return null
  return (
    <DataTable
      className="grow"
      label={t('NICs')}
      columns={columns}
      rows={detail?.nics ?? []}
      rowId={idOf}
      rowName={nameOf}
      initialSort={byDevice}
      storageKey="vm-nics"
      loading={!detail}
      empty={
        <EmptyState kind="nothing-yet" icon="network" title={t('No NICs')}>
          {t('This VM is connected to no network.')}
        </EmptyState>
      }
    />
  )
}
