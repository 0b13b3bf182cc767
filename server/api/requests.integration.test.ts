import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { SignedIn } from '@/server/access/sessions'
import { smallPool } from '@/server/inventory/testing/small-pool'
import { endRequestsOfGone } from '@/server/jobs/keep-requests'
import { mostOpenRequests } from '@/server/shared/request'
import { startTestDatabase, type TestDatabase } from '@/server/testing/database'
import { openRooms } from '@/server/testing/rooms'
import { appRouter } from './root'

type Rooms = ReturnType<typeof openRooms>
let database: TestDatabase
let rooms: Rooms
/** Another process on the same database. */
let other: Rooms
const pools = [smallPool(), smallPool()] as const
beforeAll(async () => {
  database = await startTestDatabase()
  rooms = openRooms(database)
  other = openRooms(database)
  for (const [at, one] of [rooms, other].entries()) {
    one.inventory.follow({ id: 'p', name: 'lab', address: '10.0.0.1' }, pools[at === 0 ? 0 : 1].connect)
    await one.inventory.waitFor(() => one.inventory.row('p.VM-web'))
  }
})
afterAll(async () => {
  await rooms.stop()
  await other.stop()
  await database.stop()
})
beforeEach(async () => {
  await rooms.db.user.deleteMany()
})

interface Held {
  role: string
  scope: string
  mayDelegate?: boolean
}

/** Somebody with grants, "object p.VM-web". */
async function someone(username: string, ...held: Held[]): Promise<SignedIn> {
  const { id } = await rooms.db.user.create({
    data: {
      username,
      grants: {
        create: held.map(({ role, scope, mayDelegate = false }) => {
          const [scopeKind = '', scopeRef = ''] = scope.split(' ')
          return { role, scopeKind, scopeRef, mayDelegate, givenByName: 'a test' }
        }),
      },
    },
  })
  const { token } = await rooms.sessions.open(id, '', 'test')
  const found = await rooms.sessions.find(token)
  if (!found) throw new Error('not signed in')
  await Promise.all([rooms.rights.refresh(), other.rights.refresh()])
  return found
}
const as = (user: SignedIn, where = rooms) =>
  appRouter.createCaller({ ...where, version: '0', user, address: '192.0.2.7' }).request
const mayOn = (user: SignedIn, object: string) => rooms.rights.of(user.userId).on({ id: object })

const reader = { role: 'read-only', scope: 'object p.VM-web' }
const lead = { role: 'vm-operator', scope: 'pool p', mayDelegate: true }
const web = { object: 'p.VM-web', permission: 'vm.power', text: 'It hangs every night.' }
const overWeb = { scope: { kind: 'object' as const, ref: 'p.VM-web' }, until: null }

test('who lacks a right asks for it, those who may give it see that and nobody else, and the grant works', async () => {
  const ann = await someone('ann', reader)
  const lena = await someone('lena', lead)
  const mayNotGive = await someone('ben', { ...lead, mayDelegate: false })
  const elsewhere = await someone('dora', { ...lead, scope: 'object p.VM-db' })
  const owner = await someone('olga', { role: 'owner', scope: 'everything' })
  const { id } = await as(ann).ask(web)

  for (const [who, sees] of [
    [lena, true],
    [owner, true],
    [mayNotGive, false],
    [elsewhere, false],
    [ann, false],
  ] as const) {
    expect((await as(who).toAnswer()).map(request => request.id)).toEqual(sees ? [id] : [])
    if (!sees) await expect(as(who).roles({ id })).rejects.toMatchObject({ cause: { code: 'not-found' } })
  }
  // No role that holds more than hers.
  expect(await as(lena).roles({ id })).toContain('vm-operator')
  expect(await as(lena).roles({ id })).not.toContain('pool-admin')
  expect((await as(owner).roles({ id }))[0]).toBe('vm-operator')

  await as(lena).grant({ id, role: 'vm-operator', ...overWeb })
  expect(mayOn(ann, 'p.VM-web').has('vm.power')).toBe(true)
  expect(mayOn(ann, 'p.VM-db').has('vm.power')).toBe(false)
  expect(await as(ann).own()).toMatchObject([{ id, outcome: 'granted', answeredBy: 'lena', stands: true }])
  expect(await as(lena).toAnswer()).toEqual([])
  const lines = await rooms.db.auditEntry.findMany({
    where: { action: { startsWith: 'request.' }, objectUuid: 'VM-web' },
    orderBy: { id: 'asc' },
  })
  expect(lines.map(line => [line.userName, line.action, line.result])).toEqual([
    ['ann', 'request.ask', 'succeeded'],
    ['lena', 'request.grant', 'succeeded'],
  ])
})

