import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createAttempts } from '@/server/access/attempts'
import { hashPassword } from '@/server/access/passwords'
import type { SignedIn } from '@/server/access/sessions'
import { signIn } from '@/server/access/sign-in'
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

const own = 'a password of their own'
const missing = '6f1f9a5e-55c1-4a2f-8d52-00000000000f'
let ownHash: string
let root: SignedIn
beforeEach(async () => {
  ownHash ??= await hashPassword(own)
  await rooms.db.user.deleteMany()
  await database.forgetAudit()
  root = await settled('root', 'owner')
})

/** A user who has chosen a password, signed in. */
async function settled(username: string, role: string): Promise<SignedIn> {
  return opened(await rooms.addUser(username, role, { passwordHash: ownHash }))
}
async function opened(userId: string): Promise<SignedIn> {
  const { token } = await rooms.sessions.open(userId, '', 'test')
  const user = await rooms.sessions.find(token)
  if (!user) throw new Error('not signed in')
  return user
}
const as = (user: SignedIn) =>
  appRouter.createCaller({ ...rooms, version: '0', user, address: '10.0.0.9' }).user
const signInAs = (username: string, password: string) =>
  signIn(
    { ...rooms, attempts: createAttempts(rooms.db) },
    { username, password },
    { address: '10.0.0.9', userAgent: 'test' },
  )
const roleOf = async (id: string) => (await as(root).list()).find(user => user.id === id)?.role
const managers = ['pool-admin', 'owner']
const refusal = (message: string) => ({ cause: { code: 'refused', message } })
const lines = () =>
  rooms.db.auditEntry.findMany({ where: { action: { startsWith: 'user.' } }, orderBy: { id: 'asc' } })

test.each(roleNames.filter(role => !managers.includes(role)))('%s may do nothing to users', async role => {
  const user = as(await settled('someone', role))
  const { id } = await rooms.db.user.findFirstOrThrow({ where: { username: 'root' } })
  for (const attempt of [
    () => user.list(),
    () => user.create({ username: 'mine', role: 'pool-admin' }),
    () => user.setRole({ id, role: 'read-only' }),
    () => user.resetPassword({ id }),
    () => user.disable({ id }),
    () => user.enable({ id }),
    () => user.delete({ id }),
    () => user.resetLink({ id }),
    () => user.resetSecondFactors({ id }),
    () => user.sessions({ id }),
    () => user.endSessions({ id, session: null }),
  ]) {
    await expect(attempt()).rejects.toMatchObject({ cause: { code: 'not-allowed' } })
  }
  expect(await lines()).toEqual([])
})

test('a new user signs in with a first password that has to be changed, and is listed', async () => {
  const { id, password } = await as(root).create({ username: 'ann', role: 'vm-operator' })
  expect(password).toMatch(/^([a-z2-9]{5}-){3}[a-z2-9]{5}$/)
  const before = await as(root).list()
  expect(before.map(user => user.username)).toEqual(['ann', 'root'])
  expect(before[0]).toMatchObject({ id, lastSeenAt: null, disabled: false, mustChangePassword: true })
  const result = await signInAs('Ann', password)
  if (result.outcome !== 'signed-in') throw new Error(result.outcome)
  expect(await rooms.sessions.find(result.token)).toMatchObject({
    username: 'ann',
    mustChangePassword: true,
  })
  const [ann] = await as(root).list()
  expect(Date.parse(ann?.lastSeenAt ?? '')).toBeGreaterThanOrEqual(Date.parse(ann?.createdAt ?? ''))
  expect(JSON.stringify(await as(root).list())).not.toContain('argon2')
})

test.each([
  ['', 'Enter a user name.'],
  ['x'.repeat(65), 'A user name has at most 64 characters.'],
  ['ann b', 'A user name has only the letters a to z, digits and . _ - @.'],
  ['an%', 'A user name has only the letters a to z, digits and . _ - @.'],
  ['änn', 'A user name has only the letters a to z, digits and . _ - @.'],
])('the name "%s" is refused', async (username, message) => {
  await expect(as(root).create({ username, role: 'read-only' })).rejects.toThrow(message)
  expect(await rooms.db.user.count()).toBe(1)
})

test('a role nobody knows is refused', async () => {
  const role = JSON.parse('"emperor"')
  await expect(as(root).create({ username: 'ann', role })).rejects.toThrow('There is no such role.')
})

test('names differ by more than their case, also when both are given at once', async () => {
  const both = await Promise.allSettled(
    ['Ann@example.org', 'ann@EXAMPLE.org'].map(username => as(root).create({ username, role: 'read-only' })),
  )
  expect(both.map(one => one.status).sort()).toEqual(['fulfilled', 'rejected'])
  await expect(as(root).create({ username: 'ANN@example.org', role: 'read-only' })).rejects.toMatchObject({
    cause: { code: 'conflict', shape: { field: 'username' } },
  })
})

