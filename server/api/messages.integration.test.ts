import { expect, test } from 'vitest'
import { databaseSuite } from '@/server/testing/database-suite'
import { openRooms } from '@/server/testing/rooms'
import { realClock } from '@/simulator/clock'
import { startSimulator } from '@/simulator/simulator'
import { appRouter } from './root'

const suite = databaseSuite()

test('messages are followed for the objects that are looked at, and older ones asked of the pool', async () => {
  const simulator = await startSimulator({ clock: realClock(1) })
  const rooms = openRooms(suite.database)
  suite.stops.push(() => simulator.stop(), rooms.stop)
  const { url, username, password } = simulator
  const { id: pool } = await rooms.pools.connect(
    { address: url, username, password, accepted: [], by: 'admin' },
    AbortSignal.timeout(15_000),
  )
  const vm = await rooms.vm('web-02', row => row.power_state === 'Running')
  const session = rooms.pools.session(pool)
  const names = () =>
    new Promise<string[] | undefined>(resolve => {
      let stop = () => {}
      stop = rooms.inventory.watchMessages(vm.id, noted => {
        resolve(noted?.messages.map(message => message.name))
        queueMicrotask(() => stop())
      })
    })
  for (const name of ['FIRST', 'SECOND', 'THIRD']) {
    await session.call.message.create(name, 5, 'VM', vm.uuid, `${name} of ${vm.uuid} on a host`)
    await expect.poll(async () => (await names())?.[0], { timeout: 15_000 }).toBe(name)
  }

  const caller = async (role: string) => {
    const { token } = await rooms.sessions.open(await rooms.addUser(role, role), '', 'test')
    const user = await rooms.sessions.find(token)
    if (!user) throw new Error('not signed in')
    return { user, api: appRouter.createCaller({ ...rooms, version: '0', user, address: '' }) }
  }
  const { user, api } = await caller('owner')
  const before = new Date(Date.now() + 60_000).toISOString()
  const older = await api.message.older({ id: vm.id, before })
  expect(
    older?.messages
      .slice(0, 3)
      .map(message => message.name)
      .sort(),
  ).toEqual(['FIRST', 'SECOND', 'THIRD'])
  expect(older?.complete).toBe(true)
  expect((await api.message.older({ id: vm.id, before: '2001-01-01T00:00:00Z' }))?.messages).toEqual([])

  // Who sees the VM alone is told what happened to it, not where.
  const lone = await rooms.addUser('lone', null)
  const grants = appRouter.createCaller({ ...rooms, version: '0', user, address: '' }).grant
  await grants.give({
    to: { kind: 'user', id: lone },
    role: 'read-only',
    scope: { kind: 'object', ref: vm.id },
    until: null,
    mayDelegate: false,
  })
  const { token } = await rooms.sessions.open(lone, '', 'test')
  const theirs = await rooms.sessions.find(token)
  const narrow = appRouter.createCaller({ ...rooms, version: '0', user: theirs ?? null, address: '' })
  const seen = await narrow.message.older({ id: vm.id, before })
  expect(seen?.messages.map(message => message.name)).toContain('THIRD')
  expect(new Set(seen?.messages.map(message => message.body))).toEqual(new Set(['']))
  const hidden = await rooms.vm('web-01', () => true)
  await expect(narrow.message.older({ id: hidden.id, before })).rejects.toMatchObject({
    cause: { code: 'not-found' },
  })
})
