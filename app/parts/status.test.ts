import { describe, expect, it } from 'vitest'
import type { Freshness, HostRow, OperationRow, SrRow, VmRow } from '@/server/api/types'
import { operationWord } from '@/server/shared/operation-words'
import { worded } from '@/server/shared/text'
import { attentionOf } from './attention'
import { openFailures } from './operation-notice'
import { capacityOf } from './pool-capacity'
import { statusOf } from './status'

const live: Freshness = { state: 'live' }
const stale: Freshness = {
  state: 'stale',
  since: '2026-08-21T14:00:00Z',
  error: { code: 'pool-unreachable', message: 'It refuses the connection.' },
}
const common = {
  pool: 'p',
  ref: 'OpaqueRef:1',
  uuid: 'u',
  name_description: '',
  allowed_operations: [],
  current_operations: {},
  tags: [],
  folder: '',
  fields: {},
}
const vm = (over: Partial<VmRow> = {}): VmRow => ({
  ...common,
  class: 'VM',
  id: 'p.vm',
  name_label: 'web-01',
  power_state: 'Running',
  blocked_operations: {},
  host: 'p.host',
  home: null,
  appliance: null,
  snapshotSchedule: null,
  vcpus: 2,
  memory: 4,
  disks: 1,
  diskBytes: 20,
  networks: [],
  addresses: [],
  os: '',
  family: 'linux',
  tools: 'installed',
  startTime: null,
  isHvm: true,
  consoles: ['screen'],
  trouble: null,
  protected: false,
  ha: false,
  ...over,
})
const sr = (over: Partial<SrRow> = {}): SrRow => ({
  ...common,
  class: 'SR',
  id: 'p.sr',
  name_label: 'nfs',
  type: 'nfs',
  content_type: 'user',
  shared: true,
  host: null,
  physicalSize: 100,
  physicalUsed: 40,
  virtualAllocation: 300,
  vdis: 3,
  isDefault: false,
  hosts: 2,
  attached: 2,
  attachment: 'all',
  ...over,
})
const host = (over: Partial<HostRow> = {}): HostRow => ({
  consoles: [],
  ...common,
  class: 'host',
  id: 'p.host',
  name_label: 'xen1',
  hostname: 'xen1',
  address: '10.0.0.1',
  enabled: true,
  live: true,
  maintenance: false,
  coordinator: true,
  memoryTotal: 100,
  memoryFree: 30,
  cpus: 8,
  cpuModel: '',
  vms: 1,
  product: 'XCP-ng 8.3.0',
  bootTime: null,
  ...over,
})

describe('statusOf', () => {
  it.each([
    [vm(), 'ok', 'Running'],
    [vm({ power_state: 'Halted' }), 'idle', 'Halted'],
    [vm({ power_state: 'Suspended' }), 'held', 'Suspended'],
    [vm({ current_operations: { t: 'clean_shutdown' } }), 'moving', 'Shutting down…'],
    [vm({ trouble: worded('Its disk is gone.', {}) }), 'trouble', 'Running'],
    [host({ live: false }), 'trouble', 'Unreachable'],
    [host({ enabled: false, maintenance: true }), 'held', 'Maintenance'],
    [sr({ attached: 0, attachment: 'none' }), 'trouble', 'Detached'],
    [sr({ attached: 1, attachment: 'some' }), 'warn', 'Partly attached'],
    [sr({ physicalUsed: 95 }), 'warn', 'Near full'],
    // A full library of ISO images is nothing to worry about.
    [sr({ physicalUsed: 95, content_type: 'iso' }), 'ok', 'Attached'],
  ])('%#', (row, status, word) => expect(statusOf(row, live)).toMatchObject({ status, word }))

  it('never shows an old green', () => {
    expect(statusOf(vm(), stale)).toMatchObject({ status: 'unknown', word: 'Running' })
    expect(statusOf(vm({ current_operations: { t: 'start' } }), stale).status).toBe('unknown')
  })

  it('names operations it has no word for', () =>
    expect(operationWord('changing_VCPUs')).toBe('Changing vcpus…'))
})

it('puts the worst, and what most depends on, first', () => {
  const items = attentionOf(
    [
      vm({ trouble: worded('Its disk is gone.', {}) }),
      sr({ physicalUsed: 95 }),
      sr({ id: 'p.sr2', attached: 0, attachment: 'none' }),
      host(),
    ],
    () => live,
  )
  expect(items.map(item => item.row.id)).toEqual(['p.sr2', 'p.vm', 'p.sr'])
  expect(attentionOf([vm({ trouble: worded('Its disk is gone.', {}) })], () => stale)).toEqual([])
})

it('counts what is up, and leaves ISO libraries out', () => {
  const capacity = capacityOf(
    { runningVcpus: 2 },
    [host(), host({ id: 'p.host2', live: false })],
    [sr(), sr({ id: 'p.iso', content_type: 'iso' })],
  )
  expect(capacity).toEqual({
    memory: { used: 70, total: 100 },
    cpus: { used: 2, total: 8 },
    storage: { used: 40, total: 100, promised: 300 },
  })
})

it('keeps a failure in sight until the same action has worked', () => {
  const run = (id: string, action: string, state: OperationRow['state']): OperationRow => ({
    id,
    action,
    title: action,
    pool: 'p',
    object: { class: 'VM', id: 'p.vm', name: 'web-01' },
    user: 'ada',
    state,
    progress: null,
    startedAt: '2026-08-21T14:00:00Z',
    finishedAt: null,
    error: null,
    task: null,
  })
  const newestFirst = [
    run('4', 'vm.start', 'succeeded'),
    run('3', 'vm.start', 'failed'),
    run('2', 'vm.reboot', 'failed'),
    run('1', 'vm.reboot', 'failed'),
  ]
  expect(openFailures(newestFirst, 'p.vm').map(operation => operation.id)).toEqual(['2'])
  expect(openFailures(newestFirst, 'p.other')).toEqual([])
  const otherwise = [run('6', 'vm.startOn', 'succeeded'), run('5', 'vm.start', 'failed')]
  expect(openFailures(otherwise, 'p.vm')).toEqual([])
  const inVain = [run('8', 'vm.startOn', 'failed'), run('7', 'vm.start', 'failed')]
  expect(openFailures(inVain, 'p.vm').map(({ id }) => id)).toEqual(['8', '7'])
})
