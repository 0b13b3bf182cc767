import { beforeEach, expect, test } from 'vitest'
import { createInventory } from '@/server/inventory/inventory'
import { search } from '@/server/inventory/query/search'
import { treeWindow } from '@/server/inventory/query/tree-window'
import { describe } from '@/server/inventory/testing/describe'
import { FakeClock } from '@/server/inventory/testing/fake-clock'
import type { FakePool } from '@/server/inventory/testing/fake-pool'
import { ref } from '@/server/inventory/testing/records'
import { smallPool } from '@/server/inventory/testing/small-pool'
import { hidden } from '@/server/shared/hidden'
import { accessAs } from '@/server/testing/access'
import type { Scope, ScopeKind } from '../engine/scope'
import { createPlaces } from '../places'
import { createSights } from './sights'

let clock: FakeClock
let pool: FakePool
let inventory: ReturnType<typeof createInventory>
let sights: ReturnType<typeof createSights>

beforeEach(async () => {
  clock = new FakeClock()
  pool = smallPool()
  inventory = createInventory({ clock, describe, random: () => 1 })
  sights = createSights(inventory, clock)
  inventory.follow({ id: 'p', name: 'Lab', address: '10.0.0.1' }, pool.connect)
  await clock.advance(100)
})

const scope = (kind: ScopeKind, value: string): Scope => ({ kind, ref: value })
const sightOf = (where: Scope, role = 'read-only') =>
  sights.take(accessAs(role, where, createPlaces(inventory))).view
const idsIn = ({ table }: ReturnType<typeof sightOf>) =>
  (['pool', 'host', 'VM', 'template', 'SR', 'network', 'task'] as const)
    .flatMap(cls => [...table.all(cls).keys()])
    .sort()

/** Everything that can be read off a sight. */
function allOf(sight: ReturnType<typeof sightOf>): string {
  const rows = idsIn(sight).map(id => sight.table.get(id)?.row)
  const tree = treeWindow(sight.tree, { toggled: new Set(), reveal: null, from: 0, count: 1000 })
  const vms = [...sight.table.all('VM').keys()].map(id => sight.vm(inventory.vmDetail(id)))
  const hosts = [...sight.table.all('host').keys()].map(id => sight.host(inventory.hostDetail(id)))
  return JSON.stringify([rows, tree, sight.table.counts(), vms, hosts, [...sight.veiledPools()]])
}

test('who sees one VM sees nothing else, by no name, id, reference or count', () => {
  const sight = sightOf(scope('object', 'p.VM-web'))
  expect(idsIn(sight)).toEqual(['p.VM-web'])
  expect(sight.table.get('p.VM-web')?.row).toMatchObject({ host: hidden, networks: [hidden] })
  const text = allOf(sight)
  for (const name of [
    'host-',
    'SR-',
    'network-',
    'VM-db',
    'pool-lab',
    '"one"',
    '"lan"',
    '"shared"',
    'Lab',
    '10.0.0.1',
  ])
    expect(text).not.toContain(name)
  expect(sight.table.counts()).toMatchObject({ pool: 0, host: 0, VM: 1 })
  expect(sight.veiledPools().get('p')).toEqual({ state: 'live' })
})

test('what hangs below something hidden stands at the nearest place that is seen', () => {
  const tree = (where: Scope) =>
    treeWindow(sightOf(where).tree, { toggled: new Set(), reveal: 'p.VM-web', from: 0, count: 50 })
  expect(tree(scope('object', 'p.VM-web'))).toMatchObject({
    count: 1,
    nodes: [{ id: 'p.VM-web', level: 1, position: 1, size: 1, parent: null }],
    revealed: { path: [], index: 0 },
  })
  expect(tree(scope('host', 'p.host-one'))).toMatchObject({
    nodes: [
      { id: 'p.host-one', level: 1, parent: null, children: 1 },
      { id: 'p.VM-web', level: 2, parent: 'p.host-one', parentIndex: 0 },
    ],
    revealed: { path: ['p.host-one'], index: 1 },
  })
})

test('counts are of what is seen', () => {
  pool.put('host', 'one', { other_config: { folder: '/team' } })
  pool.put('pool', 'lab', { other_config: { folder: '/team' } })
  pool.put('network', 'lan', { other_config: { folder: '/team' } })
  pool.put('VM', 'db', { other_config: { folder: '/team/db' } })
  return clock.advance(100).then(() => {
    const sight = sightOf(scope('folder', '/team'))
    expect(idsIn(sight)).toEqual(['p', 'p.VM-db', 'p.host-one', 'p.network-lan'])
    expect(sight.table.get('p')?.row).toMatchObject({ hosts: 1, vms: 1, runningVms: 0, runningVcpus: 0 })
    expect(sight.table.get('p.host-one')?.row).toMatchObject({ vms: 0 })
    expect(sight.table.get('p.network-lan')?.row).toMatchObject({ vms: 1 })
  })
})

test('of a host’s memory who does not see its VMs knows how much is taken, not by whom or what else they may ask for', () => {
  const of = (where: Scope) => sightOf(where).host(inventory.hostDetail('p.host-one'))?.memory
  const all = inventory.hostDetail('p.host-one')?.memory
  expect(all?.vms).toHaveLength(1)
  expect(of(scope('host', 'p.host-one'))).toEqual(all)
  expect(of(scope('object', 'p.host-one'))).toEqual({
    ownDomains: 0,
    vms: [],
    unnamed: { now: all?.vms[0]?.now, promised: null },
  })
})

