import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { SignedIn } from '@/server/access/sessions'
import { roleNames } from '@/server/catalogue/permissions'
import { startTestDatabase, type TestDatabase } from '@/server/testing/database'
import { openRooms } from '@/server/testing/rooms'
import { appRouter } from './root'

let database: TestDatabase
let rooms: ReturnType<typeof openRooms>
beforeAll(async () => {
  database = await startTestDatabase()
  rooms = openRooms(database)
})
afterAll(async () => {
  await rooms.stop()
  await database.stop()
})

let root: SignedIn
beforeEach(async () => {
  await rooms.db.user.deleteMany()
  await rooms.db.group.deleteMany()
  await rooms.db.identityProvider.deleteMany()
  root = await signedIn('root', 'owner')
})

const person = (username: string, role = 'read-only', kind = 'person') =>
  rooms.addUser(username, role, { kind })
async function signedIn(username: string, role: string): Promise<SignedIn> {
  const { token } = await rooms.sessions.open(await person(username, role), '', 'test')
  const user = await rooms.sessions.find(token)
  if (!user) throw new Error('not signed in')
  return user
}
const as = (user: SignedIn) =>
  appRouter.createCaller({ ...rooms, version: '0', user, address: '10.0.0.9' }).group
const make = async (name: string, description = '') => (await as(root).create({ name, description })).id
const lastLine = () => rooms.db.auditEntry.findFirstOrThrow({ orderBy: { id: 'desc' } })

test.each(roleNames.filter(role => !['pool-admin', 'owner'].includes(role)))(
  '%s may do nothing to groups',
  async role => {
    const id = await make('ops')
    const group = as(await signedIn('someone', role))
    const member = { kind: 'user' as const, id: root.userId }
    for (const attempt of [
      () => group.list(),
      () => group.get({ id }),
      () => group.ofUser({ id: root.userId }),
      () => group.candidates({ id, text: '' }),
      () => group.create({ name: 'mine', description: '' }),
      () => group.update({ id, name: 'mine', description: '' }),
      () => group.delete({ id }),
      () => group.addMember({ id, member }),
      () => group.removeMember({ id, member }),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ cause: { code: 'not-allowed' } })
    }
  },
)

test('a group is made, described, renamed and deleted, each with its line', async () => {
  const id = await make('ops', 'Those on duty')
  expect(await lastLine()).toMatchObject({
    action: 'group.create',
    sentence: 'Create group ops',
    objectUuid: id,
    result: 'succeeded',
  })
  await expect(make('OPS')).rejects.toMatchObject({
    cause: { code: 'conflict', shape: { message: 'There is a group OPS already.', field: 'name' } },
  })
  expect(await lastLine()).toMatchObject({ result: 'failed', errorCode: 'conflict' })
  await as(root).update({ id, name: 'operations', description: '' })
  expect(await lastLine()).toMatchObject({ sentence: 'Rename group ops to operations' })
  expect(await as(root).list()).toMatchObject([{ id, name: 'operations', members: 0, people: 0 }])
  await as(root).delete({ id })
  expect(await as(root).list()).toEqual([])
  await expect(as(root).delete({ id })).rejects.toMatchObject({ cause: { code: 'not-found' } })
})

test('members are people, service accounts and groups, counted through nesting', async () => {
  const [ops, all] = [await make('ops'), await make('all')]
  const [ann, bot] = [await person('ann'), await person('bot', 'read-only', 'service')]
  await as(root).addMember({ id: ops, member: { kind: 'user', id: ann } })
  await as(root).addMember({ id: ops, member: { kind: 'user', id: bot } })
  await as(root).addMember({ id: all, member: { kind: 'user', id: ann } })
  await as(root).addMember({ id: all, member: { kind: 'group', id: ops } })
  expect(await lastLine()).toMatchObject({ sentence: 'Add ops to group all', objectName: 'all' })
  expect(await as(root).list()).toMatchObject([
    { name: 'all', members: 2, people: 2 },
    { name: 'ops', members: 2, people: 2 },
  ])
  expect((await as(root).get({ id: all })).members).toMatchObject([
    { kind: 'person', name: 'ann', sources: [{ id: 'domus' }] },
    { kind: 'group', name: 'ops' },
  ])
  expect(await as(root).get({ id: ops })).toMatchObject({
    members: [{ name: 'ann' }, { kind: 'service', name: 'bot' }],
    within: [{ id: all, name: 'all' }],
  })
  expect(await as(root).ofUser({ id: ann })).toEqual([
    { id: all, name: 'all', sources: [{ id: 'domus', name: 'Domus' }], through: ['ops'] },
    { id: ops, name: 'ops', sources: [{ id: 'domus', name: 'Domus' }], through: [] },
  ])
  await expect(as(root).addMember({ id: ops, member: { kind: 'group', id: all } })).rejects.toThrow(
    'ops is a member of all, directly or through other groups.',
  )
  await expect(as(root).addMember({ id: ops, member: { kind: 'user', id: ann } })).rejects.toThrow(
    'ann is a member already.',
  )
  await as(root).removeMember({ id: all, member: { kind: 'group', id: ops } })
  expect(await lastLine()).toMatchObject({ sentence: 'Remove ops from group all', result: 'succeeded' })
  await expect(as(root).removeMember({ id: all, member: { kind: 'group', id: ops } })).rejects.toThrow(
    'This membership is gone.',
  )
})

test('who may still be added is found by part of a name, whatever signs it has', async () => {
  const id = await make('ops')
  await person('ann_b')
  await person('annXb')
  await make('annual')
  const found = async (text: string) => (await as(root).candidates({ id, text })).map(one => one.name)
  expect(await found('ANN')).toEqual(['annXb', 'ann_b', 'annual'])
  expect(await found('n_b')).toEqual(['ann_b'])
  expect(await found('%')).toEqual([])
  expect(await found('ops')).toEqual([])
})

test('what a directory says is shown with its name and not changed by hand; it goes with the directory', async () => {
  const [id, ann] = [await make('ops'), await person('ann')]
  const { id: source } = await rooms.db.identityProvider.create({
    data: { kind: 'ldap', name: 'Head office', settings: {} },
  })
  await rooms.db.groupMember.create({ data: { groupId: id, userId: ann, source } })
  expect((await as(root).get({ id })).members).toMatchObject([
    { name: 'ann', sources: [{ id: source, name: 'Head office' }] },
  ])
  const member = { kind: 'user' as const, id: ann }
  await expect(as(root).removeMember({ id, member })).rejects.toMatchObject({
    cause: { code: 'refused', message: 'This membership comes from Head office.' },
  })
  await as(root).addMember({ id, member })
  expect((await as(root).get({ id })).members[0]?.sources.map(one => one.name).sort()).toEqual([
    'Domus',
    'Head office',
  ])
  await rooms.db.identityProvider.delete({ where: { id: source } })
  expect((await as(root).get({ id })).members[0]?.sources).toEqual([{ id: 'domus', name: 'Domus' }])
})