test('nobody gives more than they may, nor a role that has not what is asked for', async () => {
  const ann = await someone('ann', reader)
  const lena = await someone('lena', lead)
  const { id } = await as(ann).ask(web)
  await expect(as(lena).grant({ id, role: 'owner', ...overWeb })).rejects.toMatchObject({
    cause: { code: 'not-allowed' },
  })
  await expect(as(lena).grant({ id, role: 'read-only', ...overWeb })).rejects.toMatchObject({
    cause: { code: 'bad-input', shape: { field: 'role' } },
  })
  const scope = { kind: 'object' as const, ref: 'p.VM-db' }
  await expect(as(lena).grant({ id, role: 'vm-operator', scope, until: null })).rejects.toMatchObject({
    cause: { code: 'bad-input', shape: { field: 'scope' } },
  })
  expect(mayOn(ann, 'p.VM-web').has('vm.power')).toBe(false)
  expect(await as(ann).own()).toMatchObject([{ outcome: null }])
})

test('who may delegate what is in a tag answers for what is in it now', async () => {
  const ann = await someone('ann', reader)
  const tina = await someone('tina', { role: 'vm-operator', scope: 'tag nightly', mayDelegate: true })
  pools[0].put('VM', 'web', { tags: ['nightly'] })
  await rooms.inventory.waitFor(() => rooms.inventory.row('p.VM-web')?.tags.includes('nightly') || undefined)
  const { id } = await as(ann).ask(web)
  expect(await as(tina).toAnswer()).toMatchObject([{ id }])
  await as(tina).grant({ id, role: 'vm-operator', ...overWeb })
  expect(mayOn(ann, 'p.VM-web').has('vm.power')).toBe(true)
  pools[0].put('VM', 'web', { tags: [] })
  await rooms.inventory.waitFor(() => rooms.inventory.row('p.VM-web')?.tags.length === 0 || undefined)
  expect(mayOn(ann, 'p.VM-web').has('vm.power')).toBe(false)
  const again = await as(ann).ask(web)
  expect(await as(tina).toAnswer()).toEqual([])
  await expect(as(tina).grant({ ...again, role: 'vm-operator', ...overWeb })).rejects.toMatchObject({
    cause: { code: 'not-found' },
  })
})

test('what one does not see can’t be asked for, nor what one has, nor more than a few things at once', async () => {
  const ann = await someone('ann', reader)
  for (const object of ['p.VM-db', 'p.no-such', 'p'])
    await expect(as(ann).ask({ ...web, object })).rejects.toMatchObject({
      cause: { code: 'not-found', message: 'This object is gone.' },
    })
  await expect(as(ann).ask({ ...web, permission: 'vm.read' })).rejects.toMatchObject({
    cause: { code: 'refused' },
  })
  await expect(as(ann).ask({ ...web, permission: 'access.manage' })).rejects.toMatchObject({
    cause: { code: 'bad-input' },
  })
  await as(ann).ask(web)
  await expect(as(ann).ask(web)).rejects.toMatchObject({ cause: { code: 'conflict' } })

  const ben = await someone('ben', { role: 'read-only', scope: 'pool p' })
  const objects = ['p', 'p.VM-web', 'p.VM-db', 'p.host-one', 'p.host-two', 'p.SR-shared', 'p.network-lan']
  const all = objects.flatMap(object =>
    ['vm.power', 'vm.force', 'vm.console'].map(permission => ({ object, permission, text: 'Please.' })),
  )
  const answers = await Promise.allSettled(all.map((one, at) => as(ben, at % 2 ? other : rooms).ask(one)))
  expect(answers.filter(answer => answer.status === 'fulfilled')).toHaveLength(mostOpenRequests)
  expect(await rooms.db.accessRequest.count({ where: { userId: ben.userId } })).toBe(mostOpenRequests)
})

