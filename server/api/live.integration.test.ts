import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SignedIn } from '@/server/access/sessions'
import type { Interests } from '@/server/inventory/views'
import { startTestDatabase, type TestDatabase } from '@/server/testing/database'
import { administrator, openRooms } from '@/server/testing/rooms'
import { realClock } from '@/simulator/clock'
import { type Simulator, startSimulator } from '@/simulator/simulator'
import type { WireMessage } from './live-wire'
import { appRouter } from './root'

let database: TestDatabase
let simulator: Simulator
let rooms: ReturnType<typeof openRooms>
let pool: string

beforeAll(async () => {
  database = await startTestDatabase()
  simulator = await startSimulator({ clock: realClock(20) })
  rooms = openRooms(database)
  const { url, username, password } = simulator
  const connected = await rooms.pools.connect(
    { address: url, username, password, accepted: [], by: 'admin' },
    AbortSignal.timeout(15_000),
  )
  pool = connected.id
  await rooms.addUser('admin', 'owner', { id: administrator.userId })
})
afterAll(async () => {
  await rooms.stop()
  await simulator.stop()
  await database.stop()
})

const callAs = (user: SignedIn | null) =>
  appRouter.createCaller({ ...rooms, version: '0', user, address: '' })
const caller = () => callAs(administrator)

const running: Interests = {
  seq: 1,
  lists: [
    {
      key: 'vms',
      query: { class: 'VM', within: null, filter: 'state:running', sort: { id: 'name', desc: false } },
      from: 0,
      count: 100,
    },
  ],
  tree: { toggled: [], reveal: null, from: 0, count: 20 },
  rows: [],
}

/** The message inside what tRPC makes of an event with an id. */
function messageOf(event: unknown): WireMessage {
  if (!Array.isArray(event)) throw new Error('not an event with an id')
  return event[1]
}

test('a tab sees a VM that starts come into its list', async () => {
  const vm = await rooms.vm('rds-03', row => row.power_state === 'Halted')
  await caller().live.show({ tab: 'one', interests: running })
  const told: WireMessage[] = []
  let started = false
  for await (const event of await caller().live.changes({ tab: 'one' })) {
    const message = messageOf(event)
    told.push(message)
    if (!started && message.tree !== null && message.tree.count > 1) {
      expect(message.tree.runs[0]).toMatchObject({ ids: [pool], level: 1, expanded: true })
      started = true
      await rooms.operations.run({ user: administrator, address: '' }, { action: 'vm.start', object: vm.id })
    }
    if (message.lists.some(list => list.ids.includes(vm.id))) break
  }
  expect(started).toBe(true)
  expect(told.map(message => message.fresh)).toEqual(told.map((_, at) => at === 0))
  expect(told[0]?.seq).toBe(1)
  expect(told.at(-1)?.set).toContainEqual(expect.objectContaining({ id: vm.id, power_state: 'Running' }))
  expect(told.flatMap(message => message.operations)).toContainEqual(
    expect.objectContaining({ action: 'vm.start', state: 'running' }),
  )
})

test.each([
  [
    'a list sorted by what does not sort',
    {
      lists: [
        {
          ...running.lists[0],
          query: { class: 'VM', within: null, filter: '', sort: { id: 'constructor', desc: false } },
        },
      ],
    },
  ],
  ['a window of more than 500 rows', { tree: { toggled: [], reveal: null, from: 0, count: 501 } }],
  ['more than 2000 rows', { rows: Array.from({ length: 2001 }, (_, at) => `p.${at}`) }],
  ['no number', { seq: 0 }],
])('%s is refused', async (_, wrong) => {
  const interests = { ...running, ...wrong }
  await expect(
    caller().live.show({ tab: 'two', interests: JSON.parse(JSON.stringify(interests)) }),
  ).rejects.toMatchObject({ code: 'BAD_REQUEST' })
})

test('a tab belongs to its session', async () => {
  await caller().live.show({ tab: 'three', interests: running })
  const other = callAs({ ...administrator, sessionId: '6f1f9a5e-55c1-4a2f-8d52-000000000009' })
  await expect(other.live.show({ tab: 'three', interests: { ...running, seq: 2 } })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
  await expect(callAs(null).live.show({ tab: 'four', interests: running })).rejects.toMatchObject({
    cause: { code: 'not-signed-in' },
  })
})

test('the search finds over all classes', async () => {
  const vm = await rooms.vm('rds-03')
  expect(await caller().inventory.search({ text: vm.uuid, limit: 10 })).toMatchObject({
    matched: 1,
    rows: [{ id: vm.id }],
  })
  const detail = await rooms.inventory.waitFor(() => {
    const found = rooms.inventory.vmDetail(vm.id)
    return found && found.nics.length > 0 && found.disks.some(({ type }) => type === 'Disk')
      ? found
      : undefined
  }, AbortSignal.timeout(15_000))
  await rooms.inventory.whenTold()
  const mac = detail.nics[0]?.mac ?? ''
  const found = await caller().inventory.search({ text: `mac:${mac}`, limit: 10 })
  expect(found.rows.map(row => row.id)).toContain(vm.id)
  // Rows of disks and snapshots are made for who looks for them: the first answer has them already.
  const disk = detail.disks.find(({ type }) => type === 'Disk')?.name ?? ''
  const disks = await caller().inventory.search({ text: `type:disk "${disk}"`, limit: 10, what: 'parts' })
  expect(disks.rows).toMatchObject([{ class: 'VDI', name_label: disk, users: [{ id: vm.id }] }])
  // Who looks for what stands by itself is not given them: nobody is given a role over a disk.
  const all = (await caller().inventory.search({ text: 'rds-03', limit: 50 })).rows
  expect(all[0]).toMatchObject({ id: vm.id })
  expect(all.map(row => row.class)).not.toContain('VDI')
  await expect(caller().inventory.search({ text: 'rds', limit: 51 })).rejects.toMatchObject({
    code: 'BAD_REQUEST',
  })
})
