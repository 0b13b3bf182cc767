import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { appRouter } from '@/server/api/root'
import { createAuthenticator } from '@/server/testing/authenticator'
import { startTestDatabase, type TestDatabase } from '@/server/testing/database'
import { openRooms } from '@/server/testing/rooms'
import { freeAttempts } from './attempts'
import { hashPassword } from './passwords'
import { recoveryCodeCount } from './recovery-codes'
import { signIn } from './sign-in'
import { giveSecondFactor, signInByPasskey } from './sign-in-factors'

let database: TestDatabase
let rooms: ReturnType<typeof openRooms>
const password = 'a password of their own'
let passwordHash: string
beforeAll(async () => {
  database = await startTestDatabase()
  rooms = openRooms(database)
  passwordHash = await hashPassword(password)
})
afterAll(async () => {
  await rooms.stop()
  await database.stop()
})
let ann: string
beforeEach(async () => {
  await rooms.db.user.deleteMany()
  await rooms.db.signInFailure.deleteMany()
  await rooms.db.passkeyChallenge.deleteMany()
  await rooms.security.save({ secondFactorRoles: [], idleMinutes: 60, absoluteHours: 24 })
  ann = await rooms.addUser('ann', 'vm-operator', { passwordHash })
})

const origin = 'http://localhost:3000'
const from = { address: '10.0.0.9', userAgent: 'test', origin }
async function enter(): Promise<string> {
  const result = await signIn(rooms, { username: 'ann', password }, from)
  if (result.outcome !== 'signed-in') throw new Error(result.outcome)
  return result.token
}
const give = (token: string, given: unknown) =>
  giveSecondFactor({ ...rooms, factors: rooms.factors }, token, given, from)
async function asOf(token: string) {
  const user = await rooms.sessions.find(token)
  return appRouter.createCaller({ ...rooms, version: '0', user, address: from.address })
}
/** A code of the app for some time from now. */
function codeOf(secret: string, stepsAhead = 0): string {
  const totp = new TOTP({ secret: Secret.fromBase32(secret) })
  return totp.generate({ timestamp: Date.now() + stepsAhead * 30_000 })
}
/** Sets the app up with the code before now's, so that now's is unused. */
async function setUpApp(token: string) {
  const caller = await asOf(token)
  const { secret, sealed, uri } = await caller.account.beginTotp()
  const { recoveryCodes } = await caller.account.confirmTotp({ sealed, code: codeOf(secret, -1) })
  return { secret, uri, recoveryCodes: recoveryCodes ?? [] }
}
async function setUpPasskey(token: string, verified = true) {
  const caller = await asOf(token)
  const authenticator = createAuthenticator()
  const options = await caller.account.beginPasskey()
  const answer = authenticator.create(options, { origin, verified })
  const added = await caller.account.addPasskey({ answer, name: 'key' })
  return { authenticator, answer, ...added }
}
const owedIn = async (token: string) => (await (await asOf(token)).session.me()).owed

it('a session without the second factor can do nothing but give it', async () => {
  const { secret } = await setUpApp(await enter())
  const token = await enter()
  const caller = await asOf(token)
  expect(await caller.session.me()).toMatchObject({ owed: 'second-factor', permissions: [] })
  for (const attempt of [
    () => caller.session.list(),
    () => caller.session.changePassword({ current: password, next: 'another one of her own' }),
    () => caller.account.security(),
    () => caller.account.removeTotp(),
    () => caller.account.makeRecoveryCodes(),
    () => caller.pool.list(),
    () => caller.console.ticket({ id: 'x' }),
    () => caller.live.changes({ tab: 'one' }),
  ]) {
    await expect(attempt()).rejects.toMatchObject({ cause: { code: 'second-factor-required' } })
  }
  const given = await give(token, { code: codeOf(secret) })
  if (given.outcome !== 'signed-in') throw new Error(given.outcome)
  // The token from before is worth nothing to whoever has seen it.
  expect(await rooms.sessions.find(token)).toBeNull()
  expect(await owedIn(given.token)).toBeNull()
  await (await asOf(given.token)).session.list()
})

