import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type Notices, openNotices } from '@/server/db/notices'
import type { LiveMessage } from '@/server/inventory/views'
import { startTestDatabase, type TestDatabase } from '@/server/testing/database'
import { openRooms } from '@/server/testing/rooms'
import { realClock } from '@/simulator/clock'
import { type Simulator, startSimulator } from '@/simulator/simulator'
import { appRouter } from './root'

type Rooms = ReturnType<typeof openRooms>

let database: TestDatabase
let simulator: Simulator
let one: Rooms
let two: Rooms
let pool: string
const notices: Notices[] = []

async function join(): Promise<Rooms> {
  const heard = await openNotices(database.url, database.db, (what, error) => console.error(what, error))
  notices.push(heard)
  const rooms = openRooms(database, heard)
  await rooms.rights.refresh()
  return rooms
}

beforeAll(async () => {
  database = await startTestDatabase()
  simulator = await startSimulator({ clock: realClock(20) })
  one = await join()
  two = await join()
  const { url, username, password } = simulator
  const given = { address: url, username, password, accepted: [], by: 'admin' }
  pool = (await one.pools.connect(given, AbortSignal.timeout(15_000))).id
  await Promise.all([one, two].map(rooms => rooms.vm('rds-03')))
})
afterEach(async () => {
  await database.db.user.deleteMany()
})
afterAll(async () => {
  for (const rooms of [one, two]) await rooms.stop()
  for (const heard of notices) await heard.stop()
  await simulator.stop()
  await database.stop()
})

const list = {
  key: 'vms',
  query: { class: 'VM' as const, within: null, filter: '', sort: { id: 'name', desc: false } },
  from: 0,
  count: 100,
}

/** What a tab knows from what it was told. */
async function watch(rooms: Rooms, userId: string) {
  const { token } = await rooms.sessions.open(userId, '', 'test')
  const user = await rooms.sessions.find(token)
  if (!user) throw new Error('not signed in')
  const caller = appRouter.createCaller({ ...rooms, version: '0', user, address: '' })
  await caller.live.show({ tab: userId, interests: { seq: 1, lists: [list], tree: null, rows: [] } })
  const over = new AbortController()
  const stream = rooms.live.stream(rooms.rights.principal(user), userId, undefined, over.signal)
  let vms: readonly string[] = []
  const told: string[] = []
  const take = (message: LiveMessage) => {
    told.push(JSON.stringify(message))
    for (const window of message.lists) vms = window.ids
  }
  const done = (async () => {
    for await (const message of stream) take(message)
  })()
  return {
    caller,
    vms: () => vms,
    told: () => told.join('\n'),
    last: () => told.at(-1) ?? '',
    async stop() {
      over.abort()
      await done
    },
  }
}

const within2s = { timeout: 2000, interval: 20 }

test.each([
  ['the process where it was revoked', () => one],
  ['another process', () => two],
])(
  'a grant that is revoked ends its objects in streams of %s, and one that is given shows them',
  async (_, at) => {
    const root = await one.addUser('root', 'owner')
    const ann = await one.addUser('ann', null)
    const { token } = await one.sessions.open(root, '', 'test')
    const user = await one.sessions.find(token)
    if (!user) throw new Error('not signed in')
    const grants = appRouter.createCaller({ ...one, version: '0', user, address: '' }).grant
    const vm = await one.vm('rds-03')
    const tab = await watch(at(), ann)
    expect(tab.vms()).toEqual([])
    await grants.give({
      to: { kind: 'user', id: ann },
      role: 'vm-operator',
      scope: { kind: 'object', ref: vm.id },
      until: null,
      mayDelegate: false,
    })
    await expect.poll(() => tab.vms(), within2s).toEqual([vm.id])
    // The window and what may be done come in one message or in two: the answer to which comes first is not fixed.
    await expect.poll(() => tab.told(), within2s).toContain('vm.power')
    const detail = (await tab.caller.live.vm({ id: vm.id }))[Symbol.asyncIterator]()
    expect((await detail.next()).value).toMatchObject({ row: { id: vm.id } })
    const [grant] = await grants.list().then(all => all.filter(({ to }) => to.id === ann))
    await grants.revoke({ id: grant?.id ?? '' })
    await expect.poll(() => tab.vms(), within2s).toEqual([])
    expect((await detail.next()).value).toBeNull()
    expect(tab.last()).not.toContain('rds-03')
    await expect(tab.caller.operation.run({ action: 'vm.start', object: vm.id })).rejects.toThrow(
      'This object is gone.',
    )
    await detail.return?.(undefined)
    await tab.stop()
  },
)

test('a grant that runs out ends its objects by itself', async () => {
  const ann = await one.addUser('ann', null)
  await database.db.grant.create({
    data: {
      userId: ann,
      role: 'read-only',
      scopeKind: 'pool',
      scopeRef: pool,
      expiresAt: new Date(Date.now() + 1500),
      givenByName: 'a test',
    },
  })
  await one.rights.refresh()
  const tab = await watch(one, ann)
  await expect.poll(() => tab.vms().length).toBeGreaterThan(1)
  await expect.poll(() => tab.vms(), { timeout: 3500 }).toEqual([])
  await tab.stop()
})

test('leaving a group ends what came by it, and coming back brings it again', async () => {
  const ann = await one.addUser('ann', null)
  const group = await database.db.group.create({ data: { name: `ops ${ann}` } })
  await database.db.grant.create({
    data: { groupId: group.id, role: 'read-only', scopeKind: 'pool', scopeRef: pool, givenByName: 'a test' },
  })
  const tab = await watch(two, ann)
  const member = await database.db.groupMember.create({ data: { groupId: group.id, userId: ann } })
  await expect.poll(() => tab.vms().length, within2s).toBeGreaterThan(1)
  await database.db.groupMember.delete({ where: { id: member.id } })
  await expect.poll(() => tab.vms(), within2s).toEqual([])
  await tab.stop()
})

test('a preview that begins in one process closes what the session has open in another', async () => {
  const root = await one.addUser('root', 'owner')
  const ann = await one.addUser('ann', null)
  const { token, id } = await one.sessions.open(root, '', 'test')
  expect(await two.sessions.find(token)).not.toHaveProperty('preview')
  const closed = new Promise<string>(resolve => two.sessions.onEnd(resolve))
  await one.sessions.preview(id, ann)
  expect(await closed).toBe(id)
  expect(await two.sessions.find(token)).toMatchObject({ preview: { username: 'ann' } })
})
