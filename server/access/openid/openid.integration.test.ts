import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { OpenIdGiven } from '@/server/shared/identity-provider'
import { startTestDatabase, type TestDatabase } from '@/server/testing/database'
import { openRooms } from '@/server/testing/rooms'
import { addMember, groupsOf } from '../groups'
import { type OpenIdServer, startOpenIdServer } from '../testing/openid-provider'
import { endSessionUrl } from './end-session'
import { probeOpenId } from './probe'
import { type Claims, claimOf, openIdProvider, saysTwoFactors, textsOf } from './provider'
import { signInByOpenId } from './sign-in'

let database: TestDatabase
let rooms: ReturnType<typeof openRooms>
let server: OpenIdServer
beforeAll(async () => {
  database = await startTestDatabase()
  rooms = openRooms(database)
  server = await startOpenIdServer()
})
afterAll(async () => {
  await server.stop()
  await rooms.stop()
  await database.stop()
})
beforeEach(async () => {
  await rooms.db.user.deleteMany()
  await rooms.db.group.deleteMany()
  await rooms.db.identityProvider.deleteMany()
})

const settings = (): OpenIdGiven['settings'] => ({
  issuer: server.issuer,
  clientId: 'domus',
  scopes: 'profile groups',
  nameClaim: 'preferred_username',
  groupsClaim: 'groups',
  label: 'Sign in with Identity',
  trustFactors: false,
  factorsAcr: '',
  signOutThere: true,
})
const make = async (more: Partial<OpenIdGiven> = {}) =>
  (
    await rooms.providers.create(
      {
        kind: 'openid',
        name: 'Identity',
        enabled: true,
        createAccounts: true,
        role: 'read-only',
        groups: [],
        settings: settings(),
        ...more,
      },
      'a secret',
    )
  ).id
const enter = (providerId: string, subject: string, claims: Claims) =>
  signInByOpenId(
    rooms,
    { providerId, subject, claims, idToken: 'header.payload.signature' },
    { address: '10.0.0.9', userAgent: 'test' },
  )
const olga = { preferred_username: 'olga', groups: ['users', 'others'] }

test('an account belongs to a subject, whatever it is called, and has the groups of the claim', async () => {
  const group = await rooms.db.group.create({ data: { name: 'Users' } })
  const id = await make({ groups: [{ external: 'users', groupId: group.id }] })
  const first = await enter(id, 'subject 1', olga)
  if ('refused' in first) throw new Error(first.refused)
  expect(await rooms.sessions.find(first.token)).toMatchObject({ username: 'olga', method: 'openid' })
  expect(await groupsOf(rooms.db, first.userId)).toEqual(new Set([group.id]))
  const renamed = await enter(id, 'subject 1', { preferred_username: 'olga2', groups: 'others' })
  expect(renamed).toMatchObject({ userId: first.userId, username: 'olga' })
  expect(await groupsOf(rooms.db, first.userId)).toEqual(new Set())
  expect(await enter(id, 'subject 2', olga)).toEqual({ refused: 'name-taken' })
  const line = await rooms.db.auditEntry.findFirstOrThrow({
    where: { action: 'session.signIn' },
    orderBy: { id: 'desc' },
  })
  expect(line).toMatchObject({ result: 'failed', errorCode: 'name-taken', userName: 'olga' })
})

test('what was done by hand stays, and a disabled account or provider lets nobody in', async () => {
  const group = await rooms.db.group.create({ data: { name: 'Users' } })
  const id = await make()
  const first = await enter(id, 'subject 1', olga)
  if ('refused' in first) throw new Error(first.refused)
  await addMember(rooms.db, group.id, { user: first.userId })
  await enter(id, 'subject 1', olga)
  expect(await groupsOf(rooms.db, first.userId)).toEqual(new Set([group.id]))
  await rooms.db.user.update({ where: { id: first.userId }, data: { disabledAt: new Date() } })
  expect(await enter(id, 'subject 1', olga)).toEqual({ refused: 'disabled' })
  await rooms.db.identityProvider.update({ where: { id }, data: { enabled: false } })
  expect(await enter(id, 'subject 3', { preferred_username: 'pia' })).toEqual({ refused: 'provider-gone' })
})