test('what moves into sight appears and what moves out goes, and what names it looks different', async () => {
  const sight = sightOf(scope('folder', '/team'))
  expect(idsIn(sight)).toEqual([])
  pool.put('VM', 'web', { other_config: { folder: '/team' } })
  await clock.advance(100)
  expect(sight.table.get('p.VM-web')?.row).toMatchObject({ host: hidden })
  pool.put('host', 'one', { other_config: { folder: '/team/hosts' } })
  await clock.advance(100)
  expect(sight.table.get('p.VM-web')?.row).toMatchObject({ host: 'p.host-one' })
  pool.put('VM', 'web', { other_config: {} })
  await clock.advance(100)
  expect(idsIn(sight)).toEqual(['p.host-one'])
  expect(sight.table.get('p.host-one')?.row).toMatchObject({ vms: 0 })
})

test('a vApp holds its VMs, from the moment it is known', async () => {
  const sight = sightOf(scope('vapp', 'p.VM_appliance-shop'))
  pool.put('VM_appliance', 'shop', { name_label: 'shop' })
  pool.put('VM', 'web', { appliance: ref('VM_appliance', 'shop') })
  await clock.advance(100)
  expect(idsIn(sight)).toEqual(['p.VM-web'])
})

test('a vApp and a snapshot schedule that are hidden are not named by their VMs, until they come into sight', async () => {
  const sight = sightOf(scope('folder', '/team'))
  pool.put('VM_appliance', 'shop', { name_label: 'Payroll' })
  pool.put('VMSS', 'nightly', { name_label: 'Before the audit' })
  pool.put('VM', 'web', {
    other_config: { folder: '/team' },
    appliance: ref('VM_appliance', 'shop'),
    snapshot_schedule: ref('VMSS', 'nightly'),
  })
  await clock.advance(100)
  const whole = inventory.table.get('p.VM-web')?.row
  expect(whole).toMatchObject({
    appliance: { name: 'Payroll' },
    snapshotSchedule: { name: 'Before the audit' },
  })
  expect(sight.table.get('p.VM-web')?.row).toMatchObject({ appliance: null, snapshotSchedule: null })
  expect(allOf(sight)).not.toMatch(/Payroll|Before the audit|VM_appliance-shop|VMSS-nightly/)
  expect(search(sight.table, 'Payroll', 10).rows).toEqual([])

  const wide = sightOf(scope('pool', 'p'))
  expect(wide.table.get('p.VM-web')?.row).toEqual(whole)
})

test('a task is seen by who sees what it works on, and tells nothing else', async () => {
  const sight = sightOf(scope('object', 'p.VM-web'))
  pool.put('task', 'clean', {
    name_label: 'Async.VM.clean_shutdown',
    name_description: 'on behalf of db',
    resident_on: ref('host', 'one'),
    error_info: ['SOME_ERROR', String(ref('VM', 'db')), 'db-long-name is busy'],
  })
  pool.put('VM', 'db', { name_label: 'db-long-name' })
  pool.put('VM', 'web', { current_operations: { [ref('task', 'clean')]: 'clean_shutdown' } })
  await clock.advance(200)
  const task = [...sight.table.all('task').values()][0]?.row
  expect(idsIn(sight)).toEqual(['p.VM-web', 'p.task-clean'])
  expect(task).toMatchObject({ name_label: 'Async.VM.clean_shutdown', name_description: '', host: hidden })
  expect(JSON.stringify(task)).not.toContain('db')
})

test('search, filter and sorting know nothing of what is hidden', () => {
  const sight = sightOf(scope('object', 'p.VM-web'))
  const found = (text: string) => search(sight.table, text, 10).rows.map(row => row.id)
  expect(found('web')).toEqual(['p.VM-web'])
  for (const text of ['db', 'host:one', 'network:lan', 'pool:lab', 'one', 'shared'])
    expect(found(text)).toEqual([])
})

test('a run on something hidden is not there, and an error names nothing hidden', () => {
  const sight = sightOf(scope('object', 'p.VM-web'))
  const run = {
    id: '1',
    action: 'vm.start',
    title: 'Start web',
    pool: 'p',
    object: { class: 'VM' as const, id: 'p.VM-web', name: 'web' },
    user: 'someone',
    state: 'failed' as const,
    progress: null,
    startedAt: '2026-08-21T10:00:00Z',
    finishedAt: null,
    error: {
      code: 'refused' as const,
      message: 'Storage shared is full.',
      xapi: { code: 'SR_FULL', params: [String(ref('SR', 'shared')), 'SR-shared'], host: '10.0.0.1' },
    },
    task: null,
  }
  const seen = JSON.stringify(sight.operation(run))
  for (const name of ['shared', '10.0.0.1']) expect(seen).not.toContain(name)
  expect(sight.operation({ ...run, object: { ...run.object, id: 'p.VM-db' } })).toBeNull()
})

test('those who see the same share one sight, and it goes when nobody looks', async () => {
  const access = (role: string) => accessAs(role, scope('pool', 'p'), createPlaces(inventory))
  const one = sights.take(access('read-only'))
  const two = sights.take(access('vm-operator'))
  expect(two.view).toBe(one.view)
  expect(sights.take(accessAs('owner')).view.table).toBe(inventory.table)
  one.release()
  two.release()
  expect(sights.size).toBe(1)
  await clock.advance(31_000)
  expect(sights.size).toBe(0)
})

test('who sees a whole pool sees it as it is', () => {
  const sight = sightOf(scope('pool', 'p'))
  for (const cls of ['pool', 'host', 'VM', 'SR', 'network'] as const) {
    for (const [id, { row }] of inventory.table.all(cls)) expect(sight.table.get(id)?.row).toEqual(row)
  }
})
