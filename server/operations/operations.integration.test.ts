import { expect, it } from 'vitest'
import { accessAs } from '@/server/testing/access'
import { databaseSuite } from '@/server/testing/database-suite'
import { administrator, openRooms } from '@/server/testing/rooms'
import { roomsWithPool } from '@/server/testing/rooms-with-pool'
import { settleOpenLines } from './recover'
import { tagOf } from './tag'

const suite = databaseSuite()

const admin = { user: administrator, address: '192.0.2.7' }

async function withPool(speed = 20) {
  const { simulator, rooms, id } = await roomsWithPool(suite.database, suite.stops, speed)
  return { simulator, rooms, id }
}

it('[ACT-01] starts a VM: the line stands before the call, the outcome after the task, and the task is cleared away', async () => {
  const { rooms, simulator } = await withPool()
  const vm = await rooms.vm('rds-03', row => row.power_state === 'Halted')
  const { id } = await rooms.operations.run(admin, { action: 'vm.start', object: vm.id })
  const line = await rooms.outcome(id)
  expect(line).toMatchObject({
    result: 'succeeded',
    userName: 'admin',
    address: '192.0.2.7',
    action: 'vm.start',
    sentence: 'Start rds-03',
    objectName: 'rds-03',
    objectUuid: vm.uuid,
    errorCode: null,
  })
  expect(line.task).toMatch(/^OpaqueRef:/)
  expect(line.durationMs).toBeGreaterThan(0)
  expect((await rooms.vm('rds-03', row => row.power_state === 'Running')).host).not.toBeNull()
  await rooms.inventory.waitFor(() =>
    rooms.inventory.rows().every(row => row.class !== 'task' || row.status === 'pending'),
  )
  await rooms.inventory.waitFor(() => !rooms.inventory.rows().some(row => row.class === 'task'))
  expect(simulator.pool).toBeDefined()
})

it('keeps XAPI’s code and our sentence when the pool fails the task', async () => {
  const { rooms, simulator } = await withPool()
  const vm = await rooms.vm('rds-03')
  simulator.faults.failNext(vm.uuid, 'SR_BACKEND_FAILURE_46', ['', 'The VDI is not available', ''])
  const { id } = await rooms.operations.run(admin, { action: 'vm.start', object: vm.id })
  expect(await rooms.outcome(id)).toMatchObject({
    result: 'failed',
    errorCode: 'SR_BACKEND_FAILURE_46',
    errorParams: ['', 'The VDI is not available', ''],
    errorText: 'The storage refused: The VDI is not available.',
  })
  expect(rooms.operations.rows().find(row => row.id === id)?.error?.xapi?.code).toBe('SR_BACKEND_FAILURE_46')
})

it('tells whoever pressed the button what the pool refused at once, with names', async () => {
  const { rooms, simulator } = await withPool(1)
  const vm = await rooms.vm('rds-03')
  const { id } = await rooms.operations.run(admin, { action: 'vm.start', object: vm.id })
  simulator.faults.failCall('task.cancel', 'OTHER_OPERATION_IN_PROGRESS', ['VM', vm.ref, 'snapshot', ''])
  await expect(rooms.operations.cancel(admin, id)).rejects.toMatchObject({
    shape: {
      code: 'conflict',
      message: 'rds-03 is busy: snapshot is under way.',
      next: 'Wait until it has finished, then try again.',
      xapi: { code: 'OTHER_OPERATION_IN_PROGRESS', call: 'task.cancel' },
    },
  })
  expect(await rooms.outcome(id)).toMatchObject({ result: 'succeeded' })
})

it('refuses before the call what the role or the state does not allow, and writes that down', async () => {
  const { rooms } = await withPool()
  const vm = await rooms.vm('rds-03')
  const reader = { ...admin, user: { ...administrator, username: 'reader', access: accessAs('read-only') } }
  await expect(rooms.operations.run(reader, { action: 'vm.start', object: vm.id })).rejects.toMatchObject({
    shape: { code: 'not-allowed' },
  })
  await expect(rooms.operations.run(admin, { action: 'vm.shutDown', object: vm.id })).rejects.toMatchObject({
    shape: { code: 'refused', message: expect.stringContaining('rds-03 is halted') },
  })
  const lines = await rooms.db.auditEntry.findMany({
    where: { result: 'refused', objectUuid: vm.uuid },
    orderBy: { id: 'asc' },
  })
  expect(lines.map(line => [line.userName, line.errorCode])).toEqual([
    ['reader', 'not-allowed'],
    ['admin', 'refused'],
  ])
  expect((await rooms.vm('rds-03')).power_state).toBe('Halted')
})

it('cancels what the pool lets be cancelled', async () => {
  const { rooms } = await withPool(1)
  const vm = await rooms.vm('web-01', row => row.power_state === 'Running')
  const { id } = await rooms.operations.run(admin, { action: 'vm.shutDown', object: vm.id })
  await rooms.operations.cancel(admin, id)
  expect(await rooms.outcome(id)).toMatchObject({ result: 'cancelled', errorCode: 'TASK_CANCELLED' })
})

it.each([
  ['the connection and the session were lost', 'lost'],
  ['Domus signed in anew', 'renewed'],
] as const)('hears the outcome although %s meanwhile', async (_, how) => {
  const { rooms, simulator } = await withPool(1)
  const vm = await rooms.vm('rds-03')
  const { id } = await rooms.operations.run(admin, { action: 'vm.start', object: vm.id })
  const before = rooms.pools.live(vm.pool)
  if (how === 'lost') {
    simulator.faults.endSessions()
    simulator.faults.cutConnections()
  } else {
    const { username, password } = simulator
    await rooms.pools.setCredentials(vm.pool, username, password, AbortSignal.timeout(15_000))
  }
  expect(await rooms.outcome(id)).toMatchObject({ result: 'succeeded' })
  const after = await rooms.inventory.waitFor(() => rooms.pools.live(vm.pool))
  if (how === 'renewed') expect(after).not.toBe(before)
  await rooms.inventory.waitFor(() => !rooms.inventory.rows().some(row => row.class === 'task'))
})

