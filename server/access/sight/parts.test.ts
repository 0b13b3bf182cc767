import { beforeEach, expect, test } from 'vitest'
import { createInventory } from '@/server/inventory/inventory'
import { search } from '@/server/inventory/query/search'
import type { ObjectId, SnapshotRow, VdiRow } from '@/server/inventory/rows'
import { describe } from '@/server/inventory/testing/describe'
import { FakeClock } from '@/server/inventory/testing/fake-clock'
import type { FakePool } from '@/server/inventory/testing/fake-pool'
import { ref } from '@/server/inventory/testing/records'
import { smallPool } from '@/server/inventory/testing/small-pool'
import type { ListQuery } from '@/server/inventory/views'
import { hidden } from '@/server/shared/hidden'
import { accessAs } from '@/server/testing/access'
import { createPlaces } from '../places'
import { createSights } from './sights'

let clock: FakeClock
let pool: FakePool
let inventory: ReturnType<typeof createInventory>

beforeEach(async () => {
  clock = new FakeClock()
  pool = smallPool()
  pool.put('VDI', 'spare', {
    name_label: 'spare',
    SR: ref('SR', 'local'),
    managed: true,
    virtual_size: 7,
    physical_utilisation: 3,
  })
  pool.put('VDI', 'base', { name_label: 'base copy', SR: ref('SR', 'shared'), managed: false })
  pool.put('VM', 'before', {
    name_label: 'before the upgrade',
    is_a_snapshot: true,
    is_a_template: true,
    snapshot_of: ref('VM', 'web'),
    snapshot_time: '2026-08-01T10:00:00Z',
  })
  pool.put('VDI', 'kept', {
    SR: ref('SR', 'shared'),
    managed: true,
    is_a_snapshot: true,
    virtual_size: 9,
    physical_utilisation: 4,
  })
  pool.put('VBD', 'before-kept', {
    VM: ref('VM', 'before'),
    VDI: ref('VDI', 'kept'),
    type: 'Disk',
    empty: false,
    other_config: {},
  })
  inventory = createInventory({ clock, describe, random: () => 1 })
  inventory.follow({ id: 'p', name: 'Lab', address: '10.0.0.1' }, pool.connect)
  await clock.advance(100)
})

const query = (cls: ListQuery['class'], filter = '', within: ObjectId | null = null): ListQuery => ({
  class: cls,
  within,
  filter,
  sort: { id: 'name', desc: false },
})

/** What a list of them finds, by name, from the moment that somebody shows it. */
async function namesIn(
  cls: 'VDI' | 'snapshot',
  filter = '',
  within: ObjectId | null = null,
  from: Pick<typeof inventory, 'lists' | 'table'> = inventory,
): Promise<string[]> {
  const lease = from.lists.take(query(cls, filter, within))
  await clock.advance(200)
  const names = lease.view.slice(0, 50).map(id => from.table.get(id)?.row.name_label ?? '')
  lease.release()
  return names
}
const made = (cls: 'VDI' | 'snapshot') => [...inventory.table.all(cls).values()].map(({ row }) => row)

test('disks have rows while somebody looks at them, and a minute longer', async () => {
  expect(made('VDI')).toEqual([])
  const first = inventory.lists.take(query('VDI'))
  const second = inventory.lists.take(query('VDI', 'spare'))
  await clock.advance(200)
  const count = made('VDI').length
  expect(count).toBeGreaterThan(1)
  first.release()
  await clock.advance(120_000)
  expect(made('VDI')).toHaveLength(count)
  second.release()
  await clock.advance(30_000)
  expect(made('VDI')).toHaveLength(count)
  await clock.advance(31_000)
  expect(made('VDI')).toEqual([])
  // What happens meanwhile is not missed when somebody looks again.
  pool.put('VDI', 'spare', { name_label: 'renamed' })
  await clock.advance(100)
  expect(await namesIn('VDI', 'attached:no')).toEqual(['renamed'])
})

