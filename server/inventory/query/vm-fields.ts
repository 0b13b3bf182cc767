import { operationWord } from '@/server/shared/operation-words'
import type { VmRow } from '../rows'
import { commonFields, type Fields, factField } from './field'

/** What the state column shows: what is going on, else the power state. */
function stateText(vm: VmRow): string {
  const moving = Object.values(vm.current_operations)[0]
  return moving === undefined ? vm.power_state : operationWord(moving)
}

function stateTexts(vm: VmRow): string | string[] {
  const operations = Object.values(vm.current_operations)
  if (operations.length === 0) return vm.power_state
  return [vm.power_state, ...operations, ...operations.map(operationWord)]
}

/** The fields of VMs, by the ids of their columns where there is one. */
export const vmFields: Fields<VmRow> = {
  ...commonFields<VmRow>('vm'),
  state: { sort: { text: stateText }, groups: true, texts: ({ row }) => stateTexts(row) },
  host: { sort: { nameOf: vm => vm.host }, groups: true, names: vm => vm.host },
  network: { names: vm => vm.networks },
  storage: { names: (_, extra) => extra.storage },
  disk: { texts: ({ extra }) => extra.disks, bare: false },
  vcpus: { sort: { number: vm => vm.vcpus }, number: vm => vm.vcpus },
  memory: { sort: { number: vm => vm.memory }, number: vm => vm.memory },
  disks: { sort: { number: vm => vm.diskBytes }, number: vm => vm.diskBytes },
  address: { sort: { text: vm => vm.addresses[0] ?? null }, texts: ({ row }) => row.addresses },
  os: { sort: { text: vm => vm.os || null }, groups: true, texts: ({ row }) => row.os },
  tools: { sort: { text: vm => vm.tools }, groups: true, texts: ({ row }) => row.tools },
  uptime: {
    sort: { number: vm => (vm.startTime === null ? null : -Date.parse(vm.startTime)) },
    since: vm => vm.startTime,
  },
  started: { moment: vm => vm.startTime },
  ha: factField('ha'),
  'windows-update': factField('windows-update'),
  'read-caching': factField('read-caching'),
  vapp: {
    groups: true,
    sort: { text: vm => vm.appliance?.name ?? null },
    texts: ({ row }) => row.appliance?.name ?? '',
  },
  schedule: {
    sort: { text: vm => vm.snapshotSchedule?.name ?? null },
    texts: ({ row }) => row.snapshotSchedule?.name ?? '',
  },
  attention: { texts: ({ row }) => (row.trouble === null ? 'no' : 'yes'), bare: false },
}