test('claims without a usable name, and strangers where none are let in, are refused', async () => {
  const id = await make()
  expect(await enter(id, 'subject 1', {})).toEqual({ refused: 'no-name' })
  expect(await enter(id, '', olga)).toEqual({ refused: 'no-name' })
  expect(await enter(id, 'subject 1', { preferred_username: 'olga müller' })).toEqual({
    refused: 'name-not-usable',
  })
  const closed = await make({ name: 'Closed', createAccounts: false })
  expect(await enter(closed, 'subject 1', olga)).toEqual({ refused: 'no-account' })
  expect(await rooms.db.user.count()).toBe(0)
})

test('two factors there stand for ours only where that is set', async () => {
  const trusting = await make({ settings: { ...settings(), trustFactors: true } })
  const claims = { ...olga, amr: ['pwd', 'otp'] }
  const one = await enter(trusting, 'subject 1', claims)
  if ('refused' in one) throw new Error(one.refused)
  expect(await rooms.sessions.find(one.token)).toMatchObject({ secondFactor: 'given' })
  const plain = await make({ name: 'Plain' })
  const other = await enter(plain, 'subject 1', { ...claims, preferred_username: 'pia' })
  if ('refused' in other) throw new Error(other.refused)
  expect(await rooms.sessions.find(other.token)).toMatchObject({ secondFactor: 'not-needed' })
})

test.each<[Claims, string, boolean]>([
  [{ amr: ['mfa'] }, '', true],
  [{ amr: ['pwd', 'otp'] }, '', true],
  [{ amr: ['hwk', 'pin'] }, '', true],
  [{ amr: ['otp', 'sms'] }, '', false],
  [{ amr: ['pwd'] }, '', false],
  [{ amr: 'pwd' }, '', false],
  [{}, '', false],
  [{ acr: 'gold' }, 'silver gold', true],
  [{ acr: 'bronze' }, 'silver gold', false],
  [{ acr: '' }, '', false],
])('%j with acr "%s" is two factors: %s', (claims, acr, expected) => {
  expect(saysTwoFactors(claims, acr)).toBe(expected)
})

test('claims are found by name or path', () => {
  const claims = { 'a.b': 'plain', realm_access: { roles: ['x', 1, 'y'] } }
  expect(claimOf(claims, 'a.b')).toBe('plain')
  expect(textsOf(claimOf(claims, 'realm_access.roles'))).toEqual(['x', 'y'])
  expect(claimOf(claims, 'realm_access.none.more')).toBeUndefined()
  expect(claimOf(claims, 'constructor')).toBeUndefined()
})

test('the ID token is kept sealed, and leads to signing out there', async () => {
  const id = await make()
  const result = await enter(id, 'subject 1', olga)
  if ('refused' in result) throw new Error(result.refused)
  const session = await rooms.sessions.find(result.token)
  expect(JSON.stringify(await rooms.db.providerSignIn.findMany())).not.toContain('payload')
  const url = new URL((await endSessionUrl(rooms, session?.sessionId ?? '', 'http://here/sign-in')) ?? '')
  expect(url.href).toMatch(new RegExp(`^${server.issuer}/session/end`))
  expect(url.searchParams.get('id_token_hint')).toBe('header.payload.signature')
  expect(url.searchParams.get('post_logout_redirect_uri')).toBe('http://here/sign-in')
  expect(await endSessionUrl(rooms, 'another', 'http://here/sign-in')).toBeNull()
})

test('PKCE, state and nonce are always asked for', async () => {
  const id = await make()
  const provider = await rooms.providers.find(id)
  if (provider?.kind !== 'openid') throw new Error('gone')
  expect(openIdProvider(provider)).toMatchObject({
    checks: ['pkce', 'state', 'nonce'],
    clientSecret: 'a secret',
    authorization: { params: { scope: 'openid profile groups' } },
  })
})

test('the test says whether a provider answers', async () => {
  expect(await probeOpenId(settings())).toMatchObject([{ state: 'ok' }, { state: 'ok' }])
  const [dead] = await probeOpenId({ ...settings(), issuer: 'http://127.0.0.1:9' })
  expect(dead).toMatchObject({
    state: 'failed',
    sentence: expect.stringContaining('No OpenID provider answers'),
  })
  const other = server.issuer.replace('127.0.0.1', 'localhost')
  const [named] = await probeOpenId({ ...settings(), issuer: other })
  expect(named).toMatchObject({ state: 'failed', sentence: expect.stringContaining(server.issuer) })
})
