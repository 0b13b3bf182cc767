'use client'

import { useMemo } from 'react'
import type { FilterFields } from '@/app/lib/filter'
import { useNames } from '@/app/lib/inventory'
import type { Column } from '@/app/ui/data-table-types'
import type { HostRow, ObjectId } from '@/server/api/types'
import { say, t, told } from '@/server/shared/text'
import { Bytes, Since } from '../quantity'
import { UsageMeter } from '../usage-meter'
import { StateWord } from '../vm-state'
import { measuredColumns } from './measured'
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

const stateWord = (host: HostRow) =>
  host.live
    ? host.maintenance
      ? say('Maintenance')
      : host.enabled
        ? say('Enabled')
        : say('Disabled')
    : say('Unreachable')

const stateText = (host: HostRow) => told(stateWord(host))

function columns(pools: ReadonlyMap<ObjectId, string>): Column<HostRow>[] {
  return [
    nameColumn(),
    {
      id: 'state',
      header: t('State'),
      width: 110,
      sortBy: stateText,
      group: byStateWord,
      cell: host => <StateWord row={host} />,
    },
    {
      id: 'role',
      header: t('Role'),
      width: 100,
      sortBy: host => (host.coordinator ? t('Coordinator') : t('Member')),
      group: {},
      cell: host => <span className="text-muted">{host.coordinator ? t('Coordinator') : t('Member')}</span>,
    },
    poolColumn(pools),
    {
      id: 'vms',
      header: t('VMs'),
      width: 60,
      align: 'end',
      sortBy: host => host.vms,
      cell: host => host.vms,
    },
    {
      id: 'cpus',
      header: t('CPUs'),
      width: 60,
      align: 'end',
      sortBy: host => host.cpus,
      cell: host => host.cpus,
    },
    {
      id: 'memory',
      header: t('Memory'),
      width: 84,
      align: 'end',
      sortBy: host => host.memoryTotal,
      cell: host => <Bytes count={host.memoryTotal} />,
    },
    {
      id: 'used',
      header: t('Memory used'),
      width: 120,
      align: 'end',
      quiet: true,
      sortBy: host => (host.memoryTotal > 0 ? 1 - host.memoryFree / host.memoryTotal : null),
      cell: host => (
        <UsageMeter
          label={t('Memory used on {name}', { name: host.name_label })}
          used={host.memoryTotal - host.memoryFree}
          total={host.memoryTotal}
        />
      ),
    },
    {
      id: 'address',
      header: t('Address'),
      width: 120,
      sortBy: host => host.address || null,
      cell: host => <span className="font-mono">{host.address || <Absent />}</span>,
    },
    {
      id: 'product',
      header: t('Software'),
      width: 140,
      sortBy: host => host.product || null,
      group: {},
      cell: host => <span className="text-muted">{host.product}</span>,
    },
    {
      id: 'uptime',
      header: t('Uptime'),
      width: 88,
      align: 'end',
      quiet: true,
      sortBy: host => (host.bootTime ? -Date.parse(host.bootTime) : null),
      text: () => '',
      cell: host => <Since time={host.bootTime} />,
    },
    {
      id: 'cpu',
      header: t('CPU'),
      width: 200,
      hidden: true,
      sortBy: host => host.cpuModel || null,
      group: {},
      cell: host => <span className="text-muted">{host.cpuModel}</span>,
    },
    // Memory used is told by the pool itself.
    ...measuredColumns<HostRow>(['cpu', 'disk', 'network']),
    descriptionColumn(),
    tagsColumn(),
    folderColumn(),
  ]
}

/** What is understood of hosts by `key:`; names are by id. */
export const hostFields = (pools: ReadonlyMap<ObjectId, string>): FilterFields<HostRow> => ({
  name: host => [host.name_label, host.name_description, host.hostname],
  // The words of the grammar are the same in every language.
  state: host => [stateWord(host), told(stateWord(host))],
  pool: host => pools.get(host.pool) ?? '',
  address: host => host.address,
  role: host => (host.coordinator ? 'Coordinator' : 'Member'),
  software: host => host.product,
  tag: host => host.tags,
  folder: host => host.folder,
  field: host => fieldTexts(host),
  uuid: host => host.uuid,
  ...keyedFields<HostRow>('host', 'server'),
  cpu: host => host.cpuModel,
  cpus: host => host.cpus,
  memory: host => host.memoryTotal,
  vms: host => host.vms,
})

/** Columns of a list of hosts, and what its filter box understands. */
export function useHostColumns(): { columns: Column<HostRow>[]; fields: FilterFields<HostRow> } {
  const pools = useNames('pool')
  return useMemo(
    () => ({
      columns: columns(pools),
      fields: hostFields(pools),
    }),
    [pools],
  )
}
