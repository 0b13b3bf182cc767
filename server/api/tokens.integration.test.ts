import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { SignedIn } from '@/server/access/sessions'
import { createTokens } from '@/server/access/tokens'
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
  await database.forgetAudit()
  root = await signedIn('root', 'owner')
})

async function signedIn(username: string, role: string): Promise<SignedIn> {
  const id = await rooms.addUser(username, role)
  const { token } = await rooms.sessions.open(id, '', 'test')
  const user = await rooms.sessions.find(token)
  if (!user) throw new Error('not signed in')
  return user
}
const caller = (user: SignedIn | null) =>
  appRouter.createCaller({ ...rooms, version: '0', user, address: '10.0.0.9' })
const as = (user: SignedIn) => caller(user).service
const withToken = async (token: string) => {
  const user = await rooms.tokens.find(token, '10.0.0.7')
  if (!user) throw new Error('not a good token')
  return user
}
async function bot(role = 'vm-operator', tokenRole = role, days: number | null = 30) {
  const { id } = await as(root).create({ username: 'bot', description: 'Backs up', role })
  const { token } = await as(root).createToken({ id, name: 'nightly', role: tokenRole, days })
  return { id, token }
}
const notAllowed = { cause: { code: 'not-allowed' } }

test.each(roleNames.filter(role => !['pool-admin', 'owner'].includes(role)))(
  '%s may do nothing to service accounts',
  async role => {
    const { id } = await as(root).create({ username: 'bot', description: '', role: 'read-only' })
    const service = as(await signedIn('someone', role))
    for (const attempt of [
      () => service.list(),
      () => service.get({ id }),
      () => service.create({ username: 'mine', description: '', role }),
      () => service.describe({ id, description: '' }),
      () => service.setRole({ id, role }),
      () => service.disable({ id }),
      () => service.enable({ id }),
      () => service.delete({ id }),
      () => service.createToken({ id, name: 'mine', role, days: 1 }),
      () => service.revokeToken({ id, token: id }),
    ]) {
      await expect(attempt()).rejects.toMatchObject(notAllowed)
    }
  },
)

test('a token is recognisable, random, kept as its hash alone, and shown once', async () => {
  const { id, token } = await bot()
  expect(token).toMatch(/^domus_[A-Za-z0-9_-]{43}$/)
  const kept = JSON.stringify(await rooms.db.apiToken.findMany())
  const shown = JSON.stringify([await as(root).get({ id }), await as(root).list()])
  const log = JSON.stringify(await rooms.db.auditEntry.findMany(), (_, value) =>
    typeof value === 'bigint' ? String(value) : value,
  )
  for (const text of [kept, shown, log]) {
    expect(text).toContain('nightly')
    expect(text).not.toContain(token.slice('domus_'.length))
  }
  expect(await rooms.tokens.find('domus_nothing', '')).toBeNull()
  expect(await rooms.tokens.find(token.slice('domus_'.length), '')).toBeNull()
})

