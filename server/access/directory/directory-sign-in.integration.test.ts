import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { ProviderGiven } from '@/server/shared/identity-provider'
import { startTestDatabase, type TestDatabase } from '@/server/testing/database'
import { openRooms } from '@/server/testing/rooms'
import { addMember, groupsOf } from '../groups'
import { createUserAdmin } from '../manage-users'
import { hashPassword } from '../passwords'
import { rolesOf } from '../roles-of'
import { signIn } from '../sign-in'
import { type LdapServer, startLdapServer } from '../testing/ldap-server'
import { openLdapEntries, openLdapSettings, searcherPassword } from '../testing/people'
import { refreshDirectory } from './refresh'
import { askDirectories } from './sign-in'

let database: TestDatabase
let rooms: ReturnType<typeof openRooms>
let server: LdapServer
beforeAll(async () => {
  database = await startTestDatabase()
  rooms = openRooms(database)
})
afterAll(async () => {
  await rooms.stop()
  await database.stop()
})
beforeEach(async () => {
  await rooms.db.user.deleteMany()
  await rooms.db.group.deleteMany()
  await rooms.db.identityProvider.deleteMany()
  await rooms.db.signInFailure.deleteMany()
  server = await startLdapServer(openLdapEntries())
})
afterEach(() => server.stop())

const group = async (name: string) => (await rooms.db.group.create({ data: { name } })).id
const given = (more: Partial<ProviderGiven> = {}): ProviderGiven =>
  Object.assign(
    {
      kind: 'ldap' as const,
      name: 'Head office',
      enabled: true,
      createAccounts: true,
      role: 'vm-operator',
      groups: [],
      settings: openLdapSettings(server.url),
    },
    more,
  )
const enter = (username: string, password: string) =>
  signIn(
    { ...rooms, directories: (typed, only) => askDirectories(rooms, typed, only) },
    { username, password },
    { address: '10.0.0.9', userAgent: 'test' },
  )
const ann = 'password of ann'
const lastSignIn = () =>
  rooms.db.auditEntry.findFirstOrThrow({ where: { action: 'session.signIn' }, orderBy: { id: 'desc' } })
async function refresh(id: string): Promise<string> {
  const provider = await rooms.providers.find(id)
  if (!provider) throw new Error('gone')
  return refreshDirectory(rooms, provider)
}

test('who signs in for the first time gets an account, the groups that are assigned, and a line each', async () => {
  const [ops, all] = [await group('Operators'), await group('Everyone')]
  const { id } = await rooms.providers.create(
    given({
      groups: [
        { external: 'CN=Ops, OU=groups,DC=example,DC=org', groupId: ops },
        { external: 'cn=nobody,ou=groups,dc=example,dc=org', groupId: all },
      ],
    }),
    searcherPassword,
  )
  const result = await enter('ann', ann)
  if (result.outcome !== 'signed-in') throw new Error(result.outcome)
  expect(await rooms.sessions.find(result.token)).toMatchObject({
    username: 'ann',
    method: 'directory',
    mustChangePassword: false,
  })
  expect(await rolesOf(rooms.db, result.userId)).toEqual(new Set(['vm-operator']))
  expect(await groupsOf(rooms.db, result.userId)).toEqual(new Set([ops]))
  expect(await rooms.db.groupMember.findMany()).toMatchObject([{ source: id }])
  expect(await lastSignIn()).toMatchObject({ userName: 'ann', result: 'succeeded' })
  const admitted = await rooms.db.auditEntry.findFirstOrThrow({
    where: { action: 'user.admit' },
    orderBy: { id: 'desc' },
  })
  expect(admitted.sentence).toBe('Make an account for ann, known to Head office')
  expect(await enter('ANN', ann)).toMatchObject({ outcome: 'refused' })
  expect(await rooms.db.user.count()).toBe(1)
})

test('wrong and empty passwords, unknown names and wildcards are refused', async () => {
  await rooms.providers.create(given(), searcherPassword)
  for (const [name, password] of [
    ['ann', 'password of bob'],
    ['ann', ''],
    ['zoe', ann],
    ['*', ann],
    ['ann)(uid=*', ann],
  ] as const) {
    expect(await enter(name, password), name).toEqual({ outcome: 'refused' })
  }
  expect(await rooms.db.user.count()).toBe(0)
})

test('without leave to make accounts nobody new comes in', async () => {
  await rooms.providers.create(given({ createAccounts: false }), searcherPassword)
  expect(await enter('ann', ann)).toEqual({ outcome: 'refused' })
  expect(await lastSignIn()).toMatchObject({ errorCode: 'no-account', params: { directory: 'Head office' } })
})

test('an account is never taken over by its name', async () => {
  await rooms.providers.create(given(), searcherPassword)
  const passwordHash = await hashPassword('a password of Domus')
  const { id } = await rooms.db.user.create({ data: { username: 'Ann', passwordHash } })
  expect(await enter('ann', ann)).toEqual({ outcome: 'refused' })
  expect(server.binds).toEqual([])
  expect(await enter('ann', 'a password of Domus')).toMatchObject({ outcome: 'signed-in', userId: id })
  await rooms.db.user.update({ where: { id }, data: { passwordHash: null } })
  expect(await enter('ann', ann)).toEqual({ outcome: 'refused' })
  expect(await lastSignIn()).toMatchObject({ errorCode: 'name-taken' })
})

