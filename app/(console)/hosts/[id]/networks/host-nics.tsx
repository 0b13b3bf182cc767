'use client'

import { useHostDetail } from '@/app/lib/detail'
import { Absent } from '@/app/parts/columns/shared'
import { ObjectLink } from '@/app/parts/object-link'
import { Badge } from '@/app/ui/badge'
import { Copyable } from '@/app/ui/copyable'
import { DataTable } from '@/app/ui/data-table'
import type { Column } from '@/app/ui/data-table-types'
import { EmptyState } from '@/app/ui/empty-state'
import { StatusMark } from '@/app/ui/status-mark'
import type { HostDetail, ObjectId } from '@/server/api/types'
import { say, t } from '@/server/shared/text'

type Nic = HostDetail['nics'][number]

const nicName = (nic: Nic) => (nic.vlan === null ? nic.device : `${nic.device}.${nic.vlan}`)

const columns: Column<Nic>[] = [
  {
    id: 'device',
    header: say('NIC'),
    width: 160,
    sortBy: nicName,
    cell: nic => (
      <span className="flex items-center gap-2">
        <span className="font-mono">{nicName(nic)}</span>
        {nic.management && <Badge>{t('management')}</Badge>}
        {!nic.physical && <Badge>{t('virtual')}</Badge>}
      </span>
    ),
  },
  {
    id: 'carrier',
    header: say('Link'),
    width: 110,
    sortBy: nic => (nic.carrier ? t('Link') : t('No link')),
    cell: nic =>
      nic.carrier ? (
        <StatusMark status="ok" word={t('Link')} />
      ) : (
        <StatusMark status="warn" word={t('No link')} />
      ),
  },
  {
    id: 'speed',
    header: say('Speed'),
    width: 90,
    align: 'end',
    sortBy: nic => nic.speed,
    cell: nic => (nic.speed > 0 ? <Speed mbit={nic.speed} /> : <Absent />),
  },
  {
    id: 'network',
    header: say('Network'),
    width: 180,
    sortBy: nic => nic.network?.name ?? null,
    cell: nic => <ObjectLink cls="network" id={nic.network?.id ?? null} name={nic.network?.name} />,
  },
  {
    id: 'ip',
    header: say('Address'),
    width: 140,
    sortBy: nic => nic.ip || null,
    cell: nic => (nic.ip ? <Copyable value={nic.ip} label={t('address')} mono /> : <Absent />),
  },
  {
    id: 'mac',
    header: say('MAC address'),
    width: 170,
    sortBy: nic => nic.mac,
    cell: nic => <Copyable value={nic.mac} label={t('MAC address')} mono />,
  },
]
const byDevice = { id: 'device', desc: false }

function Speed({ mbit }: { mbit: number }) {
  return (
    <span>
      {mbit >= 1000 ? mbit / 1000 : mbit}
      <span className="text-faint"> {mbit >= 1000 ? t('Gbit/s') : t('Mbit/s')}</span>
    </span>
  )
}

/** NICs of a host: physical ones, bonds and VLANs. */
export function HostNics({ id }: { id: ObjectId }) {
  const detail = useHostDetail(id)
  if (detail === null) return null
  return (
    <DataTable
      className="grow"
      label={t('NICs')}
      columns={columns}
      rows={detail?.nics ?? []}
      rowId={nicName}
      rowName={nicName}
      initialSort={byDevice}
      storageKey="host-nics"
      loading={!detail}
      empty={<EmptyState kind="nothing-yet" icon="network" title={t('No NICs')} />}
    />
  )
}
