import { afterAll, beforeAll, expect, test } from 'vitest'
import { ref } from '@/server/inventory/testing/records'
import { smallPool } from '@/server/inventory/testing/small-pool'
import { startTestDatabase, type TestDatabase } from '@/server/testing/database'
import { openRooms } from '@/server/testing/rooms'
import { appRouter } from './root'

let database: TestDatabase
let rooms: ReturnType<typeof openRooms>
const people = new Map<string, string>()
const groups = new Map<string, string>()
const web = 'p.VM-web'

const idOf = (name: string) => people.get(name) ?? groups.get(name) ?? ''

function as(username: string) {
  const user = {
    sessionId: idOf(username),
    userId: idOf(username),
    username,
    mustChangePassword: false,
    method: 'password' as const,
    authenticatedAt: Date.now(),
    secondFactor: 'not-needed' as const,
  }
  return appRouter.createCaller({ ...rooms, version: '0', user, address: '' }).grant
}

/** Ann leads a folder; the group "web" holds "night", and in that is Bob; Cyd and Dan have nothing. */
beforeAll(async () => {
  database = await startTestDatabase()
  rooms = openRooms(database)
  const pool = smallPool()
  pool.put('VM', 'web', { other_config: { folder: '/lab/web' }, name_label: 'web' })
  pool.put('VM', 'db', { other_config: { folder: '/lab/db' }, name_label: 'db', tags: ['slow'] })
  pool.put('VM_appliance', 'shop', { name_label: 'shop' })
  pool.put('VM', 'db', { appliance: ref('VM_appliance', 'shop') })
  rooms.inventory.follow({ id: 'p', name: 'p', address: '10.0.0.1' }, pool.connect)
  people.set('root', await rooms.addUser('root', 'owner'))
  for (const name of ['ann', 'bob', 'cyd', 'dan']) people.set(name, await rooms.addUser(name, null))
  for (const name of ['web', 'night']) groups.set(name, (await rooms.db.group.create({ data: { name } })).id)
  await rooms.db.groupMember.createMany({
    data: [
      { groupId: idOf('web'), memberGroupId: idOf('night'), source: 'domus' },
      { groupId: idOf('night'), userId: idOf('bob'), source: 'domus' },
    ],
  })
  await rooms.rights.refresh()
  await rooms.inventory.waitFor(() => rooms.inventory.table.get(web))
})
afterAll(async () => {
  await rooms.stop()
  await database.stop()
})

const give = (by: string, to: string, role: string, scope: { kind: 'folder' | 'object'; ref: string }) =>
  as(by).give({
    to: { kind: groups.has(to) ? 'group' : 'user', id: idOf(to) },
    role,
    scope,
    until: null,
    mayDelegate: to === 'ann',
  })
const why = (by: string, who: string) =>
  as(by).explain({ user: idOf(who), permission: 'vm.power', object: web })

test('what is handed on reaches as far as both grants, is explained through groups, and falls with the first', async () => {
  const folder = { kind: 'folder' as const, ref: '/lab/web' }
  const led = await give('root', 'ann', 'vm-admin', folder)
  await give('ann', 'web', 'vm-operator', { kind: 'object', ref: web })
  await expect(give('ann', 'web', 'vm-operator', { kind: 'object', ref: 'p.VM-db' })).rejects.toThrow(
    'This object is gone.',
  )
  await expect(give('ann', 'web', 'pool-operator', { kind: 'object', ref: web })).rejects.toThrow(
    'only what you may delegate',
  )

  const told = await why('ann', 'bob')
  expect(told).toMatchObject({ allowed: true, words: 'Start, shut down and reboot VMs', youCould: true })
  expect(told.by).toHaveLength(1)
  expect(told.by[0]?.through).toEqual(['web', 'night'])
  expect(told.by[0]?.grant).toMatchObject({ role: { name: 'vm-operator' }, givenBy: 'ann' })
  expect(told.by[0]?.chain.map(({ id, to }) => [id, to.name])).toEqual([[led.id, 'ann']])

  // Of others nobody is told who has nothing to look after; of themselves everybody is.
  await expect(why('bob', 'ann')).rejects.toThrow('told to those who may delegate it')
  expect(await why('bob', 'bob')).toMatchObject({ allowed: true, by: [{ chain: [] }], youCould: false })
  await expect(why('dan', 'dan')).rejects.toThrow('This object is gone.')

  const not = await why('ann', 'cyd')
  expect(not).toMatchObject({ allowed: false, by: [], without: [], couldGive: ['ann', 'root'] })
  expect(not.roles).toEqual([
    'vm-operator',
    'vm-admin',
    'vm-power-admin',
    'pool-operator',
    'pool-admin',
    'owner',
  ])

  const seen = await as('ann').reaching({ object: web })
  expect(seen).toMatchObject({ everyone: true, mayGive: true, more: 0 })
  expect(seen.people.map(({ user, through }) => [user.name, through]).sort()).toEqual([
    ['ann', []],
    ['bob', ['web', 'night']],
    ['root', []],
  ])
  const own = await as('bob').reaching({ object: web })
  expect(own).toMatchObject({ everyone: false, mayGive: false })
  expect([...new Set(own.people.map(({ user }) => user.name))]).toEqual(['bob'])
  expect(own.grants.map(({ to }) => to.name)).toEqual(['web'])

  await as('root').revoke({ id: led.id })
  expect(await why('root', 'bob')).toMatchObject({ allowed: false, by: [], couldGive: ['root'] })
  expect((await as('root').reaching({ object: web })).people.map(({ user }) => user.name)).toEqual(['root'])
})

test('a grant that has run out is named as the one that would have said so', async () => {
  await rooms.db.grant.create({
    data: {
      userId: idOf('cyd'),
      role: 'vm-operator',
      scopeKind: 'object',
      scopeRef: web,
      expiresAt: new Date(Date.now() - 60_000),
      givenByName: 'a test',
    },
  })
  await rooms.rights.refresh()
  const told = await why('root', 'cyd')
  expect(told).toMatchObject({ allowed: false, by: [], idle: [{ grant: { stands: false } }] })
})

test('a scope can name the folders, tags, vApps and projects that one may know of', async () => {
  await rooms.db.project.create({ data: { name: 'web shop' } })
  await give('root', 'ann', 'vm-admin', { kind: 'folder', ref: '/lab/web' })
  expect(await as('root').places()).toMatchObject({
    folders: ['/lab', '/lab/db', '/lab/web'],
    tags: ['slow'],
    vapps: [{ name: 'shop' }],
    projects: [{ name: 'web shop' }],
  })
  expect(await as('ann').places()).toEqual({
    folders: ['/lab', '/lab/web'],
    tags: [],
    vapps: [],
    projects: [],
  })
})