test('a list of disks tells where each lies and who has it, and leaves out base copies and those of snapshots', async () => {
  const names = await namesIn('VDI')
  expect(names).toContain('spare')
  expect(names).not.toContain('base copy')
  const row = (name: string) => made('VDI').find((one): one is VdiRow => one.name_label === name)
  expect(row('spare')).toMatchObject({ size: 7, used: 3, sr: 'p.SR-local', users: [], kind: 'disk' })
  const ofWeb = made('VDI').find(one => one.class === 'VDI' && one.users.some(({ name }) => name === 'web'))
  expect(ofWeb).toMatchObject({ sr: 'p.SR-shared', users: [{ class: 'VM', id: 'p.VM-web', name: 'web' }] })
  expect(await namesIn('VDI', 'attached:no size:>5')).toEqual(['spare'])
  expect(await namesIn('VDI', 'vm(state:running)')).toEqual([ofWeb?.name_label])
  expect(await namesIn('VDI', 'storage(shared:no) attached:no')).toEqual(['spare'])
  expect(await namesIn('VDI', '', 'p.SR-local')).toContain('spare')
  expect(await namesIn('VDI', '', 'p.SR-shared')).not.toContain('spare')
})

test('a list of snapshots tells what each is of, when it was taken and what it takes', async () => {
  expect(await namesIn('snapshot')).toEqual(['before the upgrade'])
  const [row] = made('snapshot')
  expect(row).toMatchObject({
    vm: { id: 'p.VM-web', name: 'web' },
    time: '2026-08-01T10:00:00Z',
    kind: 'disks',
    disks: 1,
    size: 9,
    used: 4,
    storage: ['p.SR-shared'],
  } satisfies Partial<SnapshotRow>)
  expect(await namesIn('snapshot', 'taken:<2026-08-02 vm:web')).toEqual(['before the upgrade'])
  expect(await namesIn('snapshot', 'vm:db')).toEqual([])
})

test('what is changed while a list is shown is followed', async () => {
  const lease = inventory.lists.take(query('snapshot'))
  await clock.advance(200)
  pool.put('VM', 'web', { name_label: 'website' })
  pool.put('VDI', 'kept', { physical_utilisation: 5 })
  await clock.advance(200)
  expect(made('snapshot')).toMatchObject([{ vm: { name: 'website' }, used: 5 }])
  pool.remove('VM', 'before')
  await clock.advance(200)
  expect(lease.view.matched).toBe(0)
  expect(inventory.row('p.VM-web')).toMatchObject({ class: 'VM', name_label: 'website' })
})

test('whoever takes all of a list along gets it whole, though nobody has looked before', async () => {
  const lease = inventory.lists.take(query('VDI'))
  let ready = false
  void lease.ready?.then(() => {
    ready = true
  })
  await clock.advance(200)
  expect(ready).toBe(true)
  expect(lease.view.matched).toBe(made('VDI').length)
})

test('a disk is seen by who sees a VM that has it, one that nobody has by who sees its storage; nothing else is named', async () => {
  const sights = createSights(inventory, clock)
  const sightOf = (object: string) =>
    sights.take(accessAs('read-only', { kind: 'object', ref: object }, createPlaces(inventory))).view
  const web = sightOf('p.VM-web')
  expect(await namesIn('snapshot', '', null, web)).toEqual(['before the upgrade'])
  const lease = web.lists.take(query('VDI'))
  await clock.advance(200)
  const rows = [...web.table.all('VDI').values()].map(({ row }) => row)
  expect(rows).toMatchObject([{ sr: hidden, users: [{ id: 'p.VM-web' }] }])
  lease.release()
  expect(await namesIn('VDI', '', null, sightOf('p.SR-local'))).toEqual(['spare'])
  expect(await namesIn('snapshot', '', null, sightOf('p.VM-db'))).toEqual([])
})

test('the search over everything finds disks for who sees what they are of', async () => {
  const lease = inventory.lists.take(query('VDI'))
  const sights = createSights(inventory, clock)
  const sightOf = (object: string) =>
    sights.take(accessAs('read-only', { kind: 'object', ref: object }, createPlaces(inventory))).view
  const web = sightOf('p.VM-web')
  const local = sightOf('p.SR-local')
  await clock.advance(200)
  const found = (table: typeof inventory.table) =>
    search(table, 'spare', 10, 'parts').rows.map(row => row.name_label)
  expect(found(inventory.table)).toEqual(['spare'])
  expect(found(local.table)).toEqual(['spare'])
  expect(found(web.table)).toEqual([])
  lease.release()
})
