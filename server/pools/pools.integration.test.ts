import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { describe as describeError } from '@/server/errors'
import type { AppErrorShape } from '@/server/shared/app-error'
import { startTestDatabase, type TestDatabase } from '@/server/testing/database'
import { openRooms } from '@/server/testing/rooms'
import { realClock } from '@/simulator/clock'
import { generatedPool } from '@/simulator/seeds/generated'
import { type SimulatorOptions, startSimulator } from '@/simulator/simulator'

let database: TestDatabase
const stops: (() => Promise<void>)[] = []
beforeAll(async () => {
  database = await startTestDatabase()
})
afterAll(() => database.stop())
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop()
  await database.db.connection.deleteMany()
})

async function simulate(options: SimulatorOptions = {}) {
  const simulator = await startSimulator({ clock: realClock(20), ...options })
  stops.push(() => simulator.stop())
  return simulator
}

function open() {
  const rooms = openRooms(database)
  stops.push(rooms.stop)
  return rooms
}

const given = (address: string, password: string, accepted: string[] = []) => ({
  address,
  username: 'root',
  password,
  accepted,
  by: 'admin',
})
const soon = () => AbortSignal.timeout(15_000)

/** Collects the VMs that disappear from now on. */
function watchGone(inventory: ReturnType<typeof open>['inventory']): string[] {
  const gone: string[] = []
  inventory.subscribe(change => {
    for (const row of change.gone) if (row.class === 'VM') gone.push(row.id)
  })
  return gone
}

async function refusal(attempt: Promise<unknown>): Promise<AppErrorShape> {
  try {
    await attempt
  } catch (error) {
    return describeError(error)
  }
  throw new Error('It was accepted.')
}

it('[CON-06] shows the certificate before anything is sent, and pins the one that was accepted', async () => {
  const simulator = await simulate({ tls: true })
  const { pools, inventory, db } = open()
  const { certificate } = await pools.look(simulator.url)
  expect(certificate?.sha256).toBe(simulator.certificateSha256)
  const refused = await refusal(pools.connect(given(simulator.url, simulator.password), soon()))
  expect(refused).toMatchObject({
    code: 'certificate-unknown',
    certificate: { sha256: simulator.certificateSha256 },
  })
  const accepted = [certificate?.sha256 ?? '']
  const { id } = await pools.connect(given(simulator.url, simulator.password, accepted), soon())
  await inventory.waitFor(() => inventory.pool(id)?.freshness.state === 'live', soon())
  const stored = await db.connection.findUniqueOrThrow({ where: { id } })
  expect(JSON.stringify(stored)).not.toContain(simulator.password)
})

it('[CON-06] names a changed certificate, keeps away from it, and goes on once it is trusted', async () => {
  const first = await simulate({ tls: true })
  const { pools, inventory, connections } = open()
  const { id } = await pools.connect(
    given(first.url, first.password, [first.certificateSha256 ?? '']),
    soon(),
  )
  await inventory.waitFor(() => inventory.pool(id)?.freshness.state === 'live', soon())
  const port = Number(new URL(first.url).port)
  await first.stop()
  const second = await simulate({ tls: true, port })
  expect(second.certificateSha256).not.toBe(first.certificateSha256)
  const failed = await inventory.waitFor(() => {
    const freshness = inventory.pool(id)?.freshness
    if (freshness?.state === 'stale') inventory.pool(id)?.retryNow()
    return freshness && 'error' in freshness && freshness.error.code === 'certificate-changed'
      ? freshness.error
      : undefined
  }, soon())
  expect(failed).toMatchObject({
    pinned: first.certificateSha256,
    certificate: { sha256: second.certificateSha256 },
  })
  expect(inventory.rows().filter(row => row.class === 'VM')).not.toHaveLength(0)
  const gone = watchGone(inventory)
  await pools.trustCertificate(id, second.certificateSha256 ?? '', soon())
  await inventory.waitFor(() => inventory.pool(id)?.freshness.state === 'live', soon())
  expect(Object.values((await connections.find(id))?.pins ?? {})).toContain(second.certificateSha256)
  expect(gone).toEqual([])
})