test('of two processes that answer at once one wins, and what it says holds', async () => {
  const ann = await someone('ann', reader)
  const lena = await someone('lena', lead)
  const olga = await someone('olga', { role: 'owner', scope: 'everything' })
  for (const round of [0, 1, 2, 3]) {
    const { id } = await as(ann).ask(web)
    const given = { id, role: 'vm-operator', ...overWeb }
    const answers = await Promise.allSettled([
      as(lena).grant(given),
      round % 2 === 0 ? as(olga, other).decline({ id, answer: 'Not now.' }) : as(olga, other).grant(given),
    ])
    const [failed, ...others] = answers.filter(answer => answer.status === 'rejected')
    expect(others).toEqual([])
    expect(failed).toMatchObject({ reason: { cause: { code: 'conflict' } } })
    const request = await rooms.db.accessRequest.findUniqueOrThrow({ where: { id } })
    expect(request.answeredBy).toBe(answers[0].status === 'fulfilled' ? 'lena' : 'olga')
    const grants = await rooms.db.grant.findMany({ where: { userId: ann.userId, role: 'vm-operator' } })
    expect(grants.map(grant => grant.id)).toEqual(request.grantId === null ? [] : [request.grantId])
    await rooms.db.grant.deleteMany({ where: { role: 'vm-operator', userId: ann.userId } })
    await rooms.rights.refresh()
  }
})

test('is declined with a sentence, or withdrawn, and then over', async () => {
  const ann = await someone('ann', reader)
  const lena = await someone('lena', lead)
  const first = await as(ann).ask(web)
  await as(lena).decline({ id: first.id, answer: 'Ask the night shift.' })
  expect(await as(ann).own()).toMatchObject([{ outcome: 'refused', answer: 'Ask the night shift.' }])
  const second = await as(ann).ask(web)
  await expect(as(lena).withdraw(second)).rejects.toMatchObject({ cause: { code: 'not-found' } })
  await as(ann).withdraw(second)
  await expect(as(lena).decline({ id: second.id, answer: 'No.' })).rejects.toMatchObject({
    cause: { code: 'conflict' },
  })
  await expect(as(ann).withdraw(second)).rejects.toMatchObject({ cause: { code: 'not-found' } })
})

test('who may answer is told, and who asked is told of the answer until they have read it', async () => {
  const ann = await someone('ann', reader)
  const lena = await someone('lena', lead)
  const told = async ({ userId }: SignedIn) => {
    await rooms.requests.refresh()
    return rooms.requests.of(userId, rooms.rights.of(userId))
  }
  const { id } = await as(ann).ask(web)
  expect(await told(lena)).toEqual({ toAnswer: [id], answers: [] })
  expect(await told(ann)).toEqual({ toAnswer: [], answers: [] })
  await as(lena).decline({ id, answer: 'No.' })
  expect(await told(lena)).toEqual({ toAnswer: [], answers: [] })
  expect(await told(ann)).toEqual({ toAnswer: [], answers: [id] })
  await as(ann).read()
  expect(await told(ann)).toEqual({ toAnswer: [], answers: [] })
})

test('ends when the object is gone, not while its pool is silent', async () => {
  const ann = await someone('ann', { ...reader, scope: 'pool p' })
  const { id } = await as(ann).ask({ ...web, object: 'p.VM-db' })
  const find = () => Promise.resolve({ id: 'p', name: 'lab' })
  const within = { ...rooms, pools: Object.assign(Object.create(rooms.pools), { find }) }
  expect(await endRequestsOfGone(within)).toBe(0)
  pools[0].remove('VM', 'db')
  await rooms.inventory.waitFor(() => rooms.inventory.row('p.VM-db') === undefined || undefined)
  expect(await endRequestsOfGone(within)).toBe(1)
  expect(await as(ann).own()).toMatchObject([{ id, outcome: 'gone', object: { id: null } }])
})