test('somebody is known by what stays: another person of the same name is another person', async () => {
  await rooms.providers.create(given(), searcherPassword)
  const first = await enter('ann', ann)
  if (first.outcome !== 'signed-in') throw new Error(first.outcome)
  const entry = server.entries.find(one => one.dn.startsWith('uid=ann'))
  if (!entry) throw new Error('no ann')
  entry.attributes.uid = ['anna']
  entry.dn = 'uid=anna,ou=people,dc=example,dc=org'
  expect(await enter('anna', ann)).toMatchObject({ outcome: 'signed-in', userId: first.userId })
  entry.attributes.entryuuid = ['00000000-0000-4000-8000-0000000000ff']
  entry.attributes.uid = ['ann']
  expect(await enter('ann', ann)).toEqual({ outcome: 'refused' })
})

test('groups are taken over at each sign-in and refresh; what was done by hand stays', async () => {
  const [ops, all, hand] = [await group('Operators'), await group('Everyone'), await group('By hand')]
  const groups = [
    { external: 'cn=ops,ou=groups,dc=example,dc=org', groupId: ops },
    { external: 'cn=late,ou=groups,dc=example,dc=org', groupId: all },
  ]
  const { id } = await rooms.providers.create(given({ groups }), searcherPassword)
  const result = await enter('ann', ann)
  if (result.outcome !== 'signed-in') throw new Error(result.outcome)
  await addMember(rooms.db, hand, { user: result.userId })
  const opsEntry = server.entries.find(one => one.dn.startsWith('cn=ops'))
  if (!opsEntry) throw new Error('no ops')
  opsEntry.attributes.member = ['uid=bob,ou=people,dc=example,dc=org']
  server.entries.push({
    dn: 'cn=late,ou=groups,dc=example,dc=org',
    attributes: { objectclass: ['groupOfNames'], member: ['uid=ann,ou=people,dc=example,dc=org'] },
  })
  expect(await refresh(id)).toBe('')
  expect(await groupsOf(rooms.db, result.userId)).toEqual(new Set([all, hand]))
  await rooms.providers.update(id, given(), undefined)
  expect(await groupsOf(rooms.db, result.userId)).toEqual(new Set([hand]))
})

test('who is gone from the directory is signed out with their tokens at the next refresh, and not before', async () => {
  const ops = await group('Operators')
  const groups = [{ external: 'cn=ops,ou=groups,dc=example,dc=org', groupId: ops }]
  const { id } = await rooms.providers.create(given({ groups }), searcherPassword)
  const result = await enter('ann', ann)
  if (result.outcome !== 'signed-in') throw new Error(result.outcome)
  const grant = { name: 'script', role: 'read-only', expiresAt: null }
  const { token } = await rooms.tokens.issue(result.userId, grant, 'ann')
  const entries = server.entries.splice(0)
  const { url } = server
  await server.stop()
  expect(await refresh(id)).toContain('refuses the connection')
  expect(await rooms.sessions.find(result.token)).not.toBeNull()
  expect((await rooms.providers.list())[0]?.trouble).toContain('refuses the connection')
  expect(await enter('ann', ann)).toEqual({ outcome: 'unavailable' })

  server = await startLdapServer(entries.filter(one => !one.dn.startsWith('uid=ann')))
  await rooms.providers.update(id, given({ groups }), searcherPassword)
  expect(url).not.toBe(server.url)
  expect(await refresh(id)).toBe('')
  expect(await rooms.sessions.find(result.token)).toBeNull()
  expect(await rooms.tokens.find(token, '')).toBeNull()
  expect(await groupsOf(rooms.db, result.userId)).toEqual(new Set())
  const [line] = await rooms.db.auditEntry.findMany({ where: { action: 'user.shutOut' } })
  expect(line?.sentence).toBe('Sign ann out, who is gone from Head office or disabled there')
})

test('the secret is sealed, never shown, and not told to another address', async () => {
  const { id } = await rooms.providers.create(given(), searcherPassword)
  const kept = await rooms.db.identityProvider.findUniqueOrThrow({ where: { id } })
  expect(JSON.stringify([kept, await rooms.providers.list()])).not.toContain(searcherPassword)
  const elsewhere = { ...openLdapSettings('ldap://elsewhere.example') }
  await expect(
    rooms.providers.update(id, given(Object.assign({}, { settings: elsewhere })), undefined),
  ).rejects.toMatchObject({ code: 'bad-input', shape: { field: 'secret' } })
  await expect(
    rooms.providers.secretFor(id, given(Object.assign({}, { settings: elsewhere })), undefined),
  ).rejects.toMatchObject({ shape: { field: 'secret' } })
  expect(await rooms.providers.secretFor(id, given(), undefined)).toBe(searcherPassword)
})

test('of several directories the next one is asked, also when the first is silent', async () => {
  await rooms.providers.create(
    given(Object.assign({}, { name: 'Dead', settings: openLdapSettings('ldap://127.0.0.1:9') })),
    searcherPassword,
  )
  await rooms.providers.create(given(), searcherPassword)
  expect(await enter('ann', ann)).toMatchObject({ outcome: 'signed-in' })
  expect(await enter('zoe', ann)).toEqual({ outcome: 'unavailable' })
})

test('nobody who comes from a directory is given a password that would get round it', async () => {
  await rooms.providers.create(given(), searcherPassword)
  const result = await enter('ann', ann)
  if (result.outcome !== 'signed-in') throw new Error(result.outcome)
  const admin = createUserAdmin(rooms)
  const by = { userId: await rooms.addUser('root', 'owner'), username: 'root' }
  await expect(admin.resetPassword(result.userId, by)).rejects.toThrow('ann has no password here.')
  await expect(admin.resetLink(result.userId, by)).rejects.toThrow('ann signs in by Head office.')
})
