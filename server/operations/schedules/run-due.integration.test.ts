import { beforeEach, expect, it } from 'vitest'
import type { Principal } from '@/server/access/policy'
import { openNotices } from '@/server/db/notices'
import { keepSchedules } from '@/server/jobs/keep-schedules'
import { openLeader } from '@/server/jobs/leader'
import { type ActionScheduleGiven, graceMs } from '@/server/shared/action-schedule'
import { databaseSuite } from '@/server/testing/database-suite'
import { administrator, openRooms } from '@/server/testing/rooms'
import { realClock } from '@/simulator/clock'
import { startSimulator } from '@/simulator/simulator'
import { adoptOrphans } from '../adopt'
import { createSchedules } from './manage'
import { createDueRuns } from './run-due'

const suite = databaseSuite()

type Rooms = ReturnType<typeof openRooms>
const patience = () => AbortSignal.timeout(15_000)
const minute = 60_000
const throwOn = (what: string, error: unknown) => {
  throw new Error(what, { cause: error })
}

/** A clock that stands still until it is set. */
function settable(start: string) {
  let at = Date.parse(start)
  const now = () => at
  return { now, set: (text: string) => (at = Date.parse(text)), add: (ms: number) => (at += ms) }
}
type Clock = ReturnType<typeof settable>

async function simulate(speed = 20) {
  const simulator = await startSimulator({ clock: realClock(speed) })
  suite.stops.push(() => simulator.stop())
  return simulator
}

/** One process, which hears of others and knows the pool, once there is one. */
async function join() {
  const notices = await openNotices(suite.database.url, suite.database.db, console.error)
  const rooms = openRooms(suite.database, notices)
  let gone: Promise<void> | undefined
  const stop = () => {
    gone ??= rooms.stop().then(() => notices.stop())
    return gone
  }
  suite.stops.push(stop)
  return { ...rooms, notices, stop }
}

async function withPool(speed = 20) {
  const simulator = await simulate(speed)
  const rooms = await join()
  const { url: address, username, password } = simulator
  const { id: pool } = await rooms.pools.connect(
    { address, username, password, accepted: [], by: 'admin' },
    patience(),
  )
  await rooms.inventory.whenSettled(patience())
  return { simulator, rooms, pool }
}

async function person(rooms: Rooms, username: string, role: string): Promise<Principal> {
  const userId = await rooms.addUser(username, role)
  return rooms.rights.principal({ ...administrator, userId, username })
}

async function as<T>(
  rooms: Rooms,
  user: Principal,
  clock: Clock,
  work: (schedules: ReturnType<typeof createSchedules>) => Promise<T>,
): Promise<T> {
  const { view, release } = rooms.sights.take(user.access)
  try {
    return await work(createSchedules({ db: rooms.db, sight: view, user, now: clock.now }))
  } finally {
    release()
  }
}

const atTwo = (vms: string[], more: Partial<ActionScheduleGiven> = {}): ActionScheduleGiven => ({
  ...{ name: 'Off at two', action: 'vm.shutDown', vms, zone: 'UTC', enabled: true },
  rule: { repeat: 'daily', time: '02:00' },
  ...more,
})

const running = (rooms: Rooms, name: string) =>
  rooms.vm(name, row => row.power_state === 'Running' && row.allowed_operations.includes('clean_shutdown'))

/** The log keeps what other tests did to VMs of the same uuid. */
let before = 0n
beforeEach(async () => {
  before = (await suite.database.db.auditEntry.aggregate({ _max: { id: true } }))._max.id ?? 0n
})
const linesOf = (rooms: Rooms, objectUuid: string) =>
  rooms.db.auditEntry.findMany({ where: { objectUuid, id: { gt: before } }, orderBy: { id: 'asc' } })

/** One look, and what it has begun to its end; then the next one, which notes that it is over. */
async function through(due: ReturnType<typeof createDueRuns>): Promise<void> {
  await due.step(throwOn)
  await due.idle()
  await due.step(throwOn)
  await due.idle()
}

