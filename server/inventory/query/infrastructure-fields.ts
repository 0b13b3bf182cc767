import { operationWord } from '@/server/shared/operation-words'
import type { AnyRow, HostRow, NetworkRow, PoolRow, SrRow } from '../rows'
import { commonFields, type Fields, factField } from './field'

const moving = (row: AnyRow) =>
  Object.values(row.current_operations).flatMap(name => [name, operationWord(name)])

const hostState = (host: HostRow) =>
  host.live ? (host.maintenance ? 'Maintenance' : host.enabled ? 'Enabled' : 'Disabled') : 'Unreachable'

const srStates = { all: 'Attached', some: 'Partly attached', none: 'Detached' }

const networkState = (network: NetworkRow) =>
  network.disconnected.length > 0 ? 'No link' : network.devices.length === 0 ? 'Internal' : 'Connected'

const poolStates = {
  connecting: 'Connecting',
  live: 'Connected',
  stale: 'Not answering',
  failed: 'Not connected',
}

export const poolFields: Fields<PoolRow> = {
  ...commonFields<PoolRow>('pool'),
  pool: { texts: ({ row }) => row.name_label, bare: false },
  state: { texts: ({ row }) => [poolStates[row.freshness.state], ...moving(row)] },
  address: { texts: ({ row }) => row.address },
  software: { texts: ({ row }) => row.product },
  hosts: { number: pool => pool.hosts },
  vms: { number: pool => pool.vms },
  licence: { texts: ({ row }) => row.editions, bare: false },
  ha: factField('ha'),
  'partly-upgraded': factField('partly-upgraded'),
}

export const hostFields: Fields<HostRow> = {
  ...commonFields<HostRow>('host', 'server'),
  name: {
    texts: ({ row }) => `${row.name_label}\n${row.name_description}\n${row.hostname}`,
    whole: row => row.name_label,
  },
  host: { texts: ({ row }) => row.name_label, bare: false },
  state: { texts: ({ row }) => [hostState(row), ...moving(row)] },
  address: { texts: ({ row }) => row.address },
  role: { texts: ({ row }) => (row.coordinator ? 'Coordinator' : 'Member') },
  software: { texts: ({ row }) => row.product },
  cpu: { texts: ({ row }) => row.cpuModel },
  cpus: { number: host => host.cpus },
  memory: { number: host => host.memoryTotal },
  vms: { number: host => host.vms },
  uptime: { since: host => host.bootTime },
  licence: factField('licence'),
}

export const srFields: Fields<SrRow> = {
  ...commonFields<SrRow>('storage', 'sr'),
  state: { texts: ({ row }) => [srStates[row.attachment], ...moving(row)] },
  'sr-type': { texts: ({ row }) => row.type },
  type: { texts: ({ row }) => ['storage', 'sr', row.type], words: true, bare: false },
  shared: { texts: ({ row }) => (row.shared ? 'yes' : 'no'), words: true, bare: false },
  host: { texts: ({ row }) => (row.shared ? 'Shared' : ''), names: sr => sr.host },
  size: { number: sr => sr.physicalSize },
  used: { number: sr => sr.physicalUsed },
}

export const networkFields: Fields<NetworkRow> = {
  ...commonFields<NetworkRow>('network'),
  state: { texts: ({ row }) => [networkState(row), ...moving(row)] },
  network: { texts: ({ row }) => row.name_label, bare: false },
  nic: { texts: ({ row }) => row.devices },
  vlan: { number: network => network.vlan },
  bridge: { texts: ({ row }) => row.bridge },
  vms: { number: network => network.vms },
}