it('[CON-03] follows a supporter to its coordinator and says so', async () => {
  const simulator = await simulate({ memberPort: 0 })
  const { pools, connections } = open()
  const { id, notices } = await pools.connect(given(simulator.memberUrl ?? '', simulator.password), soon())
  expect(notices.join(' ')).toContain('supporter')
  expect((await connections.find(id))?.address).toBe(simulator.url)
})

it('goes on at the new coordinator when another host becomes it, and nothing vanishes meanwhile', async () => {
  const simulator = await simulate({ memberPort: 0 })
  const { pools, inventory } = open()
  const { id } = await pools.connect(given(simulator.url, simulator.password), soon())
  const before = await inventory.waitFor(() => pools.live(id), soon())
  const gone = watchGone(inventory)
  const [pool] = await before.call.pool.get_all()
  const next = (await before.call.host.get_all()).find(host => host !== before.coordinatorRef)
  if (!pool || !next) throw new Error('The pool has one host only')
  await before.call.pool.designate_new_master(next)
  const after = await inventory.waitFor(() => {
    const live = pools.live(id)
    return live?.coordinatorRef === next ? live : undefined
  }, soon())
  expect(after.endpoint.url).toBe(simulator.memberUrl)
  expect(after.redirectedFrom?.url).toBe(simulator.url)
  expect(await after.call.pool.get_master(pool)).toBe(next)
  expect(gone).toEqual([])
})

it('[CON-04] has a sentence of its own for each way a connection fails', async () => {
  const simulator = await simulate()
  const { pools } = open()
  expect(await refusal(pools.connect(given(simulator.url, 'wrong'), soon()))).toMatchObject({
    code: 'pool-login-failed',
    message: 'The pool does not accept this user name and password.',
    xapi: { code: 'SESSION_AUTHENTICATION_FAILED', params: [] },
  })
  const other = createServer((_, response) => response.end('<html>hello</html>'))
  await new Promise<void>(resolve => other.listen(0, '127.0.0.1', resolve))
  stops.push(() => new Promise(resolve => other.close(() => resolve())))
  const { port } = other.address() as AddressInfo
  expect(await refusal(pools.connect(given(`http://127.0.0.1:${port}`, 'x'), soon()))).toMatchObject({
    code: 'pool-unsupported',
  })
  expect(await refusal(pools.connect(given('http://127.0.0.1:9', 'x'), soon()))).toMatchObject({
    code: 'pool-unreachable',
    message: '127.0.0.1:9 refuses the connection.',
  })
  expect(await refusal(pools.connect(given('not an address', 'x'), soon()))).toMatchObject({
    code: 'bad-input',
    field: 'address',
  })
})

it('[CON-02] refuses a pool that is connected already, naming it', async () => {
  const simulator = await simulate()
  const { pools } = open()
  const { name } = await pools.connect(given(simulator.url, simulator.password), soon())
  expect(await refusal(pools.connect(given(simulator.url, simulator.password), soon()))).toMatchObject({
    code: 'conflict',
    field: 'address',
    message: expect.stringContaining(name),
  })
})

it('[CON-14] tries new credentials before it keeps them', async () => {
  const simulator = await simulate()
  const { pools, inventory, connections } = open()
  const { id } = await pools.connect(given(simulator.url, simulator.password), soon())
  expect(await refusal(pools.setCredentials(id, 'root', 'wrong', soon()))).toMatchObject({
    code: 'pool-login-failed',
  })
  expect((await connections.login(id))?.password).toBe(simulator.password)
  await inventory.waitFor(() => inventory.pool(id)?.freshness.state === 'live', soon())
  const gone = watchGone(inventory)
  await pools.setCredentials(id, 'root', simulator.password, soon())
  await inventory.waitFor(() => inventory.pool(id)?.freshness.state === 'live', soon())
  expect(gone).toEqual([])
})