it('does what is due in the name of its owner, once, with an audit line for each VM, and sets the next time', async () => {
  const { rooms } = await withPool()
  const clock = settable('2026-11-24T01:00:00Z')
  const nora = await person(rooms, 'nora', 'vm-operator')
  const vm = await running(rooms, 'web-01')
  const { id } = await as(rooms, nora, clock, one => one.create(atTwo([vm.id])))
  const due = createDueRuns({ ...rooms, now: clock.now })

  clock.set('2026-11-24T01:59:59Z')
  await through(due)
  expect(await linesOf(rooms, vm.uuid)).toEqual([])

  clock.set('2026-11-24T02:00:00Z')
  await through(due)
  expect((await rooms.vm('web-01', row => row.power_state === 'Halted')).id).toBe(vm.id)
  const [line, ...others] = await linesOf(rooms, vm.uuid)
  expect(others).toEqual([])
  expect(line).toMatchObject({
    ...{ action: 'vm.shutDown', sentence: 'Shut down web-01', result: 'succeeded' },
    ...{ userId: nora.userId, userName: 'nora', sessionId: null, address: '' },
    params: { schedule: 'Off at two' },
  })
  const found = await as(rooms, nora, clock, one => one.find(id))
  expect(found).toMatchObject({
    nextAt: '2026-11-25T02:00:00.000Z',
    runs: [
      {
        ...{ dueAt: '2026-11-24T02:00:00.000Z', byHand: false, endedAt: expect.any(String) },
        deeds: [{ name: 'web-01', state: 'succeeded' }],
      },
    ],
  })

  // The day after it is off already: that is written down, and nothing is called.
  clock.set('2026-11-25T02:00:30Z')
  await through(due)
  expect((await linesOf(rooms, vm.uuid)).at(-1)).toMatchObject({
    result: 'succeeded',
    task: null,
    params: { schedule: 'Off at two', note: 'It was shut down already.' },
  })
})

it('does not do what its owner may not do any more, and says so in the log, at the schedule and among what failed', async () => {
  const { rooms } = await withPool()
  const clock = settable('2026-11-24T01:00:00Z')
  const nora = await person(rooms, 'nora', 'vm-operator')
  const vm = await running(rooms, 'web-01')
  const { id } = await as(rooms, nora, clock, one => one.create(atTwo([vm.id])))
  const due = createDueRuns({ ...rooms, now: clock.now })
  const runs = async () => (await as(rooms, administrator, clock, one => one.find(id))).runs

  await rooms.db.grant.updateMany({ where: { userId: nora.userId }, data: { role: 'read-only' } })
  clock.set('2026-11-24T02:00:00Z')
  await through(due)
  const reason = 'Your role does not allow this. The role vm-operator does.'
  expect((await runs())[0]?.deeds).toMatchObject([{ state: 'refused', reason }])
  expect(await linesOf(rooms, vm.uuid)).toMatchObject([
    { result: 'refused', errorCode: 'not-allowed', errorText: reason, params: { schedule: 'Off at two' } },
  ])
  expect(rooms.operations.rows().at(-1)).toMatchObject({
    ...{ title: 'Shut down web-01', user: 'nora', state: 'failed', error: { message: reason } },
  })

  await rooms.db.grant.deleteMany({ where: { userId: nora.userId } })
  clock.set('2026-11-25T02:00:00Z')
  await through(due)
  expect((await runs())[0]?.deeds).toMatchObject([
    { state: 'refused', reason: 'Its owner does not see this VM any more.' },
  ])

  await rooms.db.user.update({ where: { id: nora.userId }, data: { disabledAt: new Date() } })
  clock.set('2026-11-26T02:00:00Z')
  await through(due)
  expect((await runs())[0]?.deeds).toMatchObject([{ state: 'refused', reason: 'Its owner is disabled.' }])
  expect((await linesOf(rooms, vm.uuid)).map(({ result }) => result)).toEqual([
    'refused',
    'refused',
    'refused',
  ])
  expect((await running(rooms, 'web-01')).id).toBe(vm.id)
})

