import { existsSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { AppErrorShape } from '@/server/shared/app-error'
import { XapiError } from '@/server/xapi/errors'
import { login, type XapiSession } from '@/server/xapi/session'
// biome-ignore-start lint/style/noRestrictedImports: The pool to follow: everything goes over the wire.
import { realClock } from '@/simulator/clock'
import { databasePool } from '@/simulator/seeds/database'
import { type Simulator, type SimulatorOptions, startSimulator } from '@/simulator/simulator'
// biome-ignore-end lint/style/noRestrictedImports: see above
import { createInventory } from './inventory'
import type { AnyRow, VmRow } from './rows'
import type { PoolSource } from './source'

const stops: (() => Promise<void>)[] = []
let simulator: Simulator
let inventory: ReturnType<typeof createInventory>
let gone: string[]

beforeEach(() => {
  // What the inventory of the test before still tells is none of this one's business.
  const own: string[] = []
  gone = own
  inventory = createInventory({ describe: shapeOf })
  inventory.subscribe(change => own.push(...change.gone.map(row => row.id)))
  stops.push(() => inventory.stop())
})

afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
})

function shapeOf(error: unknown): AppErrorShape {
  if (!(error instanceof XapiError)) return { code: 'pool-unreachable', message: String(error) }
  return { code: 'refused', message: error.message, xapi: { code: error.code, params: [...error.params] } }
}

async function signIn(signal?: AbortSignal): Promise<XapiSession> {
  const { url, username, password } = simulator
  return await login({ address: url, username, password, ...(signal && { signal }) })
}

async function follow(options: SimulatorOptions = {}): Promise<void> {
  simulator = await startSimulator({ clock: realClock(20), ...options })
  stops.push(() => simulator.stop())
  inventory.follow({ id: 'p', name: '', address: simulator.url }, async signal =>
    asSource(await signIn(signal)),
  )
  await live()
}

function asSource(session: XapiSession): PoolSource {
  return {
    eventFrom: (classes, token, seconds, signal) => session.eventFrom(classes, token, seconds, signal),
    getAllRecords: (cls, signal) => session.getAllRecords(cls, signal),
    close: () => session.logout(),
  }
}

/** Somebody else who works with the pool. */
async function another(): Promise<XapiSession> {
  const session = await signIn()
  stops.unshift(() => session.logout())
  return session
}

const live = () => inventory.waitFor(() => inventory.pool('p')?.freshness.state === 'live')
const rowsOf = (cls: AnyRow['class']) => inventory.rows().filter(row => row.class === cls)
const isVm = (row: AnyRow): row is VmRow => row.class === 'VM'

function startable(): VmRow {
  const found = inventory
    .rows()
    .filter(isVm)
    .find(
      row => row.power_state === 'Halted' && row.trouble === null && row.allowed_operations.includes('start'),
    )
  if (found === undefined) throw new Error('the pool has no VM to start')
  return found
}

test('a VM that somebody else starts is seen to start', async () => {
  await follow()
  const vm = startable()
  const states: string[] = []
  inventory.subscribe(change => {
    for (const row of change.set) if (isVm(row) && row.id === vm.id) states.push(row.power_state)
  })
  const session = await another()
  await session.call.VM.start(session.refOf('VM', vm.ref), false, false)
  await inventory.waitFor(() => states.includes('Running'))
  const row = inventory.row(vm.id)
  expect(row).toMatchObject({ power_state: 'Running', trouble: null })
  expect(row?.class === 'VM' && row.host).toMatch(/^p\./)
})

test('a cut connection leaves everything where it is, and what changed meanwhile is told', async () => {
  await follow()
  const before = new Set(rowsOf('VM').map(row => row.id))
  const vm = startable()
  simulator.faults.cutConnections()
  const session = await another()
  await session.call.VM.set_name_label(session.refOf('VM', vm.ref), 'renamed meanwhile')
  await inventory.waitFor(() => inventory.row(vm.id)?.name_label === 'renamed meanwhile')
  await live()
  expect(new Set(rowsOf('VM').map(row => row.id))).toEqual(before)
  expect(gone.filter(id => before.has(id))).toEqual([])
})

