import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { hashPassword } from '@/server/access/passwords'
import { signIn } from '@/server/access/sign-in'
import { startTestDatabase, type TestDatabase } from '@/server/testing/database'
import { administrator, openRooms } from '@/server/testing/rooms'
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
let ann: string
beforeEach(async () => {
  await rooms.db.user.deleteMany()
  await rooms.db.signInFailure.deleteMany()
  await rooms.addUser('admin', 'owner', { id: administrator.userId })
  ann = await rooms.addUser('ann', 'read-only', {
    passwordHash: await hashPassword('an old password of hers'),
  })
})

const as = (user: typeof administrator | null) =>
  appRouter.createCaller({ ...rooms, version: '0', user, address: '10.0.0.9' })
const own = 'several words of her own'
const enter = (password: string) =>
  signIn(rooms, { username: 'ann', password }, { address: '10.0.0.9', userAgent: 'test' })

it('works once, ends the sessions, and leaves nothing readable in the database', async () => {
  const session = await rooms.sessions.open(ann, '', '')
  const { token } = await as(administrator).user.resetLink({ id: ann })
  expect(await as(null).resetLink.look({ token })).toEqual({ username: 'ann' })
  expect(JSON.stringify(await rooms.db.resetLink.findMany())).not.toContain(token)
  // Until it is used nothing has changed.
  expect(await rooms.sessions.stands(session.id)).toBe(true)
  await as(null).resetLink.use({ token, next: own })
  expect(await rooms.sessions.stands(session.id)).toBe(false)
  expect(await enter('an old password of hers')).toEqual({ outcome: 'refused' })
  expect(await enter(own)).toMatchObject({ outcome: 'signed-in' })
  await expect(as(null).resetLink.use({ token, next: own })).rejects.toThrow('This link works no more.')
  const lines = await rooms.db.auditEntry.findMany({ where: { action: { endsWith: 'resetPassword' } } })
  expect(lines).toMatchObject([{ userName: 'ann', result: 'succeeded' }])
})

it('of two that use it at once, one gets through', async () => {
  const { token } = await as(administrator).user.resetLink({ id: ann })
  const results = await Promise.allSettled([
    as(null).resetLink.use({ token, next: own }),
    as(null).resetLink.use({ token, next: `${own} too` }),
  ])
  expect(results.map(one => one.status).sort()).toEqual(['fulfilled', 'rejected'])
})

it('refuses weak passwords and keeps the link for a better one', async () => {
  const { token } = await as(administrator).user.resetLink({ id: ann })
  for (const next of ['short', 'Password2024!', 'ann-ann-ann-ann']) {
    await expect(as(null).resetLink.use({ token, next })).rejects.toThrow(/password/i)
  }
  await as(null).resetLink.use({ token, next: own })
})

it('lets someone without a password choose one', async () => {
  await rooms.db.user.update({ where: { id: ann }, data: { passwordHash: null } })
  const { token } = await as(administrator).user.resetLink({ id: ann })
  await as(null).resetLink.use({ token, next: own })
  expect(await enter(own)).toMatchObject({ outcome: 'signed-in' })
})

it('is worth nothing when replaced, too old, of someone disabled, or made up', async () => {
  const { token: first } = await as(administrator).user.resetLink({ id: ann })
  const { token: second } = await as(administrator).user.resetLink({ id: ann })
  const refused = (token: string) =>
    expect(as(null).resetLink.look({ token })).rejects.toThrow('This link works no more.')
  await refused(first)
  await refused('made up')
  await rooms.db.user.update({ where: { id: ann }, data: { disabledAt: new Date() } })
  await refused(second)
  await rooms.db.user.update({ where: { id: ann }, data: { disabledAt: null } })
  await rooms.db.resetLink.updateMany({ data: { expiresAt: new Date(0) } })
  await refused(second)
})

it('is not made for oneself, and guessing links is slowed down', async () => {
  await expect(as(administrator).user.resetLink({ id: administrator.userId })).rejects.toThrow(
    'You cannot make a link for yourself.',
  )
  for (let guess = 0; guess < 50; guess++)
    await expect(as(null).resetLink.look({ token: `guess ${guess}` })).rejects.toThrow('works no more')
  await expect(as(null).resetLink.look({ token: 'one more' })).rejects.toThrow('Too many failed attempts.')
})

it('a first password works for three days', async () => {
  const { password } = await as(administrator).user.resetPassword({ id: ann })
  expect(await enter(password)).toMatchObject({ outcome: 'signed-in' })
  await rooms.db.user.update({ where: { id: ann }, data: { passwordExpiresAt: new Date() } })
  expect(await enter(password)).toEqual({ outcome: 'expired' })
  expect(await enter(`${password}x`)).toEqual({ outcome: 'refused' })
})

it('a change refuses a common password with the reason, for its field', async () => {
  const { sessionId } = administrator
  const me = { ...administrator, userId: ann, username: 'ann', role: 'read-only', sessionId }
  const change = (next: string) => as(me).session.changePassword({ current: 'an old password of hers', next })
  await expect(change('Administrator')).rejects.toMatchObject({
    cause: { shape: { code: 'bad-input', field: 'next' } },
  })
  await change(own)
  expect(await enter(own)).toMatchObject({ outcome: 'signed-in' })
})
