import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { SignedIn } from '@/server/access/sessions'
import { smallPool } from '@/server/inventory/testing/small-pool'
import { startTestDatabase, type TestDatabase } from '@/server/testing/database'
import { openRooms } from '@/server/testing/rooms'
import { appRouter } from './root'

let database: TestDatabase
let rooms: ReturnType<typeof openRooms>
beforeAll(async () => {
  database = await startTestDatabase()
  rooms = openRooms(database)
  rooms.inventory.follow({ id: 'p', name: 'lab', address: '10.0.0.1' }, smallPool().connect)
  await rooms.inventory.waitFor(() => rooms.inventory.row('p.VM-web'))
})
afterAll(async () => {
  await rooms.stop()
  await database.stop()
})
beforeEach(async () => {
  await rooms.db.user.deleteMany()
  await rooms.db.project.deleteMany()
})

interface Held {
  role?: string
  roleId?: string
  scopeKind: string
  scopeRef?: string
  mayDelegate?: boolean
}

async function someone(username: string, ...held: Held[]): Promise<SignedIn> {
  const { id } = await rooms.db.user.create({
    data: { username, grants: { create: held.map(one => ({ ...one, givenByName: 'a test' })) } },
  })
  const { token } = await rooms.sessions.open(id, '', 'test')
  const found = await rooms.sessions.find(token)
  if (!found) throw new Error('not signed in')
  await rooms.rights.refresh()
  return found
}
const as = (user: SignedIn) => appRouter.createCaller({ ...rooms, version: '0', user, address: '192.0.2.7' })
const owner = { role: 'owner', scopeKind: 'everything' }
const GiB = 2 ** 30
const web = {
  name: 'Web',
  description: 'Shop and site',
  limits: { vms: 3, vcpus: null, memory: 8 * GiB, disk: null, snapshots: 2 },
}

test('what is put into a project its members reach, and see how much of it they have', async () => {
  const olga = await someone('olga', owner)
  const { id } = await as(olga).project.create(web)
  await as(olga).project.put({ id, object: 'p.VM-web' })
  const ann = await someone('ann', { role: 'vm-operator', scopeKind: 'project', scopeRef: id })
  const ben = await someone('ben', { role: 'vm-operator', scopeKind: 'object', scopeRef: 'p.VM-web' })

  expect(rooms.rights.of(ann.userId).on({ id: 'p.VM-web' }).has('vm.power')).toBe(true)
  expect(rooms.rights.of(ann.userId).on({ id: 'p.VM-db' }).has('vm.read')).toBe(false)
  expect(await as(ann).project.list()).toMatchObject([
    { name: 'Web', limits: web.limits, used: { vms: 1, memory: 2 * GiB, disk: 20 * GiB }, members: 1 },
  ])
  expect(await as(ann).project.get({ id })).toMatchObject({
    objects: [{ id: 'p.VM-web', name: 'web' }],
    mayManage: false,
  })
  expect((await as(ann).session.me()).projects).toBe(true)
  // Who has its VM by another grant knows nothing of it.
  expect(await as(ben).project.list()).toEqual([])
  await expect(as(ben).project.get({ id })).rejects.toMatchObject({ cause: { code: 'not-found' } })
  await expect(as(ann).project.put({ id, object: 'p.VM-web' })).rejects.toMatchObject({
    cause: { code: 'not-allowed' },
  })

  await as(olga).project.take({ id, object: 'p.VM-web' })
  expect(rooms.rights.of(ann.userId).on({ id: 'p.VM-web' }).size).toBe(0)
  await as(olga).project.delete({ id })
  expect(await rooms.db.grant.count({ where: { scopeKind: 'project' } })).toBe(0)
})

test('a VM is in one project, and names of projects differ by more than their case', async () => {
  const olga = await someone('olga', owner)
  const first = await as(olga).project.create(web)
  await expect(as(olga).project.create({ ...web, name: 'WEB' })).rejects.toMatchObject({
    cause: { code: 'conflict', shape: { field: 'name' } },
  })
  const second = await as(olga).project.create({ ...web, name: 'Shop' })
  await as(olga).project.put({ ...first, object: 'p.VM-web' })
  await expect(as(olga).project.put({ ...second, object: 'p.VM-web' })).rejects.toMatchObject({
    cause: { code: 'conflict', message: 'web belongs to the project Web already.' },
  })
  await expect(as(olga).project.put({ ...second, object: 'p.host-one' })).rejects.toMatchObject({
    cause: { code: 'bad-input' },
  })
  await as(olga).project.allow({ ...first, object: 'p.SR-shared' })
  expect((await as(olga).project.get(first)).allowed).toMatchObject([{ id: 'p.SR-shared', class: 'SR' }])
  await as(olga).project.disallow({ ...first, object: 'p.SR-shared' })
  expect((await as(olga).project.get(first)).allowed).toEqual([])
})

test('nobody raises themselves by putting objects into a project of theirs', async () => {
  const role = await rooms.db.role.create({
    data: { name: 'keeper', permissions: ['project.manage', 'vm.read'], createdBy: 'a test' },
  })
  const olga = await someone('olga', owner)
  const { id } = await as(olga).project.create(web)
  const mallory = await someone(
    'mallory',
    { roleId: role.id, scopeKind: 'everything' },
    { role: 'vm-admin', scopeKind: 'project', scopeRef: id },
    { role: 'vm-admin', scopeKind: 'object', scopeRef: 'p.VM-db', mayDelegate: true },
  )
  await expect(as(mallory).project.put({ id, object: 'p.VM-web' })).rejects.toMatchObject({
    cause: { code: 'not-allowed' },
  })
  expect(rooms.rights.of(mallory.userId).on({ id: 'p.VM-web' }).has('vm.power')).toBe(false)
  await as(mallory).project.put({ id, object: 'p.VM-db' })
  await rooms.db.user.deleteMany()
  await rooms.db.role.delete({ where: { id: role.id } })
})