it('does it late within a quarter of an hour, and notes each time as missed that is longer past', async () => {
  const { rooms } = await withPool()
  const clock = settable('2026-11-20T03:00:00Z')
  const nora = await person(rooms, 'nora', 'vm-operator')
  const vm = await running(rooms, 'web-01')
  const { id } = await as(rooms, nora, clock, one => one.create(atTwo([vm.id])))
  const due = createDueRuns({ ...rooms, now: clock.now })
  // Three days without Domus; on the third it is back in time.
  clock.set('2026-11-23T02:00:00Z')
  clock.add(graceMs - minute)
  for (let looks = 0; looks < 3; looks++) await through(due)
  const { runs, nextAt } = await as(rooms, nora, clock, one => one.find(id))
  expect(runs.map(run => [run.dueAt.slice(0, 10), run.deeds[0]?.state])).toEqual([
    ['2026-11-23', 'succeeded'],
    ['2026-11-22', 'missed'],
    ['2026-11-21', 'missed'],
  ])
  expect(nextAt).toBe('2026-11-24T02:00:00.000Z')
  const lines = await linesOf(rooms, vm.uuid)
  expect(lines.map(({ result, errorCode }) => [result, errorCode]).sort()).toEqual([
    ['refused', 'timeout'],
    ['refused', 'timeout'],
    ['succeeded', null],
  ])
})

it('waits for a pool that is not there, and gives up after a quarter of an hour', async () => {
  const { rooms, simulator, pool } = await withPool()
  const clock = settable('2026-11-24T01:00:00Z')
  const nora = await person(rooms, 'nora', 'vm-operator')
  const vm = await running(rooms, 'web-01')
  const { id } = await as(rooms, nora, clock, one => one.create(atTwo([vm.id])))
  const due = createDueRuns({ ...rooms, now: clock.now })
  await simulator.stop()
  await rooms.inventory.waitFor(() => rooms.inventory.pool(pool)?.freshness.state !== 'live', patience())
  const last = async () => (await as(rooms, administrator, clock, one => one.find(id))).runs[0]

  clock.set('2026-11-24T02:10:00Z')
  await through(due)
  expect(await last()).toMatchObject({ endedAt: null, deeds: [{ state: 'waiting' }] })
  clock.set('2026-11-24T02:15:01Z')
  await through(due)
  expect(await last()).toMatchObject({ endedAt: expect.any(String), deeds: [{ state: 'missed' }] })

  await rooms.pools.disconnect(pool)
  clock.set('2026-11-25T02:00:00Z')
  await through(due)
  const [run] = await rooms.db.actionScheduleRun.findMany({
    orderBy: { dueAt: 'desc' },
    include: { deeds: true },
  })
  expect(run?.deeds).toMatchObject([{ state: 'refused', reason: 'Its pool is not connected any more.' }])
})

it('does each VM once though two processes look at the same time', async () => {
  const { rooms: one } = await withPool()
  const two = await join()
  const clock = settable('2026-11-24T01:00:00Z')
  const nora = await person(one, 'nora', 'vm-operator')
  await two.rights.refresh()
  await running(one, 'web-01')
  const rows = () =>
    one.inventory
      .rows()
      .flatMap(row => (row.class === 'VM' && row.allowed_operations.includes('clean_shutdown') ? [row] : []))
  const vms = rows().slice(0, 12)
  expect(vms.length).toBeGreaterThan(3)
  await two.pools.start()
  const [first] = vms
  await two.inventory.waitFor(() => two.inventory.row(first?.id ?? ''), patience())
  await two.inventory.whenSettled(patience())
  const { id } = await as(one, nora, clock, each => each.create(atTwo(vms.map(vm => vm.id))))
  clock.set('2026-11-24T02:00:00Z')
  const both = [one, two].map(rooms => createDueRuns({ ...rooms, now: clock.now }))
  for (let looks = 0; looks < 6; looks++) await Promise.all(both.map(through))
  const [run, ...more] = (await as(one, nora, clock, each => each.find(id))).runs
  expect(more).toEqual([])
  expect(run?.deeds.map(({ name, state }) => [name, state])).toEqual(
    vms.map(vm => [vm.name_label, 'succeeded']).sort(),
  )
  for (const vm of vms) expect(await linesOf(one, vm.uuid)).toHaveLength(1)
  expect(await suite.database.db.actionScheduleRun.count()).toBe(1)
})