test('a session that the pool has ended is replaced, and nothing vanishes', async () => {
  await follow()
  const before = new Set(rowsOf('VM').map(row => row.id))
  const vm = startable()
  simulator.faults.endSessions()
  simulator.faults.cutConnections()
  const session = await another()
  await session.call.VM.set_name_label(session.refOf('VM', vm.ref), 'renamed after')
  await inventory.waitFor(() => inventory.row(vm.id)?.name_label === 'renamed after')
  await live()
  expect(gone.filter(id => before.has(id))).toEqual([])
})

test('deletions that the pool has forgotten are noticed', async () => {
  await follow()
  const vm = startable()
  simulator.faults.pause()
  simulator.faults.cutConnections()
  simulator.pool.db.destroy('VM', vm.ref)
  simulator.faults.loseEvents()
  simulator.faults.resume()
  await inventory.waitFor(() => inventory.row(vm.id) === undefined)
  await live()
  expect(rowsOf('VM').length).toBeGreaterThan(0)
})

test('a coordinator that dies in the middle of an answer is gone on with where it was', async () => {
  await follow()
  const before = new Set(rowsOf('VM').map(row => row.id))
  const vm = startable()
  simulator.faults.cutAnswer('event.from', 300)
  const session = await another()
  await session.call.VM.set_name_label(session.refOf('VM', vm.ref), 'in a cut answer')
  await inventory.waitFor(() => inventory.row(vm.id)?.name_label === 'in a cut answer')
  await live()
  simulator.faults.slow(0, 100_000)
  await session.call.VM.set_name_label(session.refOf('VM', vm.ref), 'as it dies')
  await simulator.faults.die()
  await inventory.waitFor(() => inventory.pool('p')?.freshness.state === 'stale')
  simulator.faults.slow()
  await simulator.faults.comeBack()
  await inventory.waitFor(() => inventory.row(vm.id)?.name_label === 'as it dies')
  await live()
  expect(gone.filter(id => before.has(id))).toEqual([])
})

test('a first answer that ends in the middle is read again from its beginning', async () => {
  await follow()
  const vms = rowsOf('VM').length
  await inventory.unfollow('p')
  simulator.faults.cutAnswer('event.from', 20_000)
  inventory.follow({ id: 'p', name: '', address: simulator.url }, async signal =>
    asSource(await signIn(signal)),
  )
  await live()
  expect(rowsOf('VM')).toHaveLength(vms)
})

const databases = fileURLToPath(new URL('../../../shared/pools/', import.meta.url))
const dumps = existsSync(databases) ? readdirSync(databases).filter(name => name.endsWith('.xml')) : []
if (dumps.length === 0) console.warn(`Not tested: databases of real pools are missing (${databases}).`)

test.each(dumps)('the real pool of %s is shown', async dump => {
  await follow({ seed: ground => databasePool(`${databases}${dump}`, ground), heartbeat: false })
  expect(rowsOf('pool')).toMatchObject([
    { freshness: { state: 'live' }, product: expect.stringMatching(/\d/) },
  ])
  expect(rowsOf('host').length).toBeGreaterThan(0)
  const vms = inventory.rows().filter(isVm)
  expect(vms).toHaveLength(4 + (dump === 'state3.xml' ? 2 : 0))
  for (const vm of vms) {
    expect(inventory.vmDetail(vm.id)?.disks.filter(disk => disk.type === 'Disk' && !disk.empty)).toHaveLength(
      vm.disks,
    )
    expect(vm.name_label).not.toBe('')
  }
  for (const host of rowsOf('host')) expect(inventory.hostDetail(host.id)?.nics.length).toBeGreaterThan(0)
})
