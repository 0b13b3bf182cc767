import { beforeEach, expect, test } from 'vitest'
import { createInventory, type InventoryChange } from './inventory'
import type { PoolRow, VmRow } from './rows'
import { describe } from './testing/describe'
import { FakeClock } from './testing/fake-clock'
import type { FakePool } from './testing/fake-pool'
import { ref } from './testing/records'
import { addVm, smallPool } from './testing/small-pool'

let clock: FakeClock
let pool: FakePool
let inventory: ReturnType<typeof createInventory>
let changes: InventoryChange[]

beforeEach(() => {
  clock = new FakeClock()
  pool = smallPool()
  inventory = createInventory({ clock, describe, random: () => 1 })
  changes = []
  inventory.subscribe(change => changes.push(change))
})

async function follow(): Promise<void> {
  inventory.follow({ id: 'p1', name: 'Given name', address: '10.0.0.1' }, pool.connect)
  await clock.advance(100)
}

/** The same for a pool so large that its fill takes turns with others: how many depends on the machine. */
async function followLarge(): Promise<void> {
  await follow()
  while (poolRow().freshness.state === 'connecting') await clock.advance(10)
  await clock.advance(100)
}

const vm = (name: string): VmRow => {
  const row = inventory.row(`p1.VM-${name}`)
  if (row?.class !== 'VM') throw new Error(`no row of VM ${name}`)
  return row
}
const poolRow = (): PoolRow => {
  const row = inventory.row('p1')
  if (row?.class !== 'pool') throw new Error('no row of the pool')
  return row
}

test('a pool has a row before it has answered', () => {
  inventory.follow({ id: 'p1', name: 'Given name', address: '10.0.0.1' }, pool.connect)
  expect(poolRow()).toMatchObject({ name_label: 'Given name', ref: '', freshness: { state: 'connecting' } })
})

test('the first fill gives every row', async () => {
  await follow()
  expect(poolRow()).toMatchObject({
    name_label: 'Lab',
    freshness: { state: 'live' },
    coordinator: 'p1.host-one',
    hosts: 2,
    vms: 2,
    runningVms: 1,
    product: 'XCP-ng 8.3.0',
    apiVersion: '2.21',
  })
  expect(vm('web')).toMatchObject({
    host: 'p1.host-one',
    memory: 3 * 2 ** 30,
    vcpus: 2,
    disks: 1,
    trouble: null,
  })
  expect(vm('db')).toMatchObject({ host: null, home: 'p1.host-two', memory: 2 * 2 ** 30, startTime: null })
  expect(inventory.rows()).toHaveLength(1 + 2 + 2 + 2 + 1)
})

test('a change reaches the subscriber as the rows it shows in', async () => {
  await follow()
  changes.length = 0
  pool.put('VM', 'db', { power_state: 'Running', resident_on: ref('host', 'two') })
  await clock.advance(100)
  expect(changes).toHaveLength(1)
  expect(changes[0]?.set.map(row => row.id).sort()).toEqual(['p1', 'p1.VM-db', 'p1.host-two'])
})

test('changes that show nowhere are not told', async () => {
  await follow()
  changes.length = 0
  pool.put('VM', 'db', {})
  pool.put('host_metrics', 'one', { last_updated: '2026-08-21T10:00:00Z' })
  await clock.advance(100)
  expect(changes).toHaveLength(0)
})

test('a busy pool is told in few messages', async () => {
  await follow()
  changes.length = 0
  for (let size = 1; size <= 100; size += 1) {
    pool.put('VM_metrics', 'web', { memory_actual: size * 2 ** 20 })
    await clock.advance(10)
  }
  expect(changes.length).toBeLessThanOrEqual(21)
  expect(changes.at(-1)?.set).toMatchObject([{ id: 'p1.VM-web', memory: 100 * 2 ** 20 }])
})

test('a change of what is only searched reaches the lists', async () => {
  await follow()
  const { view } = inventory.lists.take({
    class: 'VM',
    within: null,
    filter: 'mac:00:16:3e:00:00:07',
    sort: { id: 'name', desc: false },
  })
  expect(view.matched).toBe(0)
  changes.length = 0
  pool.put('VIF', 'db', { MAC: '00:16:3E:00:00:07' })
  await clock.advance(100)
  expect(view.slice(0, 10)).toEqual(['p1.VM-db'])
  expect(changes.flatMap(change => change.set)).toEqual([])
})

