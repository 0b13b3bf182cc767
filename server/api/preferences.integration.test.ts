import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { SignedIn } from '@/server/access/sessions'
import { largestPreference, mostPreferences } from '@/server/shared/preferences'
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
beforeEach(async () => {
  await rooms.db.user.deleteMany()
})

async function someone(username: string): Promise<SignedIn> {
  const id = await rooms.addUser(username, 'read-only')
  const { token } = await rooms.sessions.open(id, '', 'test')
  const found = await rooms.sessions.find(token)
  if (!found) throw new Error('not signed in')
  return found
}
const as = (user: SignedIn | null) =>
  appRouter.createCaller({ ...rooms, version: '0', user, address: '' }).preference

test('[SYS-10] what a person chose is theirs, in every browser, until they choose something else', async () => {
  const [ann, ben] = [as(await someone('ann')), as(await someone('ben'))]
  await ann.change({
    changes: [
      { key: 'theme', value: 'dark' },
      { key: 'table.vms', value: { sort: { id: 'name', desc: true }, hidden: ['os'], widths: {} } },
    ],
  })
  await ann.change({
    changes: [
      { key: 'theme', value: 'light' },
      { key: 'split.tree', value: 300 },
    ],
  })
  expect(await ann.all()).toEqual({
    theme: 'light',
    'split.tree': 300,
    'table.vms': { sort: { id: 'name', desc: true }, hidden: ['os'], widths: {} },
  })
  expect(await ben.all()).toEqual({})
  await ann.change({ changes: [{ key: 'split.tree', value: null }] })
  expect(Object.keys(await ann.all())).not.toContain('split.tree')
})

test('refuses what is none of the choices, is oddly named, too large or too much, and keeps the rest out too', async () => {
  const ann = as(await someone('ann'))
  const fine = { key: 'density', value: 'compact' }
  for (const change of [
    { key: 'theme', value: 'purple' },
    { key: 'not/a key', value: 1 },
    { key: 'tree.expanded', value: 'x'.repeat(largestPreference) },
  ]) {
    await expect(ann.change({ changes: [fine, change] })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  }
  expect(await ann.all()).toEqual({})
  for (let from = 0; from < mostPreferences; from += 100) {
    await ann.change({
      changes: Array.from({ length: 100 }, (_, at) => ({ key: `split.pane-${from + at}`, value: at })),
    })
  }
  await expect(ann.change({ changes: [fine] })).rejects.toMatchObject({ cause: { code: 'refused' } })
  expect(Object.keys(await ann.all())).toHaveLength(mostPreferences)
})

test('is nobody’s who is not signed in, and goes with the account', async () => {
  await expect(as(null).all()).rejects.toMatchObject({ cause: { code: 'not-signed-in' } })
  const ann = await someone('ann')
  await as(ann).change({ changes: [{ key: 'theme', value: 'dark' }] })
  await rooms.db.user.delete({ where: { id: ann.userId } })
  expect(await rooms.db.preference.count()).toBe(0)
})