it('a code works once, also when it comes twice at once, and one of far off not at all', async () => {
  const { secret } = await setUpApp(await enter())
  // Two: with those refused below no more than may fail in a row.
  const tokens = [await enter(), await enter()]
  const code = codeOf(secret)
  const results = await Promise.all(tokens.map(token => give(token, { code })))
  expect(results.filter(one => one.outcome === 'signed-in')).toHaveLength(1)
  const rest = await enter()
  expect(await give(rest, { code })).toEqual({ outcome: 'refused' })
  expect(await give(rest, { code: codeOf(secret, -1) })).toEqual({ outcome: 'refused' })
  expect(await give(rest, { code: codeOf(secret, 4) })).toEqual({ outcome: 'refused' })
  expect(await give(rest, { code: codeOf(secret, 1) })).toMatchObject({ outcome: 'signed-in' })
})

it('the secret is kept sealed, bound to its user, and stands in no answer after the first', async () => {
  const { secret, uri } = await setUpApp(await enter())
  expect(uri).toContain(`secret=${secret}`)
  expect(JSON.stringify(await rooms.db.totp.findMany())).not.toContain(secret)
  const bob = { id: await rooms.addUser('bob', 'read-only', { passwordHash }) }
  const { lastStep: _, ...stolen } = await rooms.db.totp.findUniqueOrThrow({ where: { userId: ann } })
  await rooms.db.totp.create({ data: { ...stolen, userId: bob.id, lastStep: 0 } })
  await expect(rooms.totp.use(bob.id, codeOf(secret))).rejects.toThrow()
})

it('a secret is taken only as this server has made it for this user', async () => {
  const caller = await asOf(await enter())
  const { secret, sealed } = await caller.account.beginTotp()
  await rooms.addUser('bob', 'read-only', { passwordHash })
  const bobs = await signIn(rooms, { username: 'bob', password }, from)
  if (bobs.outcome !== 'signed-in') throw new Error(bobs.outcome)
  const bob = await asOf(bobs.token)
  await expect(bob.account.confirmTotp({ sealed, code: codeOf(secret) })).rejects.toThrow('took too long')
  await expect(caller.account.confirmTotp({ sealed, code: '000000' })).rejects.toThrow(
    'The code is not right.',
  )
  expect(await rooms.db.totp.count()).toBe(0)
})

it('recovery codes are shown once, work once each, and new ones replace them', async () => {
  const { recoveryCodes } = await setUpApp(await enter())
  expect(recoveryCodes).toHaveLength(recoveryCodeCount)
  const kept = JSON.stringify(await rooms.db.recoveryCode.findMany())
  for (const code of recoveryCodes) expect(kept).not.toContain(code)
  const [first = '', second = ''] = recoveryCodes
  const given = await give(await enter(), { recoveryCode: first.toUpperCase().replaceAll('-', ' ') })
  if (given.outcome !== 'signed-in') throw new Error(given.outcome)
  expect(await give(await enter(), { recoveryCode: first })).toEqual({ outcome: 'refused' })
  const caller = await asOf(given.token)
  expect((await caller.account.security()).recoveryCodes).toBe(recoveryCodeCount - 1)
  const { recoveryCodes: fresh } = await caller.account.makeRecoveryCodes()
  expect((await caller.account.security()).recoveryCodes).toBe(recoveryCodeCount)
  expect(await give(await enter(), { recoveryCode: second })).toEqual({ outcome: 'refused' })
  expect(await give(await enter(), { recoveryCode: fresh[0] })).toMatchObject({ outcome: 'signed-in' })
})

it('guesses are slowed down over all sessions of the user, and the password is no way around', async () => {
  const { secret } = await setUpApp(await enter())
  for (let guess = 0; guess < freeAttempts; guess++)
    expect(await give(await enter(), { code: '000000' })).toEqual({ outcome: 'refused' })
  expect(await give(await enter(), { code: codeOf(secret) })).toMatchObject({ outcome: 'wait' })
  expect(await give(await enter(), { recoveryCode: 'x' })).toMatchObject({ outcome: 'wait' })
})

it('who does not give it within ten minutes begins anew', async () => {
  await setUpApp(await enter())
  const token = await enter()
  await rooms.db.session.updateMany({
    where: { secondFactorAt: null },
    data: { expiresAt: new Date() },
  })
  expect(await rooms.sessions.find(token)).toBeNull()
  const { expiresAt, createdAt } = await rooms.db.session.findFirstOrThrow({
    where: { id: { not: '' } },
    orderBy: { createdAt: 'desc' },
  })
  expect(expiresAt.getTime() - createdAt.getTime()).toBeLessThanOrEqual(600_000)
})

it('setting one up ends the other sessions, which have not given it', async () => {
  const other = await enter()
  const token = await enter()
  await setUpApp(token)
  expect(await rooms.sessions.find(other)).toBeNull()
  expect(await owedIn(token)).toBeNull()
})