it('is gone on with by the next process where one ends in the middle, and nothing is asked for twice', async () => {
  const { rooms: one } = await withPool(0.5)
  const two = await join()
  const clock = settable('2026-11-24T01:00:00Z')
  const nora = await person(one, 'nora', 'vm-operator')
  const vm = await one.vm('rds-03', row => row.allowed_operations.includes('start'))
  await two.pools.start()
  await two.inventory.waitFor(() => two.inventory.row(vm.id), patience())
  const { id } = await as(one, nora, clock, each => each.create(atTwo([vm.id], { action: 'vm.start' })))
  clock.set('2026-11-24T02:00:00Z')
  const begun = new Promise<void>(resolve => one.operations.subscribe(row => row.task && resolve()))
  await createDueRuns({ ...one, now: clock.now }).step(throwOn)
  await begun
  await one.stop()

  const due = createDueRuns({ ...two, now: clock.now })
  const stopping = new AbortController()
  const adopting = adoptOrphans(two, stopping.signal)
  const state = async () => (await as(two, nora, clock, each => each.find(id))).runs[0]?.deeds[0]?.state
  const deadline = patience()
  while ((await state()) === 'begun' && !deadline.aborted) {
    await through(due)
    await new Promise(resolve => setTimeout(resolve, 100))
  }
  stopping.abort()
  await adopting
  expect(await state()).toBe('succeeded')
  expect(await linesOf(two, vm.uuid)).toMatchObject([{ result: 'succeeded', process: one.notices.process }])

  // What was taken and then never written down was never called: it is not known to be done, and not done again.
  clock.set('2026-11-25T02:00:00Z')
  await suite.database.db.actionSchedule.update({ where: { id }, data: { action: 'vm.reboot' } })
  await suite.database.db.actionScheduleRun.create({
    data: {
      ...{ scheduleId: id, dueAt: new Date(clock.now()), action: 'vm.reboot' },
      deeds: {
        create: { object: vm.id, name: vm.name_label, state: 'begun', begunAt: new Date(clock.now()) },
      },
    },
  })
  await through(due)
  expect(await state()).toBe('begun')
  clock.add(2 * minute)
  await through(due)
  expect(await state()).toBe('unknown')
  expect((await two.vm('rds-03', row => row.power_state === 'Running')).id).toBe(vm.id)
})

