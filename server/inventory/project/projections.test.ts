import { expect, test } from 'vitest'
import { ref } from '../testing/records'
import { link, smallPool } from '../testing/small-pool'
import { projectHost } from './host'
import { projectNetwork } from './network'
import { projectPool } from './pool'
import { projectSr } from './sr'
import { projectTask } from './task'

test('a host tells memory, processors and boot time', () => {
  const row = projectHost(smallPool().view(), ref('host', 'one'))
  expect(row).toMatchObject({
    id: 'p.host-one',
    live: true,
    coordinator: true,
    maintenance: false,
    memoryTotal: 64 * 2 ** 30,
    memoryFree: 48 * 2 ** 30,
    cpus: 16,
    cpuModel: 'Xeon Gold',
    vms: 1,
    product: 'XCP-ng 8.3.0',
    bootTime: '2026-08-21T08:13:20Z',
  })
})

test('a host without metrics is not known to live', () => {
  const pool = smallPool()
  pool.remove('host_metrics', 'two')
  expect(projectHost(pool.view(), ref('host', 'two'))).toMatchObject({
    live: false,
    memoryTotal: 0,
    coordinator: false,
  })
})

test('what a heartbeat finds of some pages more or less changes nothing that is told of a host', () => {
  const pool = smallPool()
  const free = () => projectHost(pool.view(), ref('host', 'one'))?.memoryFree
  const metrics = { live: true, memory_total: 64 * 2 ** 30 }
  pool.put('host_metrics', 'one', { ...metrics, memory_free: 48 * 2 ** 30 + 9_000_000 })
  expect(free()).toBe(48 * 2 ** 30)
  pool.put('host_metrics', 'one', { ...metrics, memory_free: 48 * 2 ** 30 + 9_500_000 })
  expect(free()).toBe(48 * 2 ** 30)
  pool.put('host_metrics', 'one', { ...metrics, memory_free: 47 * 2 ** 30 })
  expect(free()).toBe(47 * 2 ** 30)
})

test('maintenance is a disabled host that was put there on purpose', () => {
  const pool = smallPool()
  pool.put('host', 'two', { enabled: false, other_config: { MAINTENANCE_MODE: 'true' } })
  expect(projectHost(pool.view(), ref('host', 'two'))?.maintenance).toBe(true)
  pool.put('host', 'two', { enabled: true })
  expect(projectHost(pool.view(), ref('host', 'two'))?.maintenance).toBe(false)
})

test('an old host names its platform, and counts processors one by one', () => {
  const pool = smallPool()
  pool.put('host', 'two', {
    software_version: { platform_name: 'XCP', platform_version: '1.0' },
    cpu_info: {},
  })
  pool.put('host_cpu', 'a', { host: ref('host', 'two'), modelname: 'Opteron' })
  pool.put('host_cpu', 'b', { host: ref('host', 'two'), modelname: 'Opteron' })
  const row = projectHost(pool.view(), ref('host', 'two'))
  expect(row).toMatchObject({ product: 'XCP 1.0', cpus: 2, cpuModel: 'Opteron' })
})

test('a pool without a name is called after its coordinator', () => {
  const pool = smallPool()
  pool.put('pool', 'lab', { name_label: '' })
  expect(projectPool(pool.view(), 0).name_label).toBe('one')
})

test('storage counts disks, not snapshots and base copies', () => {
  const pool = smallPool()
  const SR = ref('SR', 'shared')
  pool.put('VDI', 'base', { SR, managed: false, virtual_size: 1 })
  pool.put('VDI', 'snapshot', { SR, managed: true, is_a_snapshot: true, virtual_size: 1 })
  pool.put('VDI', 'extra', { SR, managed: true, virtual_size: 2 ** 30 })
  pool.put('PBD', 'shared-two', { currently_attached: false })
  expect(projectSr(pool.view(), SR)).toMatchObject({
    vdis: 2,
    virtualAllocation: 21 * 2 ** 30,
    physicalUsed: 40 * 2 ** 30,
    host: null,
    isDefault: true,
    hosts: 2,
    attached: 1,
  })
  pool.put('VDI', 'extra', { virtual_size: 2 ** 31 })
  pool.remove('VDI', 'web')
  expect(projectSr(pool.view(), SR)).toMatchObject({ vdis: 1, virtualAllocation: 2 ** 31 })
})

test('local storage names its host; a size that is not known is none', () => {
  const pool = smallPool()
  pool.put('SR', 'local', { physical_size: -1, physical_utilisation: -1 })
  expect(projectSr(pool.view(), ref('SR', 'local'))).toMatchObject({
    host: 'p.host-two',
    physicalSize: 0,
    physicalUsed: 0,
  })
})

test('the storage of the tools disc and the hidden networks have no row', () => {
  const pool = smallPool()
  pool.put('SR', 'tools', { is_tools_sr: true })
  pool.put('network', 'internal', { other_config: { is_host_internal_management_network: 'true' } })
  expect(projectSr(pool.view(), ref('SR', 'tools'))).toBeUndefined()
  expect(projectNetwork(pool.view(), ref('network', 'internal'))).toBeUndefined()
})

test('a network tells its NICs, its tag and who has no link', () => {
  const pool = smallPool()
  pool.put('PIF_metrics', 'two-eth0', { carrier: false })
  expect(projectNetwork(pool.view(), ref('network', 'lan'))).toMatchObject({
    devices: ['eth0'],
    vlan: null,
    disconnected: ['two'],
    vms: 2,
  })
})

test('a VLAN without metrics has the link of the NIC below it', () => {
  const pool = smallPool()
  pool.put('network', 'dmz')
  pool.put('PIF', 'vlan', {
    device: 'eth0',
    VLAN: 42,
    network: ref('network', 'dmz'),
    host: ref('host', 'one'),
  })
  pool.put('VLAN', 'vlan', { tagged_PIF: ref('PIF', 'one-eth0'), untagged_PIF: ref('PIF', 'vlan'), tag: 42 })
  expect(projectNetwork(pool.view(), ref('network', 'dmz'))).toMatchObject({ vlan: 42, disconnected: [] })
  pool.put('PIF_metrics', 'one-eth0', { carrier: false })
  expect(projectNetwork(pool.view(), ref('network', 'dmz'))?.disconnected).toEqual(['one'])
})

test('a task has a row, its parts have none', () => {
  const pool = smallPool()
  const parent = pool.put('task', 'import', {
    status: 'pending',
    progress: 0.4,
    resident_on: ref('host', 'one'),
  })
  const part = pool.put('task', 'part', { status: 'pending', subtask_of: parent })
  expect(projectTask(pool.view(), parent)).toMatchObject({
    finished: null,
    progress: 0.4,
    host: 'p.host-one',
  })
  expect(projectTask(pool.view(), part)).toBeUndefined()
})

test('a repository no host links to belongs to none', () => {
  const pool = smallPool()
  pool.put('SR', 'lost', { shared: false })
  expect(projectSr(pool.view(), ref('SR', 'lost'))).toMatchObject({ host: null, hosts: 0, attached: 0 })
  link(pool, 'lost', 'one')
  expect(projectSr(pool.view(), ref('SR', 'lost'))).toMatchObject({
    host: 'p.host-one',
    hosts: 1,
    attached: 1,
  })
})
