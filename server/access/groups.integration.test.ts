import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openNotices } from '@/server/db/notices'
import { startTestDatabase, type TestDatabase } from '@/server/testing/database'
import { addMember, groupsOf, membershipChanged, removeMember } from './groups'

let database: TestDatabase
beforeAll(async () => {
  database = await startTestDatabase()
})
afterAll(() => database.stop())
beforeEach(async () => {
  await database.db.user.deleteMany()
  await database.db.group.deleteMany()
})

const group = async (name: string) => (await database.db.group.create({ data: { name } })).id
const person = async (username: string) => (await database.db.user.create({ data: { username } })).id
const missing = '6f1f9a5e-55c1-4a2f-8d52-00000000000f'

test('someone is in a group directly, through groups, and by both without counting twice', async () => {
  const { db } = database
  const [ann, ops, all, night, other] = [
    await person('ann'),
    await group('ops'),
    await group('all'),
    await group('night'),
    await group('other'),
  ]
  expect(await addMember(db, ops, { user: ann })).toBe(true)
  expect(await addMember(db, ops, { user: ann })).toBe(false)
  await addMember(db, all, { group: ops })
  await addMember(db, night, { user: ann })
  await addMember(db, all, { group: night })
  await addMember(db, other, { group: all })
  expect(await groupsOf(db, ann)).toEqual(new Set([ops, all, night, other]))
  expect(await groupsOf(db, missing)).toEqual(new Set())
  expect(await removeMember(db, other, { group: all })).toBe(true)
  expect(await removeMember(db, other, { group: all })).toBe(false)
  expect(await groupsOf(db, ann)).toEqual(new Set([ops, all, night]))
})

test('what a directory says is kept apart from what was done by hand', async () => {
  const { db } = database
  const [ann, ops] = [await person('ann'), await group('ops')]
  await addMember(db, ops, { user: ann })
  await addMember(db, ops, { user: ann }, 'directory 1')
  expect(await removeMember(db, ops, { user: ann }, 'directory 1')).toBe(true)
  expect(await groupsOf(db, ann)).toEqual(new Set([ops]))
})

test('memberships go with their user and with their group', async () => {
  const { db } = database
  const [ann, ops, all] = [await person('ann'), await group('ops'), await group('all')]
  await addMember(db, ops, { user: ann })
  await addMember(db, all, { group: ops })
  await db.group.delete({ where: { id: ops } })
  expect(await db.groupMember.count()).toBe(0)
  await addMember(db, all, { user: ann })
  await db.user.delete({ where: { id: ann } })
  expect(await db.groupMember.count()).toBe(0)
})

test('a group is not within itself, whatever lies between', async () => {
  const { db } = database
  const [a, b, c] = [await group('a'), await group('b'), await group('c')]
  await addMember(db, a, { group: b })
  await addMember(db, b, { group: c })
  await expect(addMember(db, c, { group: a })).rejects.toThrow(
    'c is a member of a, directly or through other groups.',
  )
  await expect(addMember(db, a, { group: a })).rejects.toThrow('A group cannot be a member of itself.')
  await expect(db.groupMember.create({ data: { groupId: a, memberGroupId: a } })).rejects.toThrow(
    'GroupMember_not_itself_check',
  )
})

test('requests that come at once close no circle between them', async () => {
  const { db } = database
  for (let round = 0; round < 10; round++) {
    const ids = await Promise.all([0, 1, 2].map(at => group(`round ${round} group ${at}`)))
    const results = await Promise.allSettled(
      ids.map((id, at) => addMember(db, id, { group: ids[(at + 1) % ids.length] ?? '' })),
    )
    expect(results.map(one => one.status).sort()).toEqual(['fulfilled', 'fulfilled', 'rejected'])
  }
})

test('what is gone can neither hold nor be held', async () => {
  const { db } = database
  const [ann, ops] = [await person('ann'), await group('ops')]
  await expect(addMember(db, missing, { user: ann })).rejects.toThrow('This group is gone.')
  await expect(addMember(db, ops, { group: missing })).rejects.toThrow('This group is gone.')
  await expect(addMember(db, ops, { user: missing })).rejects.toThrow('This user is gone.')
})

test('names that differ in case alone are refused by the database itself', async () => {
  await person('Ann')
  await expect(person('aNN')).rejects.toThrow()
  await group('Ops')
  await expect(group('oPS')).rejects.toThrow()
})

test('other processes hear of every change of a membership', async () => {
  const { db, url } = database
  const notices = await openNotices(url, db, (_, error) => {
    throw error
  })
  try {
    const heard: string[] = []
    const waiting = new Map<number, () => void>()
    notices.on(membershipChanged, ({ group }) => {
      heard.push(group)
      waiting.get(heard.length)?.()
    })
    const count = (n: number) =>
      heard.length >= n ? Promise.resolve() : new Promise<void>(resolve => waiting.set(n, resolve))
    const [ann, ops] = [await person('ann'), await group('ops')]
    await addMember(db, ops, { user: ann })
    await count(1)
    await db.group.delete({ where: { id: ops } })
    await count(2)
    expect(heard).toEqual([ops, ops])
  } finally {
    await notices.stop()
  }
})