it('finds the task of a call whose answer was lost', async () => {
  const { rooms, simulator } = await withPool()
  const vm = await rooms.vm('rds-03')
  const { db } = simulator.pool
  const unwatch = db.watch(() => {
    if (![...db.all('task')].some(([, task]) => task.name_label === 'Async.VM.start')) return
    // The pool works already, and its answer gets nowhere.
    unwatch()
    simulator.faults.pause()
    setImmediate(() => {
      simulator.faults.cutConnections()
      simulator.faults.resume()
    })
  })
  const { id } = await rooms.operations.run(admin, { action: 'vm.start', object: vm.id })
  const line = await rooms.outcome(id)
  expect(line).toMatchObject({ result: 'succeeded', task: expect.stringMatching(/^OpaqueRef:/) })
})

it('settles what Domus had begun when it crashed before it heard of the task', async () => {
  const { rooms } = await withPool(2)
  const vm = await rooms.vm('rds-03')
  const about = { class: 'VM', uuid: vm.uuid, ref: vm.ref, name: vm.name_label }
  const id = await rooms.audit.begin({
    userName: 'admin',
    address: '',
    action: 'vm.start',
    sentence: 'Start rds-03',
    pool: { id: vm.pool, name: '' },
    object: about,
  })
  const session = rooms.pools.session(vm.pool)
  const tag = tagOf(id, vm.uuid)
  await session.begin({ tag }).VM.start(session.refOf('VM', vm.ref), false, false)
  expect(await settleOpenLines(rooms, await rooms.audit.orphans([]), AbortSignal.timeout(15_000))).toBe(1)
  expect(await rooms.db.auditEntry.findUniqueOrThrow({ where: { id } })).toMatchObject({
    result: 'succeeded',
  })
})

it('does not say that nothing was done where the pool may have collected the task', async () => {
  const { rooms, simulator } = await withPool(20)
  const { db } = simulator.pool
  const vm = await rooms.vm('rds-03')
  const begun = () =>
    rooms.audit.begin({
      userName: 'admin',
      address: '',
      action: 'vm.start',
      sentence: 'Start rds-03',
      pool: { id: vm.pool, name: '' },
      object: { class: 'VM', uuid: vm.uuid, ref: vm.ref, name: vm.name_label },
    })
  const settled = async (id: bigint) => {
    await settleOpenLines(rooms, await rooms.audit.orphans([]), AbortSignal.timeout(20_000))
    return rooms.db.auditEntry.findUniqueOrThrow({ where: { id } })
  }
  const never = await settled(await begun())
  expect(never).toMatchObject({ result: 'cancelled' })

  // It was done, but so much else was done after it that the pool has no room for its task any more.
  const done = await begun()
  const session = rooms.pools.session(vm.pool)
  const task = await session
    .begin({ tag: tagOf(done, vm.uuid) })
    .VM.start(session.refOf('VM', vm.ref), false, false)
  await rooms.vm('rds-03', row => row.power_state === 'Running')
  await session.tasks.follow(task)
  const finished = new Date(Date.now() + 5000).toISOString().replace(/\.\d+/, '')
  for (let at = 0; at < 200; at++) db.create('task', { name_label: 'other', status: 'success', finished })
  await session.begin().VM.pause(session.refOf('VM', vm.ref))
  await rooms.vm('rds-03', row => row.power_state === 'Paused')
  expect(db.find('task', task)).toBeUndefined()
  expect(await settled(done)).toMatchObject({ result: 'unknown' })
}, 60_000)

it('settles at the next start what a crash left open: by the pool’s task, or as unknown', async () => {
  const { rooms } = await withPool(2)
  const vm = await rooms.vm('rds-03')
  const { id } = await rooms.operations.run(admin, { action: 'vm.start', object: vm.id })
  const lost = await rooms.audit.begin({
    userName: 'admin',
    address: '',
    action: 'vm.start',
    sentence: 'Start x',
  })
  await rooms.stop()

  const later = openRooms(suite.database)
  suite.stops.push(later.stop)
  await later.pools.start()
  expect(await settleOpenLines(later, await later.audit.orphans([]), AbortSignal.timeout(15_000))).toBe(2)
  const line = (which: bigint) => later.db.auditEntry.findUniqueOrThrow({ where: { id: which } })
  expect(await line(BigInt(id))).toMatchObject({ result: 'succeeded' })
  expect(await line(lost)).toMatchObject({ result: 'unknown' })
  // The pool is not left with what nobody asks for any more.
  await later.inventory.waitFor(() => !later.inventory.rows().some(row => row.class === 'task'))
})

it('leaves a line open whose task still runs when it has to stop', async () => {
  const { rooms } = await withPool(0.1)
  const vm = await rooms.vm('rds-03')
  const { id } = await rooms.operations.run(admin, { action: 'vm.start', object: vm.id })
  await rooms.stop()

  const later = openRooms(suite.database)
  suite.stops.push(later.stop)
  await later.pools.start()
  const stopping = new AbortController()
  const settled = settleOpenLines(later, await later.audit.orphans([]), stopping.signal)
  await later.vm('rds-03', row => Object.values(row.current_operations).includes('start'))
  stopping.abort()
  await settled
  const line = await later.db.auditEntry.findUniqueOrThrow({ where: { id: BigInt(id) } })
  expect(line.result).toBe('started')
})