it('is done by the process that leads, and by the next one when that is gone', async () => {
  const { rooms: one } = await withPool()
  const two = await join()
  await two.pools.start()
  const nora = await person(one, 'nora', 'vm-operator')
  await two.rights.refresh()
  const vm = await running(one, 'web-01')
  await two.inventory.waitFor(() => two.inventory.row(vm.id), patience())
  const real = { now: Date.now, set: () => 0, add: () => 0 }
  const { id } = await as(one, nora, real, each => each.create(atTwo([vm.id])))
  const dueNow = (action: string) =>
    suite.database.db.actionSchedule.update({ where: { id }, data: { action, nextAt: new Date() } })
  const leaders = []
  for (const rooms of [one, two]) {
    const leader = await openLeader(suite.database.url, console.error)
    suite.stops.push(leader.stop)
    const leads = new Promise<void>(resolve => leader.whileLeader(async () => resolve()))
    leader.whileLeader(signal => keepSchedules(rooms, signal))
    // The first that asks leads; the second one waits until that is gone.
    if (leaders.length === 0) await leads
    leaders.push(leader)
  }
  await dueNow('vm.shutDown')
  await two.vm('web-01', row => row.power_state === 'Halted' && row.allowed_operations.includes('start'))
  await leaders[0]?.stop()
  const since = Date.now()
  await dueNow('vm.start')
  await two.vm('web-01', row => row.power_state === 'Running')
  expect(Date.now() - since).toBeLessThan(15_000)
  const lines = await linesOf(one, vm.uuid)
  expect(lines.map(({ action, process }) => [action, process])).toEqual([
    ['vm.shutDown', one.notices.process],
    ['vm.start', two.notices.process],
  ])
})

it('lets make, see and change scheduled actions who may, and nobody act in another’s name', async () => {
  const { rooms } = await withPool()
  const clock = settable('2026-11-24T01:00:00Z')
  const vm = await running(rooms, 'web-01')
  const nora = await person(rooms, 'nora', 'vm-operator')
  const reader = await person(rooms, 'rob', 'read-only')
  const nobody = await rooms.addUser('nil', null as never)
  const nil = rooms.rights.principal({ ...administrator, userId: nobody, username: 'nil' })
  await expect(as(rooms, reader, clock, one => one.create(atTwo([vm.id])))).rejects.toMatchObject({
    shape: { code: 'not-allowed', field: 'vms' },
  })
  await expect(as(rooms, nil, clock, one => one.create(atTwo([vm.id])))).rejects.toMatchObject({
    shape: { code: 'not-found' },
  })
  await expect(
    as(rooms, nora, clock, one =>
      one.create(atTwo([vm.id], { rule: { repeat: 'once', date: '2026-11-24', time: '00:30' } })),
    ),
  ).rejects.toMatchObject({ shape: { code: 'bad-input', field: 'date' } })
  const { id } = await as(rooms, nora, clock, one => one.create(atTwo([vm.id])))

  expect(await as(rooms, reader, clock, one => one.list())).toMatchObject([
    { id, owner: 'nora', own: false, mayStop: false, vms: [{ id: vm.id, name: 'web-01' }] },
  ])
  expect(await as(rooms, nil, clock, one => one.list())).toEqual([])
  for (const user of [reader, administrator]) {
    await expect(as(rooms, user, clock, one => one.update(id, atTwo([vm.id])))).rejects.toMatchObject({
      shape: { code: 'not-allowed' },
    })
    await expect(as(rooms, user, clock, one => one.runNow(id))).rejects.toMatchObject({
      shape: { code: 'not-allowed' },
    })
  }
  await expect(as(rooms, reader, clock, one => one.remove(id))).rejects.toMatchObject({
    shape: { code: 'not-allowed' },
  })
  await as(rooms, administrator, clock, one => one.setEnabled(id, false))
  expect(await as(rooms, nora, clock, one => one.find(id))).toMatchObject({ enabled: false, nextAt: null })

  // By hand, whatever its times say; a second time not before the first is over.
  await as(rooms, nora, clock, one => one.runNow(id))
  await expect(as(rooms, nora, clock, one => one.runNow(id))).rejects.toMatchObject({
    shape: { code: 'conflict' },
  })
  await through(createDueRuns({ ...rooms, now: clock.now }))
  await rooms.vm('web-01', row => row.power_state === 'Halted')
  expect((await as(rooms, nora, clock, one => one.find(id))).runs).toMatchObject([
    { byHand: true, deeds: [{ state: 'succeeded' }] },
  ])
  await as(rooms, administrator, clock, one => one.remove(id))
  expect(await as(rooms, nora, clock, one => one.list())).toEqual([])
})
