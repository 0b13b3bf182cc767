import type { Related } from './query'

/** What a query can be over. */
export const queryKinds = [
  'vm',
  'host',
  'pool',
  'network',
  'storage',
  'template',
  'disk',
  'snapshot',
] as const satisfies readonly (Related | 'template' | 'disk' | 'snapshot')[]
export type QueryKind = (typeof queryKinds)[number]

const common = 'name description type pool tags tag uuid mac field folder infolder has'.split(' ')

/** What filters know before a colon of each kind of object, as `server/inventory/query/fields.ts` has it. */
export const queryKeys: Readonly<Record<QueryKind, readonly string[]>> = {
  vm: [
    ...common,
    ...['state', 'host', 'network', 'storage', 'disk', 'vcpus', 'memory', 'disks', 'address', 'os', 'tools'],
    ...['uptime', 'started', 'schedule', 'vapp', 'ha', 'windows-update', 'read-caching', 'attention'],
  ],
  template: [
    ...common,
    ...['kind', 'os', 'firmware', 'home', 'network', 'storage', 'disk', 'vcpus', 'memory', 'disks'],
  ],
  host: [
    ...common,
    ...['host', 'state', 'address', 'role', 'software', 'cpu', 'cpus', 'memory', 'vms', 'uptime', 'licence'],
  ],
  disk: [...common, 'kind', 'use', 'size', 'used', 'storage', 'vm', 'attached', 'shareable', 'missing'],
  snapshot: [...common, 'vm', 'kind', 'taken', 'scheduled', 'disks', 'size', 'used', 'storage'],
  pool: [...common, ...['state', 'address', 'software', 'hosts', 'vms', 'licence', 'ha', 'partly-upgraded']],
  network: [...common, 'state', 'network', 'nic', 'vlan', 'bridge', 'vms'],
  storage: [...common, 'state', 'sr-type', 'shared', 'host', 'size', 'used'],
}
