import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { AppError } from '@/server/errors'
import { smallPool } from '@/server/inventory/testing/small-pool'
import { startTestDatabase, type TestDatabase } from '@/server/testing/database'
import { openRooms } from '@/server/testing/rooms'
import { appRouter } from './root'

let database: TestDatabase
let rooms: ReturnType<typeof openRooms>
let bob: string
let root: string
let session: string

/** The session as the next request finds it. */
async function caller(token = session) {
  const user = await rooms.sessions.find(token)
  return appRouter.createCaller({ ...rooms, version: '0', user, address: '' })
}
const vms = async () => {
  const query = { class: 'VM' as const, within: null, filter: '', sort: { id: 'name', desc: false } }
  const { rows } = await (await caller()).inventory.rows({ query, from: 0, count: 10 })
  return rows.map(row => row.name_label)
}

beforeAll(async () => {
  database = await startTestDatabase()
  rooms = openRooms(database)
  const pool = smallPool()
  for (const name of ['web', 'db']) pool.put('VM', name, { name_label: name })
  rooms.inventory.follow({ id: 'p', name: 'p', address: '10.0.0.1' }, pool.connect)
  root = await rooms.addUser('root', 'owner')
  bob = await rooms.addUser('bob', null)
  await rooms.db.grant.create({
    data: {
      userId: bob,
      role: 'vm-operator',
      scopeKind: 'object',
      scopeRef: 'p.VM-web',
      givenByName: 'a test',
    },
  })
  await rooms.rights.refresh()
  await rooms.inventory.waitFor(() => rooms.inventory.table.get('p.VM-web'))
})
beforeEach(async () => {
  session = (await rooms.sessions.open(root, '', 'test')).token
})
afterAll(async () => {
  await rooms.stop()
  await database.stop()
})

test('in a preview one sees what the other does, in answers and in streams, and as oneself afterwards', async () => {
  const { sessionId } = (await rooms.sessions.find(session)) ?? {}
  const closed: string[] = []
  const stop = rooms.sessions.onEnd(id => closed.push(id))
  expect(await vms()).toEqual(['db', 'web'])
  await (await caller()).preview.start({ id: bob })
  expect(closed).toContain(sessionId)
  expect(await vms()).toEqual(['web'])
  const me = await (await caller()).session.me()
  expect(me).toMatchObject({ user: { username: 'root' }, preview: { username: 'bob' }, delegates: false })
  expect(me.permissions).toEqual([])
  expect((await (await caller()).grant.list()).map(({ to }) => to.name)).toEqual(['bob'])
  await expect((await caller()).user.list()).rejects.toThrow('Your role does not allow this.')

  await (await caller()).preview.end()
  stop()
  expect(await vms()).toEqual(['db', 'web'])
  const lines = await rooms.db.auditEntry.findMany({
    where: { action: { startsWith: 'preview.' } },
    orderBy: { id: 'asc' },
  })
  expect(lines.map(({ sentence, userName, result }) => [sentence, userName, result])).toEqual([
    ['See the console as bob would', 'root', 'succeeded'],
    ['Stop seeing the console as bob would', 'root', 'succeeded'],
  ])
})

test('every procedure that changes something refuses, but those about the preview itself', async () => {
  await (await caller()).preview.start({ id: bob })
  const inPreview = await caller()
  const letIn: string[] = []
  for (const path of Object.keys(appRouter._def.procedures)) {
    const procedure: unknown = Reflect.get(appRouter._def.procedures, path)
    const definition: unknown = Reflect.get(Object(procedure), '_def')
    const meta: unknown = Reflect.get(Object(definition), 'meta')
    if (Reflect.get(Object(definition), 'type') !== 'mutation') continue
    if (Reflect.get(Object(meta), 'policy') === 'anyone') continue
    const call = path.split('.').reduce((at: unknown, name) => Reflect.get(Object(at), name), inPreview)
    if (typeof call !== 'function') throw new Error(`no procedure ${path}`)
    if (path === 'preview.end') continue
    try {
      await call({ none: 'such' })
      letIn.push(path)
    } catch (error) {
      const cause = error instanceof Error ? error.cause : undefined
      const isRefused = cause instanceof AppError && cause.message.includes('change nothing meanwhile')
      if (!isRefused) letIn.push(path)
    }
  }
  expect(letIn.sort()).toEqual(['live.show', 'session.signOutThere'])
})

test('what is the other’s own stays theirs: sessions, tokens and preferences are those of who looks', async () => {
  await rooms.sessions.open(bob, '', 'the browser of bob')
  await rooms.tokens.issue(bob, { name: 'token of bob', role: 'read-only', expiresAt: null }, 'bob')
  await rooms.db.preference.create({ data: { userId: bob, key: 'theme', value: 'choice of bob' } })
  await (await caller()).preview.start({ id: bob })
  const { session: sessions, token, preference, account, poolCredential } = await caller()
  const told = JSON.stringify(
    await Promise.all([
      sessions.list(),
      token.list(),
      preference.all(),
      account.security(),
      poolCredential.list(),
    ]),
  )
  expect(told).not.toContain('of bob')
  expect((await rooms.sessions.list(bob)).length).toBe(1)
})

test('one previews only whom one may rule, and only while one may preview at all', async () => {
  const { id: roleId } = await rooms.db.role.create({
    data: { name: 'looker', permissions: ['access.preview', 'vm.read'], createdBy: 'a test' },
  })
  const lou = await rooms.addUser('lou', null)
  const grant = await rooms.db.grant.create({
    data: { userId: lou, roleId, scopeKind: 'everything', givenByName: 'a test' },
  })
  await rooms.rights.refresh()
  session = (await rooms.sessions.open(lou, '', 'test')).token
  await expect((await caller()).preview.start({ id: root })).rejects.toThrow('They may do what you may not')
  await expect((await caller()).preview.start({ id: lou })).rejects.toThrow('as yourself already')
  const kim = await rooms.addUser('kim', null)
  await (await caller()).preview.start({ id: kim })
  expect(await vms()).toEqual([])
  // What kim is given later, lou does not hold.
  await rooms.db.grant.create({
    data: { userId: kim, role: 'owner', scopeKind: 'everything', givenByName: 'a test' },
  })
  await rooms.rights.refresh()
  expect((await (await caller()).session.me()).permissions.sort()).toEqual(['access.preview', 'vm.read'])
  await rooms.db.grant.delete({ where: { id: grant.id } })
  await rooms.rights.refresh()
  expect(await (await caller()).session.me()).toMatchObject({ preview: null, permissions: [] })
})

test('when the other is deleted one sees as oneself again', async () => {
  const pat = await rooms.addUser('pat', null)
  await (await caller()).preview.start({ id: pat })
  expect(await vms()).toEqual([])
  await rooms.db.user.delete({ where: { id: pat } })
  expect(await vms()).toEqual(['db', 'web'])
})
