'use client'

import { useMemo } from 'react'
import type { FilterFields } from '@/app/lib/filter'
import { useNames } from '@/app/lib/inventory'
import type { Column } from '@/app/ui/data-table-types'
import type { NetworkRow, ObjectId } from '@/server/api/types'
import { t } from '@/server/shared/text'
import { StateWord } from '../vm-state'
import {
  Absent,
  byStateWord,
  descriptionColumn,
  fieldTexts,
  folderColumn,
  keyedFields,
  nameColumn,
  poolColumn,
  tagsColumn,
} from './shared'

function columns(pools: ReadonlyMap<ObjectId, string>): Column<NetworkRow>[] {
  return [
    nameColumn(),
    {
      id: 'state',
      header: t('State'),
      width: 110,
      sortBy: network => -network.disconnected.length,
      group: byStateWord,
      cell: network => <StateWord row={network} />,
    },
    poolColumn(pools),
    {
      id: 'devices',
      header: t('NICs'),
      width: 120,
      sortBy: network => network.devices.join(', ') || null,
      cell: network =>
        network.devices.length > 0 ? (
          <span className="font-mono">{network.devices.join(', ')}</span>
        ) : (
          <span className="text-muted">{t('None')}</span>
        ),
    },
    {
      id: 'vlan',
      header: t('VLAN'),
      width: 64,
      align: 'end',
      sortBy: network => network.vlan,
      cell: network => network.vlan ?? <Absent />,
    },
    {
      id: 'mtu',
      header: t('MTU'),
      width: 64,
      align: 'end',
      sortBy: network => network.mtu,
      cell: network => network.mtu,
    },
    {
      id: 'vms',
      header: t('VMs'),
      width: 64,
      align: 'end',
      sortBy: network => network.vms,
      cell: network => network.vms,
    },
    {
      id: 'bridge',
      header: t('Bridge'),
      width: 100,
      sortBy: network => network.bridge,
      cell: network => <span className="font-mono">{network.bridge}</span>,
    },
    { ...descriptionColumn<NetworkRow>(), hidden: false },
    tagsColumn(),
    folderColumn(),
  ]
}

/** What is understood of networks by `key:`; names are by id. */
export const networkFields = (pools: ReadonlyMap<ObjectId, string>): FilterFields<NetworkRow> => ({
  name: network => [network.name_label, network.name_description],
  pool: network => pools.get(network.pool) ?? '',
  state: network =>
    network.disconnected.length > 0 ? 'No link' : network.devices.length > 0 ? 'Connected' : 'Internal',
  nic: network => network.devices,
  vlan: network => (network.vlan === null ? '' : String(network.vlan)),
  bridge: network => network.bridge,
  tag: network => network.tags,
  folder: network => network.folder,
  field: network => fieldTexts(network),
  uuid: network => network.uuid,
  ...keyedFields<NetworkRow>('network'),
  vms: network => network.vms,
})

/** Columns of a list of networks, and what its filter box understands. */
export function useNetworkColumns(): { columns: Column<NetworkRow>[]; fields: FilterFields<NetworkRow> } {
  const pools = useNames('pool')
  return useMemo(
    () => ({
      columns: columns(pools),
      fields: networkFields(pools),
    }),
    [pools],
  )
}