test('a token acts as its account, narrowed to its role, and is named in the log', async () => {
  const { id, token } = await bot('pool-admin', 'vm-operator')
  const user = await withToken(token)
  expect(user).toMatchObject({ username: 'bot', token: { name: 'nightly', role: 'vm-operator' } })
  const { permissions } = await caller(user).session.me()
  expect(permissions).toContain('vm.power')
  expect(permissions).not.toContain('audit.read')
  await expect(caller(user).audit.list({})).rejects.toMatchObject(notAllowed)
  await as(root).setRole({ id, role: 'read-only' })
  expect((await caller(await withToken(token)).session.me()).permissions).not.toContain('vm.power')
  const { token: strong } = await as(root).createToken({ id, name: 'strong', role: 'pool-admin', days: null })
  expect((await caller(await withToken(strong)).session.me()).permissions).not.toContain('audit.read')
  await as(root).setRole({ id, role: 'pool-admin' })
  await caller(await withToken(strong)).group.create({ name: 'made by bot', description: '' })
  const line = await rooms.db.auditEntry.findFirstOrThrow({ where: { action: 'group.create' } })
  expect(line).toMatchObject({ userName: 'bot', userId: id, params: { name: 'made by bot' } })
  expect(line.tokenName).toMatch(/^strong \(/)
})

test('nothing about sign-ins and tokens is done with a token', async () => {
  const { id, token } = await bot('pool-admin')
  const user = await withToken(token)
  const one = caller(user)
  for (const attempt of [
    () => one.session.list(),
    () => one.session.changePassword({ current: 'x', next: 'a password that is long' }),
    () => one.token.list(),
    () => one.token.create({ name: 'another', role: 'pool-admin', days: null }),
    () => one.service.list(),
    () => one.service.createToken({ id, name: 'another', role: 'pool-admin', days: null }),
  ]) {
    await expect(attempt()).rejects.toMatchObject(notAllowed)
  }
})

test('a token is refused once it is revoked, has expired, or its account is disabled or deleted', async () => {
  const { id, token } = await bot()
  const ended: string[] = []
  const stop = rooms.sessions.onEnd(one => ended.push(one))
  const [issued] = (await as(root).get({ id })).issued
  await as(root).disable({ id })
  expect(await rooms.tokens.find(token, '')).toBeNull()
  await as(root).enable({ id })
  expect(await rooms.tokens.find(token, '')).not.toBeNull()
  await as(root).revokeToken({ id, token: issued?.id ?? '' })
  expect(ended).toEqual([issued?.id])
  stop()
  expect(await rooms.tokens.find(token, '')).toBeNull()
  await expect(as(root).revokeToken({ id, token: issued?.id ?? '' })).rejects.toThrow(
    'This token was revoked already.',
  )
  const { token: short } = await as(root).createToken({ id, name: 'short', role: 'read-only', days: 1 })
  const tomorrow = createTokens(rooms.db, rooms.sessions, () => Date.now() + 25 * 60 * 60 * 1000)
  expect(await rooms.tokens.find(short, '')).not.toBeNull()
  expect(await tomorrow.find(short, '')).toBeNull()
  expect((await tomorrow.list(id)).map(one => [one.name, one.state])).toEqual([
    ['short', 'expired'],
    ['nightly', 'revoked'],
  ])
  await as(root).delete({ id })
  expect(await rooms.tokens.find(short, '')).toBeNull()
})

test('a stream that was opened with a token ends when it is revoked', async () => {
  const { id, token } = await bot()
  const user = await withToken(token)
  const stream = (await caller(user).live.changes({ tab: 'one' }))[Symbol.asyncIterator]()
  expect((await stream.next()).done).toBe(false)
  const after = stream.next()
  await as(root).revokeToken({ id, token: user.sessionId })
  expect((await after).done).toBe(true)
})

test('when and from where a token was last used is seen', async () => {
  const { id, token } = await bot()
  expect((await as(root).list())[0]).toMatchObject({ username: 'bot', tokens: 1, lastUsedAt: null })
  await withToken(token)
  expect((await as(root).get({ id })).issued[0]).toMatchObject({ lastAddress: '10.0.0.7' })
  expect((await as(root).list())[0]?.lastUsedAt).not.toBeNull()
})

test('a service account is no user: it has no password, is not listed among people and keeps nobody an administrator', async () => {
  const { id } = await bot('owner')
  expect((await caller(root).user.list()).map(user => user.username)).toEqual(['root'])
  await expect(caller(root).user.resetPassword({ id })).rejects.toThrow('This user is gone.')
  const second = await signedIn('second', 'owner')
  await caller(second).user.disable({ id: root.userId })
  await expect(caller(second).user.setRole({ id: second.userId, role: 'read-only' })).rejects.toThrow(
    'This would leave no enabled owner.',
  )
})

test('people make, see and revoke tokens of their own and nobody else’s', async () => {
  const ann = await signedIn('ann', 'vm-operator')
  const { id, token } = await caller(ann).token.create({ name: 'script', role: 'pool-admin', days: 7 })
  expect((await caller(await withToken(token)).session.me()).permissions).not.toContain('user.manage')
  expect((await caller(root).token.list()).map(one => one.name)).toEqual([])
  await expect(caller(root).token.revoke({ id })).rejects.toThrow('This token is gone.')
  await caller(ann).token.revoke({ id })
  expect(await rooms.tokens.find(token, '')).toBeNull()
})

test('a token is good where it was made for, and nowhere else', async () => {
  const { id } = await as(root).create({ username: 'bot', description: '', role: 'vm-operator' })
  const scope = { kind: 'folder' as const, ref: '/lab' }
  const { token } = await as(root).createToken({ id, name: 'lab', role: 'vm-operator', days: 1, scope })
  const { access } = rooms.rights.principal(await withToken(token))
  expect([...access.everywhere]).toEqual([])
  const lies = { ids: ['p.VM-web'], pool: 'p', host: null, vapp: null, tags: [] }
  expect(access.at({ ...lies, folder: '/lab/web' }).has('vm.power')).toBe(true)
  expect([...access.at({ ...lies, folder: '/other' })]).toEqual([])
  expect(await rooms.tokens.list(id)).toMatchObject([{ scopeType: 'folder', scopeId: '/lab' }])
  const line = await rooms.db.auditEntry.findFirst({ where: { action: 'service.createToken' } })
  expect(line?.params).toMatchObject({ scope: 'folder /lab' })
})

test('a token may be narrowed to a composed role, and is good for nothing once that is deleted', async () => {
  const role = caller(root).role
  const composed = { name: 'night shift', description: '', permissions: ['vm.power', 'audit.read'] as const }
  const { id: roleId } = await role.create({ ...composed, permissions: [...composed.permissions] })
  const { id } = await as(root).create({ username: 'bot', description: '', role: 'pool-admin' })
  const { token } = await as(root).createToken({ id, name: 'nightly', role: roleId, days: 1 })
  const held = async () => [...rooms.rights.principal(await withToken(token)).access.everywhere].sort()
  expect(await held()).toEqual(['audit.read', 'vm.power'])
  expect((await as(root).get({ id })).issued).toMatchObject([{ name: 'nightly', role: 'night shift' }])
  const line = await rooms.db.auditEntry.findFirst({ where: { action: 'service.createToken' } })
  expect(line?.params).toMatchObject({ role: 'night shift' })

  await as(root).setRole({ id, role: roleId })
  expect(await as(root).get({ id })).toMatchObject({ role: 'night shift', roleId })
  await role.delete({ id: roleId, withGrants: true })
  expect(await held()).toEqual([])
  expect((await as(root).get({ id })).issued).toMatchObject([{ role: 'a role that is gone' }])
})

test('a role that is not there is refused at its field, and nothing is made', async () => {
  const { id } = await as(root).create({ username: 'bot', description: '', role: 'read-only' })
  const unknown = { cause: { shape: { code: 'bad-input', field: 'role' } } }
  const given = { name: 'nightly', role: 'captain', days: 1 }
  await expect(as(root).createToken({ id, ...given })).rejects.toMatchObject(unknown)
  await expect(caller(root).token.create(given)).rejects.toMatchObject(unknown)
  await expect(
    as(root).create({ username: 'other', description: '', role: 'captain' }),
  ).rejects.toMatchObject(unknown)
  expect(await rooms.db.apiToken.count()).toBe(0)
  expect(await rooms.db.user.count({ where: { username: 'other' } })).toBe(0)
})