test('an underscore in a name stands for itself alone', async () => {
  const near = await as(root).create({ username: 'aXb', role: 'read-only' })
  const exact = await as(root).create({ username: 'a_b', role: 'read-only' })
  expect(await signInAs('A_B', exact.password)).toMatchObject({ outcome: 'signed-in', userId: exact.id })
  expect(await signInAs('axB', near.password)).toMatchObject({ outcome: 'signed-in', userId: near.id })
  expect(await signInAs('%', near.password)).toEqual({ outcome: 'refused' })
})

test('a change of role holds at once, and the sessions go on', async () => {
  const ann = await settled('ann', 'pool-admin')
  await as(ann).list()
  await as(root).setRole({ id: ann.userId, role: 'read-only' })
  expect(await rooms.sessions.stands(ann.sessionId)).toBe(true)
  await expect(as(ann).list()).rejects.toMatchObject({ cause: { code: 'not-allowed' } })
  expect(await roleOf(ann.userId)).toBe('read-only')
  await expect(as(root).setRole({ id: ann.userId, role: 'read-only' })).rejects.toThrow(
    'ann has this role already.',
  )
  await as(root).setRole({ id: ann.userId, role: null })
  expect(await roleOf(ann.userId)).toBe('')
})

test('nobody becomes master of an account that may do what they may not', async () => {
  const ann = await settled('ann', 'pool-admin')
  const boss = await settled('boss', 'owner')
  const bob = await settled('bob', 'vm-operator')
  for (const attempt of [
    () => as(ann).resetPassword({ id: boss.userId }),
    () => as(ann).resetLink({ id: boss.userId }),
    () => as(ann).disable({ id: boss.userId }),
    () => as(ann).enable({ id: boss.userId }),
    () => as(ann).delete({ id: boss.userId }),
    () => as(ann).setRole({ id: boss.userId, role: 'read-only' }),
    // What they hold they may not delegate.
    () => as(ann).setRole({ id: ann.userId, role: 'owner' }),
    () => as(ann).create({ username: 'mine', role: 'owner' }),
    () => as(ann).create({ username: 'mine', role: 'read-only' }),
  ]) {
    await expect(attempt()).rejects.toMatchObject({ cause: { code: 'not-allowed' } })
  }
  await as(ann).resetPassword({ id: bob.userId })
  await as(ann).create({ username: 'mine', role: null })
})

test('a stream of a user who is disabled ends', async () => {
  const ann = await settled('ann', 'read-only')
  const caller = appRouter.createCaller({ ...rooms, version: '0', user: ann, address: '' })
  const stream = (await caller.live.changes({ tab: 'one' }))[Symbol.asyncIterator]()
  expect((await stream.next()).done).toBe(false)
  const after = stream.next()
  await as(root).disable({ id: ann.userId })
  expect((await after).done).toBe(true)
})

test('a reset password works instead of the old one, has to be changed, and ends the sessions', async () => {
  const ann = await settled('ann', 'read-only')
  const { password } = await as(root).resetPassword({ id: ann.userId })
  expect(await rooms.sessions.stands(ann.sessionId)).toBe(false)
  expect(await signInAs('ann', own)).toEqual({ outcome: 'refused' })
  expect(await signInAs('ann', password)).toMatchObject({ outcome: 'signed-in' })
  expect(await opened(ann.userId)).toMatchObject({ mustChangePassword: true })
  await expect(as(root).resetPassword({ id: root.userId })).rejects.toMatchObject(
    refusal('You cannot reset your own password.'),
  )
})

test('who is disabled is out and cannot come in until they are enabled', async () => {
  const ann = await settled('ann', 'read-only')
  const ended: string[] = []
  const stop = rooms.sessions.onEnd(id => ended.push(id))
  await as(root).disable({ id: ann.userId })
  stop()
  expect(ended).toEqual([ann.sessionId])
  expect(await signInAs('ann', own)).toEqual({ outcome: 'refused' })
  expect(await as(root).list()).toContainEqual(expect.objectContaining({ username: 'ann', disabled: true }))
  await as(root).enable({ id: ann.userId })
  expect(await rooms.sessions.stands(ann.sessionId)).toBe(false)
  expect(await signInAs('ann', own)).toMatchObject({ outcome: 'signed-in' })
})

