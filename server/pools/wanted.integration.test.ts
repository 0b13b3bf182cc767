import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { appRouter } from '@/server/api/root'
import { openNotices } from '@/server/db/notices'
import { createSnapshots } from '@/server/inventory/snapshot/snapshots'
import { adoptOrphans } from '@/server/operations/adopt'
import { startTestDatabase, type TestDatabase } from '@/server/testing/database'
import { administrator, openRooms } from '@/server/testing/rooms'
import { realClock } from '@/simulator/clock'
import { startSimulator } from '@/simulator/simulator'

const graceMs = 250
const patient = { timeout: 15_000, interval: 20 }

let database: TestDatabase
const stops: (() => Promise<unknown>)[] = []
beforeAll(async () => {
  database = await startTestDatabase()
})
afterAll(() => database.stop())
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop()
  await database.db.user.deleteMany()
  await database.db.connection.deleteMany()
})

/** One process among several: the first leads. */
async function join(leads = false) {
  const notices = await openNotices(database.url, database.db, (what, error) => console.error(what, error))
  const folder = mkdtempSync(path.join(os.tmpdir(), 'domus-wanted-'))
  const log = (line: string) => {
    throw new Error(line)
  }
  const rooms = openRooms(
    database,
    notices,
    createSnapshots({ folder, key: Buffer.alloc(32, 1), log }),
    graceMs,
  )
  const term = new AbortController()
  const lead = async () => {
    await rooms.pools.holdAll(term.signal)
    void adoptOrphans({ ...rooms, notices }, term.signal)
  }
  let gone: Promise<void> | undefined
  const stop = () => {
    term.abort()
    gone ??= rooms
      .stop()
      .then(() => notices.stop())
      .then(() => rmSync(folder, { recursive: true }))
    return gone
  }
  stops.push(stop)
  await rooms.rights.refresh()
  await rooms.pools.start()
  if (leads) await lead()
  return { ...rooms, notices, stop, lead }
}
type Process = Awaited<ReturnType<typeof join>>

async function connect({ pools }: Process, randomSeed: number, speed = 20): Promise<string> {
  const simulator = await startSimulator({ clock: realClock(speed), randomSeed })
  stops.push(() => simulator.stop())
  const { url: address, username, password } = simulator
  const given = { address, username, password, accepted: [], by: 'admin' }
  return (await pools.connect(given, AbortSignal.timeout(15_000))).id
}

const followed = ({ inventory }: Process) =>
  inventory
    .pools()
    .map(({ id }) => id)
    .sort()
const isLive = ({ inventory }: Process, id: string) =>
  inventory.waitFor(() => inventory.pool(id)?.freshness.state === 'live', AbortSignal.timeout(15_000))

/** Somebody who reads one pool, signed in. */
async function reader(at: Process, username: string, pool: string) {
  const userId = await at.addUser(username, null)
  await database.db.grant.create({
    data: { userId, role: 'read-only', scopeKind: 'pool', scopeRef: pool, givenByName: 'a test' },
  })
  await at.rights.refresh()
  const { token, id } = await at.sessions.open(userId, '', 'test')
  const user = await at.sessions.find(token)
  if (!user) throw new Error('not signed in')
  const caller = appRouter.createCaller({ ...at, version: '0', user, address: '' })
  return { userId, sessionId: id, principal: at.rights.principal(user), caller }
}

test('a process follows the pools that are looked at through it, lets go of them, and shows them at once again', async () => {
  const leader = await join(true)
  const other = await join()
  const [one, two] = [await connect(leader, 1), await connect(leader, 2)]
  await Promise.all([one, two].map(id => isLive(leader, id)))
  expect(followed(other)).toEqual([])

  // A tab, as long as it is open.
  const ann = await reader(other, 'ann', one)
  const stream = other.live.stream(ann.principal, 'tab', undefined, new AbortController().signal)
  await stream.next()
  await isLive(other, one)
  expect(followed(other)).toEqual([one])
  const vms = other.inventory.table.all('VM').size
  expect(vms).toBeGreaterThan(10)
  await other.sessions.revoke(ann.userId, ann.sessionId)
  await expect.poll(() => followed(other), patient).toEqual([])
  await expect.poll(() => other.inventory.table.all('VM').size, patient).toBe(0)
  expect(followed(leader)).toEqual([one, two].sort())

  // A question is answered by what was kept, and then it is live.
  const ben = await reader(other, 'ben', one)
  const found = await ben.caller.inventory.search({ text: 'state:running', limit: 5 })
  expect(found.matched).toBeGreaterThan(0)
  const looking = other.sights.take(ben.principal.access)
  expect(other.inventory.table.all('VM').size).toBe(vms)
  await isLive(other, one)
  expect(followed(other)).toEqual([one])
  looking.release()
  await expect.poll(() => followed(other), patient).toEqual([])

  // Who sees everything looks at all pools, and at those that come.
  const letGo = other.sights.take(administrator.access).release
  await Promise.all([one, two].map(id => isLive(other, id)))
  const three = await connect(leader, 3)
  await expect.poll(() => followed(other), patient).toEqual([one, two, three].sort())
  await leader.pools.disconnect(three)
  await expect.poll(() => followed(other), patient).toEqual([one, two].sort())
  letGo()
  await expect.poll(() => followed(other), patient).toEqual([])
}, 60_000)

test('a pool stays followed while something runs in it, and another grant brings another pool', async () => {
  const leader = await join(true)
  const other = await join()
  const [one, two] = [await connect(leader, 1, 5), await connect(leader, 2)]
  const ann = await reader(other, 'ann', two)
  const tab = other.sights.take(ann.principal.access)
  await isLive(other, two)
  const { release } = other.sights.take(administrator.access)
  await isLive(other, one)
  const vm = other.inventory.rows().find(row => row.pool === one && row.name_label === 'rds-03')
  if (!vm) throw new Error('no such VM')
  const { id } = await other.operations.run(
    { user: administrator, address: '' },
    { action: 'vm.start', object: vm.id },
  )
  release()
  expect((await other.outcome(id)).result).toBe('succeeded')
  expect(followed(other)).toContain(one)
  await expect.poll(() => followed(other), patient).toEqual([two])
  tab.release()
}, 60_000)

test('who comes to lead follows all pools, and settles what the one before left open', async () => {
  const leader = await join(true)
  const other = await join()
  const pool = await connect(leader, 1, 5)
  await isLive(leader, pool)
  const vm = await leader.vm('rds-03')
  const { id } = await leader.operations.run(
    { user: administrator, address: '' },
    { action: 'vm.start', object: vm.id },
  )
  await leader.stop()
  expect(followed(other)).toEqual([])
  await other.lead()
  await expect
    .poll(
      async () => (await database.db.auditEntry.findUnique({ where: { id: BigInt(id) } }))?.result,
      patient,
    )
    .toBe('succeeded')
  expect(followed(other)).toEqual([pool])
}, 60_000)
