import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Principal } from '@/server/access/policy'
import { accessAs } from '@/server/testing/access'
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

const reader: Principal = {
  ...administrator,
  username: 'reader',
  access: accessAs('read-only'),
  sessionId: 'refusals',
}
const as = (user: Principal | null) =>
  appRouter.createCaller({ ...rooms, user, address: '192.0.2.7', version: '0' })
const refused = () =>
  database.db.auditEntry.findMany({ where: { action: 'api.refused' }, orderBy: { id: 'asc' } })

it('writes down what somebody asked for without the right to it, once a minute, by what it was about alone', async () => {
  const id = '6f1f9a5e-55c1-4a2f-8d52-00000000000f'
  for (let at = 0; at < 3; at++)
    await expect(as(reader).user.delete({ id })).rejects.toThrow('does not allow')
  await expect(as(reader).audit.list({ text: 'secret words' })).rejects.toThrow('does not allow')
  await expect(as(reader).audit.entry({ id: '1' })).rejects.toThrow('does not allow')
  // Nobody is refused under a name.
  await expect(as(null).audit.list({})).rejects.toThrow('not signed in')
  const lines = await refused()
  expect(lines.map(line => [line.userName, line.sentence, line.params])).toEqual([
    ['reader', 'Ask for user.delete', { id }],
    ['reader', 'Ask for audit.list', {}],
    ['reader', 'Ask for audit.entry', { id: '1' }],
  ])
  expect(lines[0]).toMatchObject({
    result: 'refused',
    errorCode: 'not-allowed',
    address: '192.0.2.7',
    sessionId: 'refusals',
  })
})

it('writes one line for what an action is refused by', async () => {
  await database.forgetAudit()
  const missing = as(reader).operation.run({ action: 'vm.start', object: 'p.1' })
  await expect(missing).rejects.toThrow()
  expect(await refused()).toEqual([])
})