test('who is deleted is gone with their sessions; the name is free again', async () => {
  const ann = await settled('ann', 'read-only')
  const ended: string[] = []
  const stop = rooms.sessions.onEnd(id => ended.push(id))
  await as(root).delete({ id: ann.userId })
  stop()
  expect(ended).toEqual([ann.sessionId])
  expect(await signInAs('ann', own)).toEqual({ outcome: 'refused' })
  await as(root).create({ username: 'ann', role: 'read-only' })
})

test('nobody disables or deletes themselves', async () => {
  await settled('second', 'owner')
  await expect(as(root).disable({ id: root.userId })).rejects.toMatchObject(
    refusal('You cannot disable yourself.'),
  )
  await expect(as(root).delete({ id: root.userId })).rejects.toMatchObject(
    refusal('You cannot delete yourself.'),
  )
})

test('the last enabled administrator stays one, whoever asks', async () => {
  const second = await settled('second', 'owner')
  await as(second).disable({ id: root.userId })
  // What was asked by someone who was an administrator a moment ago arrives late.
  for (const attempt of [
    () => as(second).setRole({ id: second.userId, role: 'read-only' }),
    () => as(root).disable({ id: second.userId }),
    () => as(root).delete({ id: second.userId }),
  ]) {
    await expect(attempt()).rejects.toMatchObject(refusal('This would leave no enabled owner.'))
  }
  await as(second).enable({ id: root.userId })
  await as(second).setRole({ id: second.userId, role: 'read-only' })
  expect(await roleOf(second.userId)).toBe('read-only')
})

test('of the last two administrators who demote each other at once, one stays', async () => {
  for (let round = 0; round < 10; round++) {
    const second = await settled(`second${round}`, 'owner')
    const both = await Promise.allSettled([
      as(root).setRole({ id: second.userId, role: 'read-only' }),
      as(second).setRole({ id: root.userId, role: 'read-only' }),
    ])
    expect(both.map(one => one.status).sort()).toEqual(['fulfilled', 'rejected'])
    const left = await rooms.db.user.findMany({ where: { grants: { some: { role: 'owner' } } } })
    expect(left).toHaveLength(1)
    if (left[0]) root = await opened(left[0].id)
  }
})

test('what is done to a user who is gone is refused', async () => {
  for (const attempt of [
    () => as(root).setRole({ id: missing, role: 'read-only' }),
    () => as(root).resetPassword({ id: missing }),
    () => as(root).disable({ id: missing }),
    () => as(root).enable({ id: missing }),
    () => as(root).delete({ id: missing }),
    () => as(root).resetLink({ id: missing }),
    () => as(root).resetSecondFactors({ id: missing }),
    () => as(root).endSessions({ id: missing, session: null }),
  ]) {
    await expect(attempt()).rejects.toMatchObject({
      cause: { code: 'not-found', message: 'This user is gone.' },
    })
  }
})

test('every deed has its line, with what came of it and without a password', async () => {
  const { id, password } = await as(root).create({ username: 'ann', role: 'read-only' })
  const again = await as(root).resetPassword({ id })
  await as(root).setRole({ id, role: 'vm-admin' })
  await as(root).disable({ id })
  await as(root).enable({ id })
  await expect(as(root).create({ username: 'ann', role: 'read-only' })).rejects.toThrow()
  await expect(as(root).delete({ id: root.userId })).rejects.toThrow()
  await as(root).delete({ id })
  const rows = await lines()
  expect(rows.map(row => [row.sentence, row.result, row.errorText, row.objectName])).toEqual([
    ['Create user ann', 'succeeded', null, 'ann'],
    ['Reset the password of ann', 'succeeded', null, 'ann'],
    ['Make ann vm-admin', 'succeeded', null, 'ann'],
    ['Disable user ann', 'succeeded', null, 'ann'],
    ['Enable user ann', 'succeeded', null, 'ann'],
    ['Create user ann', 'failed', 'There is a user ann already.', null],
    ['Delete user root', 'failed', 'You cannot delete yourself.', 'root'],
    ['Delete user ann', 'succeeded', null, 'ann'],
  ])
  expect(rows.every(row => row.userName === 'root' && row.address === '10.0.0.9')).toBe(true)
  const text = JSON.stringify(rows, (_, value) => (typeof value === 'bigint' ? String(value) : value))
  for (const secret of [password, again.password, 'argon2']) expect(text).not.toContain(secret)
})

test('nothing is done when its line cannot be written', async () => {
  const audit = { ...rooms.audit, begin: () => Promise.reject(new Error('the log is full')) }
  const caller = appRouter.createCaller({ ...rooms, audit, version: '0', user: root, address: '' })
  await expect(caller.user.create({ username: 'ann', role: 'read-only' })).rejects.toThrow()
  expect(await rooms.db.user.count()).toBe(1)
})