it('a role can require one: who lacks it sets one up before anything else', async () => {
  await rooms.security.save({ secondFactorRoles: ['vm-operator'], idleMinutes: 60, absoluteHours: 24 })
  const token = await enter()
  expect(await owedIn(token)).toBe('second-factor-set-up')
  await expect((await asOf(token)).pool.list()).rejects.toMatchObject({
    cause: { code: 'second-factor-set-up-required' },
  })
  await setUpApp(token)
  expect(await owedIn(token)).toBeNull()
  await expect((await asOf(token)).account.removeTotp()).rejects.toThrow('this is your last')
  const { answer } = await setUpPasskey(token)
  await (await asOf(token)).account.removeTotp()
  await expect((await asOf(token)).account.removePasskey({ id: answer.id })).rejects.toThrow(
    'this is your last',
  )
  await rooms.security.save({ secondFactorRoles: [], idleMinutes: 60, absoluteHours: 24 })
  await (await asOf(token)).account.removePasskey({ id: answer.id })
  expect(await (await asOf(token)).account.security()).toMatchObject({ recoveryCodes: 0, passkeys: [] })
})

it('requiring one ends the sessions without it; whoever requires it has one', async () => {
  const token = await enter()
  await rooms.addUser('root', 'owner', { passwordHash })
  const roots = await signIn(rooms, { username: 'root', password }, from)
  if (roots.outcome !== 'signed-in') throw new Error(roots.outcome)
  const policy = { secondFactorRoles: ['vm-operator', 'pool-admin'], idleMinutes: 60, absoluteHours: 24 }
  await expect((await asOf(roots.token)).security.save(policy)).rejects.toThrow(
    'You have no second factor yourself yet.',
  )
  await setUpApp(roots.token)
  await (await asOf(roots.token)).security.save(policy)
  expect(await rooms.sessions.find(token)).toBeNull()
  expect(await owedIn(roots.token)).toBeNull()
  await expect((await asOf(await enter())).security.save(policy)).rejects.toMatchObject({
    cause: { code: 'second-factor-set-up-required' },
  })
})

it('an administrator takes them from who has lost them, which ends their sessions', async () => {
  const token = await enter()
  await setUpApp(token)
  await setUpPasskey(token)
  await rooms.factors.reset(ann)
  expect(await rooms.sessions.find(token)).toBeNull()
  expect(await owedIn(await enter())).toBeNull()
  expect(await rooms.db.recoveryCode.count()).toBe(0)
})

it('a passkey signs in alone, as both factors, if it asked for a PIN or a finger', async () => {
  const { authenticator } = await setUpPasskey(await enter())
  const challenge = async () => (await asOf('')).passkey.challenge()
  const unverified = authenticator.get(await challenge(), { origin, verified: false })
  expect(await signInByPasskey(rooms, unverified, from)).toEqual({ outcome: 'refused' })
  const result = await signInByPasskey(rooms, authenticator.get(await challenge(), { origin }), from)
  if (result.outcome !== 'signed-in') throw new Error(result.outcome)
  expect(await rooms.sessions.find(result.token)).toMatchObject({ method: 'passkey', secondFactor: 'given' })
  expect(await owedIn(result.token)).toBeNull()
})

it('a passkey is a second factor after the password, also without a PIN', async () => {
  const { authenticator, recoveryCodes } = await setUpPasskey(await enter(), false)
  expect(recoveryCodes).toHaveLength(recoveryCodeCount)
  const token = await enter()
  const options = await (await asOf(token)).account.passkeyChallenge({ purpose: 'second-factor' })
  const passkey = authenticator.get(options, { origin, verified: false })
  const given = await give(token, { passkey })
  expect(given).toMatchObject({ outcome: 'signed-in' })
})