test('a pool of many rows is told in parts', async () => {
  for (let number = 0; number < 1500; number += 1) addVm(pool, `vm-${number}`, 'shared')
  await followLarge()
  expect(Math.max(...changes.map(change => change.set.length))).toBeLessThanOrEqual(1000)
  expect(inventory.table.counts().VM).toBe(1502)
  expect(new Set(changes.flatMap(change => change.set.map(row => row.id)))).toHaveProperty('size', 1502 + 6)
  changes.length = 0
  await inventory.unfollow('p1')
  await clock.advance(200)
  expect(changes.flatMap(change => change.gone)).toHaveLength(1502 + 6)
  expect(inventory.table.counts()).toMatchObject({ pool: 0, VM: 0 })
})

test('a pool that is no longer followed takes its rows along and is logged out of', async () => {
  await follow()
  await inventory.unfollow('p1')
  await clock.advance(100)
  expect(inventory.rows()).toEqual([])
  expect(changes.at(-1)?.gone).toContainEqual({ class: 'pool', id: 'p1' })
  expect(pool.logouts).toBe(1)
})

test('waiting ends when the record is as wished, before anyone is told', async () => {
  await follow()
  const running = inventory.waitFor(
    () => inventory.record('VM', 'p1.VM-db')?.record.power_state === 'Running',
  )
  pool.put('VM', 'db', { power_state: 'Running' })
  await clock.advance(0)
  await expect(running).resolves.toBe(true)
})

test('waiting can be given up', async () => {
  await follow()
  const controller = new AbortController()
  const never = inventory.waitFor(() => undefined, controller.signal)
  controller.abort(new Error('enough'))
  await expect(never).rejects.toThrow('enough')
})

test('names are found for references and uuids', async () => {
  await follow()
  expect(inventory.nameOf('p1', ref('SR', 'local'))).toBe('local')
  expect(inventory.nameOf('p1', 'VM-web')).toBe('web')
  expect(inventory.nameOf('p1', 'OpaqueRef:NULL')).toBeUndefined()
  expect(inventory.nameOf('p2', ref('SR', 'local'))).toBeUndefined()
})

test('what has no name of its own is named by its place', async () => {
  pool.put('PIF', 'one-eth0.25', { device: 'eth0', host: ref('host', 'one'), VLAN: 25 })
  pool.put('Bond', 'bond', { master: ref('PIF', 'one-eth0') })
  pool.put('VLAN', 'vlan', { untagged_PIF: ref('PIF', 'one-eth0.25') })
  pool.put('VBD', 'cd', { VM: ref('VM', 'web'), type: 'CD', userdevice: '3' })
  pool.put('VBD', 'stray', { device: 'xvdb' })
  pool.put('VDI', 'nameless', { name_label: '' })
  await follow()
  const name = (text: string) => inventory.nameOf('p1', text)
  expect(name(ref('VBD', 'web'))).toBe('disk 0 of web')
  expect(name('VBD-web')).toBe('disk 0 of web')
  expect(name(ref('VBD', 'cd'))).toBe('drive 3 of web')
  expect(name(ref('VBD', 'stray'))).toBe('disk xvdb')
  expect(name(ref('VIF', 'db'))).toBe('NIC 0 of db')
  expect(name(ref('PIF', 'one-eth0'))).toBe('eth0 of one')
  expect(name(ref('PIF', 'one-eth0.25'))).toBe('eth0 VLAN 25 of one')
  expect(name(ref('Bond', 'bond'))).toBe('eth0 of one')
  expect(name(ref('VLAN', 'vlan'))).toBe('eth0 VLAN 25 of one')
  expect(name(ref('PBD', 'local-two'))).toBe('connection of two to local')
  expect(name(ref('VDI', 'nameless'))).toBe('VDI-nameless')
})

test('a listener that throws does not stop the others', async () => {
  const reported: unknown[] = []
  inventory = createInventory({ clock, describe, report: error => reported.push(error) })
  inventory.subscribe(() => {
    throw new Error('mine')
  })
  inventory.subscribe(change => changes.push(change))
  await follow()
  expect(changes.length).toBeGreaterThan(0)
  expect(reported).toContainEqual(new Error('mine'))
})

test('templates, snapshots and control domains are no VMs', async () => {
  for (const flag of ['is_a_template', 'is_a_snapshot', 'is_control_domain'] as const) {
    addVm(pool, flag, 'shared')
    pool.put('VM', flag, { [flag]: true })
  }
  await follow()
  expect(poolRow().vms).toBe(2)
  pool.put('VM', 'is_a_template', { is_a_template: false })
  await clock.advance(100)
  expect(poolRow().vms).toBe(3)
  expect(vm('is_a_template').power_state).toBe('Halted')
})