it('refuses a host that has come to another pool, and finds its own again', async () => {
  const first = await simulate()
  const { pools, inventory } = open()
  const { id } = await pools.connect(given(first.url, first.password), soon())
  await inventory.waitFor(() => pools.live(id), soon())
  const before = inventory.rows().filter(row => row.class === 'VM').length
  const gone = watchGone(inventory)
  const port = Number(new URL(first.url).port)
  await first.stop()
  const other = await simulate({ port, seed: ground => generatedPool({ hosts: 1, vms: 3 }, ground) })
  const failed = await inventory.waitFor(() => {
    const freshness = inventory.pool(id)?.freshness
    if (freshness?.state === 'stale') inventory.pool(id)?.retryNow()
    return freshness && 'error' in freshness && freshness.error.code === 'pool-another' && freshness.error
  }, soon())
  expect(failed.message).toMatch(/^127\.0\.0\.1:\d+ answers for another pool, /)
  expect(() => pools.session(id)).toThrow(failed.message)
  expect(inventory.rows().filter(row => row.class === 'VM')).toHaveLength(before)
  await other.stop()
  await simulate({ port })
  await inventory.waitFor(() => {
    if (inventory.pool(id)?.freshness.state !== 'live') inventory.pool(id)?.retryNow()
    return pools.live(id)
  }, soon())
  expect(gone).toEqual([])
})

it('passes over a remembered host that has come to another pool, for one of its own', async () => {
  const first = await simulate({ memberPort: 0 })
  const members = first.hosts.flatMap(({ url, coordinator }) => (coordinator || !url ? [] : [url]))
  const { pools, inventory } = open()
  const { id } = await pools.connect(given(first.url, first.password), soon())
  await inventory.waitFor(() => pools.live(id), soon())
  const gone = watchGone(inventory)
  const other = await simulate({ seed: ground => generatedPool({ hosts: 1, vms: 3 }, ground) })
  const own = members.at(-1)
  if (!own) throw new Error('The pool has one host only')
  await database.db.connection.update({ where: { id }, data: { members: [other.url, own] } })
  // Its address answers no more; the host that does shows the way to the coordinator, wherever that is by then.
  const [row] = [...first.pool.db.all('host')].filter(([ref]) => first.pool.endpoints.get(ref)?.url === own)
  const [pool] = [...first.pool.db.all('pool')]
  if (!row || !pool) throw new Error('The simulator has no such host')
  first.pool.db.update('pool', pool[0], { master: row[0] })
  const [coordinator] = first.hosts
  await first.faults.hostDown(coordinator?.name ?? '')
  first.faults.endSessions()
  first.faults.cutConnections()
  const live = await inventory.waitFor(() => {
    if (inventory.pool(id)?.freshness.state !== 'live') inventory.pool(id)?.retryNow()
    const session = pools.live(id)
    return session?.endpoint.url === own ? session : undefined
  }, soon())
  expect(live.endpoint.url).toBe(own)
  expect(gone).toEqual([])
})

it('goes on at another coordinator when its own dies in the middle of an answer, and nothing vanishes', async () => {
  const simulator = await simulate({ memberPort: 0, clock: realClock(60) })
  const { pool, faults } = simulator
  for (const [ref] of [...pool.db.all('host')]) {
    const address = pool.endpoints.get(ref)?.address
    if (address !== undefined) pool.db.update('host', ref, { address })
  }
  const [poolRef] = [...pool.db.all('pool')].map(([ref]) => ref)
  const [vm] = [...pool.db.all('VM')].find(([, { name_label }]) => name_label === 'web-01') ?? []
  if (!poolRef || !vm) throw new Error('The demo pool has no web-01')
  pool.db.update('pool', poolRef, { ha_enabled: true })
  const { pools, inventory } = open()
  const { id } = await pools.connect(given(simulator.url, simulator.password), soon())
  const before = await inventory.waitFor(() => pools.live(id), soon())
  const gone = watchGone(inventory)
  // The answer that tells of the change is on its way, slowly, when the host goes.
  faults.slow(0, 2_000)
  pool.db.update('VM', vm, { name_label: 'web-01-renamed' })
  const [coordinator] = simulator.hosts
  await faults.hostDown(coordinator?.name ?? '')
  await inventory.waitFor(() => inventory.pool(id)?.freshness.state === 'stale', soon())
  faults.slow()
  const after = await inventory.waitFor(() => {
    const live = pools.live(id)
    return live && live.coordinatorRef !== before.coordinatorRef ? live : undefined
  }, soon())
  expect(after.endpoint.url).not.toBe(simulator.url)
  await inventory.waitFor(
    () => inventory.rows().some(row => row.class === 'VM' && row.name_label === 'web-01-renamed'),
    soon(),
  )
  expect(gone).toEqual([])
})