it('an answer works once, for its purpose, its user and its site', async () => {
  const token = await enter()
  const { authenticator } = await setUpPasskey(token)
  const challenge = async () => (await asOf('')).passkey.challenge()
  const signInWith = (answer: unknown, at = from) => signInByPasskey(rooms, answer, at)

  const once = authenticator.get(await challenge(), { origin })
  const both = await Promise.all([signInWith(once), signInWith(once)])
  expect(both.filter(one => one.outcome === 'signed-in')).toHaveLength(1)
  expect(await signInWith(once)).toEqual({ outcome: 'refused' })

  const elsewhere = authenticator.get(await challenge(), { origin: 'http://localhost.evil.example' })
  expect(await signInWith(elsewhere)).toEqual({ outcome: 'refused' })

  const waiting = await enter()
  const forSecond = await (await asOf(waiting)).account.passkeyChallenge({ purpose: 'second-factor' })
  expect(await signInWith(authenticator.get(forSecond, { origin }))).toEqual({ outcome: 'refused' })
  expect(await give(waiting, { passkey: authenticator.get(await challenge(), { origin }) })).toEqual({
    outcome: 'refused',
  })

  const strange = createAuthenticator().get(await challenge(), { origin })
  expect(await signInWith(strange)).toEqual({ outcome: 'refused' })
  const forged = { ...authenticator.get(await challenge(), { origin }) }
  const response = { ...forged.response, signature: strange.response.signature }
  expect(await signInWith({ ...forged, response })).toEqual({ outcome: 'refused' })

  await rooms.db.user.update({ where: { id: ann }, data: { disabledAt: new Date() } })
  expect(await signInWith(authenticator.get(await challenge(), { origin }))).toEqual({ outcome: 'refused' })
})

it('passkeys are named, renamed and removed by their owner alone', async () => {
  const token = await enter()
  const { answer } = await setUpPasskey(token)
  await setUpPasskey(token)
  const caller = await asOf(token)
  await caller.account.renamePasskey({ id: answer.id, name: 'blue key' })
  expect((await caller.account.security()).passkeys.map(({ name }) => name).sort()).toEqual([
    'blue key',
    'key',
  ])
  const bob = { id: await rooms.addUser('bob', 'pool-admin', { passwordHash }) }
  await expect(rooms.factors.removePasskey({ userId: bob.id, sessionId: '' }, answer.id)).rejects.toThrow(
    'gone',
  )
  expect(await rooms.passkeys.rename(bob.id, answer.id, 'mine')).toBe(false)
  await caller.account.removePasskey({ id: answer.id })
  expect((await caller.account.security()).passkeys).toHaveLength(1)
})

it('no secret, code or key stands in the audit log', async () => {
  const token = await enter()
  const { secret, recoveryCodes } = await setUpApp(token)
  const { answer } = await setUpPasskey(token)
  const code = codeOf(secret)
  await give(await enter(), { code })
  await give(await enter(), { recoveryCode: recoveryCodes[0] })
  const rows = await rooms.db.auditEntry.findMany({ where: { userId: ann } })
  expect(rows.map(row => row.action)).toEqual(
    expect.arrayContaining(['account.setUpTotp', 'account.addPasskey', 'session.secondFactor']),
  )
  const text = JSON.stringify(rows, (_, value) => (typeof value === 'bigint' ? String(value) : value))
  for (const hidden of [secret, code, ...recoveryCodes, answer.response.attestationObject, password])
    expect(text).not.toContain(hidden)
})

it('what changes one’s own sign-in asks for a recent one, which a password, passkey or code gives', async () => {
  const token = await enter()
  const { authenticator } = await setUpPasskey(token)
  const old = () => rooms.db.session.updateMany({ data: { authenticatedAt: new Date(Date.now() - 301_000) } })
  const tried = async () => (await asOf(token)).account.makeRecoveryCodes()
  const confirm = async (proof: Parameters<Awaited<ReturnType<typeof asOf>>['session']['confirm']>[0]) =>
    (await asOf(token)).session.confirm(proof)
  await old()
  await expect(tried()).rejects.toMatchObject({ cause: { code: 'recent-sign-in-required' } })
  await expect(confirm({ password: 'wrong' })).rejects.toThrow('The password is not right.')
  await expect(confirm({ code: '000000' })).rejects.toThrow('The code is not right')
  await expect(tried()).rejects.toMatchObject({ cause: { code: 'recent-sign-in-required' } })
  await confirm({ password })
  await tried()
  await old()
  const options = await (await asOf(token)).account.passkeyChallenge({ purpose: 'confirm' })
  await confirm({ passkey: authenticator.get(options, { origin }) })
  await tried()
})

it('without password and passkey a code confirms; with them it does not', async () => {
  const token = await enter()
  const { secret } = await setUpApp(token)
  const caller = await asOf(token)
  expect(await caller.session.proofs()).toEqual({ password: true, passkey: false, code: false })
  await expect(caller.session.confirm({ code: codeOf(secret) })).rejects.toThrow('The code is not right')
  await rooms.db.user.update({ where: { id: ann }, data: { passwordHash: null } })
  expect(await caller.session.proofs()).toEqual({ password: false, passkey: false, code: true })
  await caller.session.confirm({ code: codeOf(secret) })
})
