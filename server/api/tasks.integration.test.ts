import { expect, test } from 'vitest'
import type { SignedIn } from '@/server/access/sessions'
import { databaseSuite } from '@/server/testing/database-suite'
import { openRooms } from '@/server/testing/rooms'
import { roomsWithPool } from '@/server/testing/rooms-with-pool'
import { appRouter } from './root'

const suite = databaseSuite()

async function withPool(speed: number) {
  const { simulator, rooms, id } = await roomsWithPool(suite.database, suite.stops, speed)
  const as = (user: SignedIn) => appRouter.createCaller({ ...rooms, version: '0', user, address: '' })
  /** Someone with a role over everything, signed in. */
  const someone = async (username: string, role: string) => {
    const { token } = await rooms.sessions.open(await rooms.addUser(username, role), '', 'test')
    const user = await rooms.sessions.find(token)
    if (!user) throw new Error('not signed in')
    return user
  }
  /** The row of a task of the pool, once it is as it should be. */
  const task = (name: string, is: (status: string) => boolean = () => true) =>
    rooms.inventory.waitFor(() => {
      const found = rooms.inventory
        .rows()
        .find(row => row.class === 'task' && row.name_label.includes(name) && is(row.status))
      return found?.class === 'task' ? found : undefined
    }, AbortSignal.timeout(15_000))
  return { simulator, rooms, id, as, someone, task }
}

test('[EVT-04] a task that another program began is shown with its object and parts, and cancelled where it allows that', async () => {
  const { simulator, rooms, id, as, someone, task } = await withPool(0.2)
  const vm = await rooms.vm('rds-03', row => row.power_state === 'Halted')
  const session = rooms.pools.session(id)
  // Without a tag, as any other program does it.
  const ref = await session.begin({}).VM.start(session.refOf('VM', vm.ref), false, false)
  const row = await task('VM.start')
  await rooms.vm('rds-03', one => Object.keys(one.current_operations).length > 0)
  simulator.pool.db.create('task', {
    name_label: 'VM.attach_disks',
    subtask_of: ref,
    status: 'pending',
    progress: 0.25,
    created: '20260821T10:15:30Z',
    resident_on: simulator.pool.db.get('task', ref).resident_on,
  })
  const api = as(await someone('root', 'owner'))
  await expect
    .poll(async () => (await api.task.detail({ id: row.id }))?.parts.map(part => part.name), {
      timeout: 15_000,
    })
    .toEqual(['VM.attach_disks'])
  expect(await api.task.detail({ id: row.id })).toMatchObject({
    operation: null,
    object: { class: 'VM', id: vm.id, name: 'rds-03' },
    startedBy: null,
    error: null,
    parts: [{ progress: 0.25, status: 'pending', finished: null }],
  })
  const reader = as(await someone('reader', 'read-only'))
  await expect(reader.task.cancel({ id: row.id })).rejects.toMatchObject({ cause: { code: 'not-allowed' } })
  await api.task.cancel({ id: row.id })
  const ended = await task('VM.start', status => status === 'cancelled')
  expect(ended.id).toBe(row.id)
  expect(await suite.database.db.auditEntry.findFirst({ where: { action: 'task.cancel' } })).toMatchObject({
    sentence: 'Cancel Async.VM.start',
    result: 'succeeded',
    userName: 'root',
  })
})

test('[EVT-01] what failed in a pool is told in a sentence, with the pool’s code', async () => {
  const { simulator, rooms, id, as, someone, task } = await withPool(20)
  const vm = await rooms.vm('rds-03', row => row.power_state === 'Halted')
  simulator.faults.failNext(vm.uuid, 'SR_BACKEND_FAILURE_46', ['', 'The VDI is not available', ''])
  const session = rooms.pools.session(id)
  await session.begin({}).VM.start(session.refOf('VM', vm.ref), false, false)
  const row = await task('VM.start', status => status === 'failure')
  const detail = await as(await someone('root', 'owner')).task.detail({ id: row.id })
  expect(detail?.error).toMatchObject({
    message: 'The storage refused: The VDI is not available.',
    xapi: { code: 'SR_BACKEND_FAILURE_46' },
  })
})

test('[EVT-01] what was done stays in the list after a restart, by state, pool and person, a page at a time', async () => {
  const { rooms, as, someone } = await withPool(50)
  const vm = await rooms.vm('rds-03', row => row.power_state === 'Halted')
  const ann = await someone('ann', 'owner')
  const api = as(ann)
  const { id } = await api.operation.run({ action: 'vm.start', object: vm.id })
  await rooms.outcome(id)
  // Another server on the same database has not seen the run.
  const later = openRooms(suite.database)
  suite.stops.push(later.stop)
  await later.rights.refresh()
  const after = appRouter.createCaller({
    ...later,
    version: '0',
    user: ann,
    address: '',
  })
  expect(later.operations.rows()).toEqual([])
  const found = (await after.operation.history({ user: 'ann' })).rows
  expect(found).toMatchObject([
    { id, title: 'Start rds-03', state: 'succeeded', user: 'ann', object: { id: vm.id, name: 'rds-03' } },
  ])
  expect((await after.operation.history({ user: 'ann', states: ['failed'] })).rows).toEqual([])
  expect((await after.operation.history({ user: 'ann', pool: 'another' })).rows).toEqual([])
  const [run] = found
  expect((await after.operation.history({ endedAfter: run?.finishedAt ?? '' })).rows).toEqual([])

  for (let at = 0; at < 150; at++) {
    await rooms.audit.note({
      userName: 'ann',
      address: '',
      action: 'vm.start',
      sentence: `Start vm-${at}`,
      pool: { id: vm.pool, name: '' },
      object: { class: 'VM', uuid: `u-${at}`, ref: '', name: `vm-${at}` },
      result: 'failed',
    })
  }
  const first = await after.operation.history({ states: ['failed'], user: 'ann' })
  expect(first.rows).toHaveLength(100)
  const second = await after.operation.history({
    states: ['failed'],
    user: 'ann',
    cursor: first.nextCursor ?? '',
  })
  expect(second.rows).toHaveLength(50)
  expect(second.nextCursor).toBeNull()
  expect(new Set([...first.rows, ...second.rows].map(row => row.id)).size).toBe(150)
})
