import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { createSnapshots } from '@/server/inventory/snapshot/snapshots'
import { startTestDatabase, type TestDatabase } from '@/server/testing/database'
import { administrator, openRooms } from '@/server/testing/rooms'
import { realClock } from '@/simulator/clock'
import { type Simulator, startSimulator } from '@/simulator/simulator'

let database: TestDatabase
let folder: string
let simulator: Simulator
const stops: (() => Promise<void>)[] = []

beforeAll(async () => {
  database = await startTestDatabase()
})
afterAll(() => database.stop())
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop()
  await database.db.connection.deleteMany()
  rmSync(folder, { recursive: true })
})

function open() {
  const log = (line: string) => {
    throw new Error(line)
  }
  const rooms = openRooms(database, undefined, createSnapshots({ folder, key: Buffer.alloc(32, 1), log }))
  stops.push(rooms.stop)
  return rooms
}
type Rooms = ReturnType<typeof open>
const soon = () => AbortSignal.timeout(15_000)
const state = ({ inventory }: Rooms, id: string) => inventory.pool(id)?.freshness.state
const live = (rooms: Rooms, id: string) => rooms.inventory.waitFor(() => state(rooms, id) === 'live', soon())
const vmNames = ({ inventory }: Rooms) =>
  inventory
    .rows()
    .filter(row => row.class === 'VM')
    .map(row => row.name_label)
    .sort()

/** A server that has followed a pool for a while and was stopped. */
async function firstLife(): Promise<{ id: string; names: string[] }> {
  folder = mkdtempSync(path.join(os.tmpdir(), 'domus-restart-'))
  simulator = await startSimulator({ clock: realClock(20) })
  stops.push(() => simulator.stop())
  const rooms = open()
  const { url: address, username, password } = simulator
  const { id } = await rooms.pools.connect({ address, username, password, accepted: [], by: 'admin' }, soon())
  await live(rooms, id)
  const names = vmNames(rooms)
  await rooms.stop()
  expect(names.length).toBeGreaterThan(10)
  return { id, names }
}

test('after a restart a pool that is away is there as of a time, and nothing can be done in it', async () => {
  // Times in rows have whole seconds.
  const before = Date.now() - 1000
  const { id, names } = await firstLife()
  await simulator.faults.refuse()
  const rooms = open()
  await rooms.pools.start()
  // The first rows are there, and said to be of a time, before the last ones.
  await rooms.inventory.waitFor(
    () => state(rooms, id) === 'stale' && vmNames(rooms).length === names.length,
    soon(),
  )
  expect(vmNames(rooms)).toEqual(names)
  const freshness = rooms.inventory.pool(id)?.freshness
  if (freshness?.state !== 'stale') throw new Error('not stale')
  expect(Date.parse(freshness.since)).toBeGreaterThan(before)
  expect(Date.parse(freshness.since)).toBeLessThanOrEqual(Date.now())
  const vm = await rooms.vm('rds-03')
  expect(rooms.inventory.vmDetail(vm.id)?.disks).not.toEqual([])
  await expect(
    rooms.operations.run({ user: administrator, address: '' }, { action: 'vm.start', object: vm.id }),
  ).rejects.toMatchObject({ code: freshness.error.code })

  const gone: string[] = []
  rooms.inventory.subscribe(change => gone.push(...change.gone.map(row => row.id)))
  await simulator.faults.accept()
  rooms.inventory.pool(id)?.retryNow()
  await live(rooms, id)
  expect(gone.filter(one => !one.includes('task'))).toEqual([])
  expect(vmNames(rooms)).toEqual(names)
})

test('what happened while Domus was away is seen once the pool answers', async () => {
  const { id } = await firstLife()
  const [ref] = [...simulator.pool.db.all('VM')].find(([, vm]) => vm.name_label === 'rds-03') ?? []
  if (ref === undefined) throw new Error('no such VM')
  simulator.pool.db.update('VM', ref, { name_label: 'renamed meanwhile' })
  const rooms = open()
  await rooms.pools.start()
  await live(rooms, id)
  expect(vmNames(rooms)).toContain('renamed meanwhile')
  expect(vmNames(rooms)).not.toContain('rds-03')
})

test('of a pool that is disconnected nothing is kept', async () => {
  const { id } = await firstLife()
  expect(readdirSync(folder)).toEqual([`${id}.inventory`])
  const rooms = open()
  await rooms.pools.start()
  await live(rooms, id)
  await rooms.pools.disconnect(id)
  await rooms.stop()
  expect(readdirSync(folder)).toEqual([])
})
