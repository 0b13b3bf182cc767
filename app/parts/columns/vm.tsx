'use client'

import { useMemo } from 'react'
import { useNames } from '@/app/lib/inventory'
import type { Column } from '@/app/ui/data-table-types'
import type { ObjectId, VmRow } from '@/server/api/types'
import type { CustomFieldDefinition } from '@/server/shared/custom-fields'
import { operationWord } from '@/server/shared/operation-words'
import { say, t, told } from '@/server/shared/text'
import { ObjectLink } from '../object-link'
import { Bytes, Since } from '../quantity'
import { StateWord } from '../vm-state'
import { measuredColumns } from './measured'
import {
  Absent,
  descriptionColumn,
  fieldColumns,
  folderColumn,
  nameColumn,
  poolColumn,
  tagsColumn,
  useDefinedFields,
} from './shared'

type Names = ReadonlyMap<ObjectId, string>

/** What the state column sorts and filters by: what is going on, else the power state. */
function stateText(vm: VmRow): string {
  const moving = Object.values(vm.current_operations)[0]
  return told(moving ? operationWord(moving) : vm.power_state)
}

function columns(hosts: Names, pools: Names, defined: readonly CustomFieldDefinition[]): Column<VmRow>[] {
  return [
    nameColumn(),
    {
      id: 'state',
      header: t('State'),
      width: 104,
      sortBy: stateText,
      group: {},
      cell: vm => <StateWord row={vm} />,
    },
    {
      id: 'host',
      header: t('Host'),
      width: 108,
      sortBy: vm => (vm.host ? (hosts.get(vm.host) ?? null) : null),
      group: {},
      cell: vm => <ObjectLink cls="host" id={vm.host} />,
    },
    poolColumn(pools),
    {
      id: 'vcpus',
      header: t('vCPUs'),
      width: 64,
      align: 'end',
      sortBy: vm => vm.vcpus,
      cell: vm => vm.vcpus,
    },
    {
      id: 'memory',
      header: t('Memory'),
      width: 88,
      align: 'end',
      quiet: true,
      sortBy: vm => vm.memory,
      cell: vm => <Bytes count={vm.memory} />,
    },
    {
      id: 'disks',
      header: t('Disks'),
      width: 92,
      align: 'end',
      sortBy: vm => vm.diskBytes,
      cell: vm => (vm.disks > 0 ? <Bytes count={vm.diskBytes} /> : <Absent />),
    },
    {
      id: 'address',
      header: t('Address'),
      width: 124,
      sortBy: vm => vm.addresses[0] ?? null,
      text: vm => vm.addresses.join(' '),
      cell: vm => <Addresses addresses={vm.addresses} />,
    },
    {
      id: 'os',
      header: t('Operating system'),
      width: 148,
      sortBy: vm => vm.os || null,
      group: {},
      cell: vm => <span className="text-muted">{vm.os || <Absent />}</span>,
    },
    {
      id: 'tools',
      header: t('Tools'),
      width: 92,
      sortBy: vm => vm.tools,
      group: { name: value => (value === 'unknown' ? t('Not known') : value) },
      cell: vm => <span className="text-muted">{vm.tools === 'unknown' ? <Absent /> : told(vm.tools)}</span>,
    },
    {
      id: 'uptime',
      header: t('Uptime'),
      width: 88,
      align: 'end',
      quiet: true,
      sortBy: vm => (vm.startTime ? -Date.parse(vm.startTime) : null),
      text: () => '',
      csv: vm => vm.startTime,
      cell: vm => <Since time={vm.startTime} />,
    },
    ...measuredColumns<VmRow>(['cpu', 'memory', 'disk', 'network']),
    descriptionColumn(),
    tagsColumn(),
    folderColumn(),
    applianceColumn,
    scheduleColumn,
    ...fieldColumns<VmRow>(defined),
  ]
}

const scheduleColumn: Column<VmRow> = {
  id: 'schedule',
  header: say('Snapshot schedule'),
  width: 160,
  hidden: true,
  sortBy: vm => vm.snapshotSchedule?.name ?? null,
  cell: vm => <span className="text-muted">{vm.snapshotSchedule?.name}</span>,
}

const applianceColumn: Column<VmRow> = {
  id: 'vapp',
  header: say('vApp'),
  width: 120,
  hidden: true,
  sortBy: vm => vm.appliance?.name ?? null,
  group: {},
  cell: vm => <span className="text-muted">{vm.appliance?.name}</span>,
}

/** The first address and how many more there are; all of them on hover. */
export function Addresses({ addresses }: { addresses: readonly string[] }) {
  const [first, ...more] = addresses
  if (first === undefined) return <Absent />
  return (
    <span title={addresses.join('\n')} className="font-mono">
      {first}
      {more.length > 0 && <span className="font-sans text-faint"> +{more.length}</span>}
    </span>
  )
}

/** Columns of a list of VMs. Their ids are what the server sorts by. */
export function useVmColumns(): readonly Column<VmRow>[] {
  const hosts = useNames('host')
  const pools = useNames('pool')
  const defined = useDefinedFields()
  return useMemo(() => columns(hosts, pools, defined), [hosts, pools, defined])
}
