import { expect, it } from 'vitest'
import { openNotices } from '@/server/db/notices'
import type { OperationRow } from '@/server/inventory/rows'
import { adoptOrphans } from '@/server/operations/adopt'
import { databaseSuite } from '@/server/testing/database-suite'
import { administrator, openRooms } from '@/server/testing/rooms'
import { realClock } from '@/simulator/clock'
import { startSimulator } from '@/simulator/simulator'

const suite = databaseSuite()

const admin = { user: administrator, address: '192.0.2.7' }
const soon = () => AbortSignal.timeout(15_000)

/** One process among several. */
async function join() {
  const notices = await openNotices(suite.database.url, suite.database.db, (what, error) =>
    console.error(what, error),
  )
  const rooms = openRooms(suite.database, notices)
  let gone: Promise<void> | undefined
  const stop = () => {
    gone ??= rooms.stop().then(() => notices.stop())
    return gone
  }
  suite.stops.push(stop)
  return { ...rooms, notices, stop }
}

async function simulate(speed: number) {
  const simulator = await startSimulator({ clock: realClock(speed) })
  suite.stops.push(() => simulator.stop())
  const { url: address, username, password } = simulator
  return { address, username, password, accepted: [], by: 'admin' }
}

it('ends what a session has open, wherever it was revoked or its user disabled', async () => {
  const [one, two] = [await join(), await join()]
  const user = await suite.database.db.user.create({
    data: { username: 'someone', passwordHash: '' },
  })
  const ended = () => new Promise<string>(resolve => two.sessions.onEnd(resolve))
  const first = await one.sessions.open(user.id, '', '')
  const revoked = ended()
  await one.sessions.revoke(user.id, first.id)
  expect(await revoked).toBe(first.id)

  const second = await one.sessions.open(user.id, '', '')
  const disabled = ended()
  await suite.database.db.user.update({ where: { id: user.id }, data: { disabledAt: new Date() } })
  expect(await disabled).toBe(second.id)
})

it('follows, signs in anew and leaves a pool as another process connects, changes and disconnects it', async () => {
  const [one, two] = [await join(), await join()]
  const given = await simulate(20)
  const { id } = await one.pools.connect(given, soon())
  await two.inventory.waitFor(() => two.inventory.pool(id)?.freshness.state === 'live', soon())
  const before = two.pools.session(id)
  await one.pools.setCredentials(id, given.username, given.password, soon())
  const after = await two.inventory.waitFor(() => {
    const live = two.pools.live(id)
    return live === before ? undefined : live
  }, soon())
  expect(after).toBeDefined()
  await one.pools.disconnect(id)
  await two.inventory.waitFor(() => !two.inventory.pool(id), soon())
  expect(one.inventory.pools()).toEqual([])
})

it('shows the runs of another process, lets them be cancelled, and settles what it leaves behind', async () => {
  const [one, two] = [await join(), await join()]
  const { id: pool } = await one.pools.connect(await simulate(0.5), soon())
  await two.inventory.waitFor(() => two.inventory.pool(pool)?.freshness.state === 'live', soon())
  const seen = (id: string, state: string) =>
    new Promise<void>(resolve => {
      const look = () => {
        if (!two.operations.rows().some(row => row.id === id && row.state === state && row.task)) return
        stop()
        resolve()
      }
      const stop = two.operations.subscribe(look)
      look()
    })

  const web = await one.vm('web-01', row => row.power_state === 'Running')
  const shutDown = await one.operations.run(admin, { action: 'vm.shutDown', object: web.id })
  await seen(shutDown.id, 'running')
  expect(two.operations.rows().find(row => row.id === shutDown.id)).toEqual(
    expect.objectContaining({
      title: 'Shut down web-01',
      user: 'admin',
      object: { class: 'VM', id: web.id, name: 'web-01' },
    }),
  )
  await two.operations.cancel(admin, shutDown.id)
  await seen(shutDown.id, 'cancelled')

  const rds = await one.vm('rds-03')
  const start = await one.operations.run(admin, { action: 'vm.start', object: rds.id })
  await one.stop()
  const stopping = new AbortController()
  const adopting = adoptOrphans(two, stopping.signal)
  await seen(start.id, 'succeeded')
  stopping.abort()
  await adopting
  const line = await suite.database.db.auditEntry.findUniqueOrThrow({ where: { id: BigInt(start.id) } })
  expect(line).toMatchObject({ result: 'succeeded', process: one.notices.process })
})

it('leaves alone what a living process is about', async () => {
  const [one, two] = [await join(), await join()]
  const id = await one.audit.begin({ userName: 'a', address: '', action: 'vm.start', sentence: 'Start x' })
  expect(await two.audit.orphans(await two.notices.present())).toEqual([])
  await one.stop()
  const left = await two.audit.orphans(await two.notices.present())
  expect(left.map(line => line.id)).toEqual([id])
  await two.audit.finish(id, { result: 'unknown' })
})

const viewer = (sessionId: string) => ({ sessionId, access: administrator.access })

it('hands what a tab shows to the process that has its stream', async () => {
  const [one, two, three] = [await join(), await join(), await join()]
  const over = new AbortController()
  const stream = one.live.stream(viewer('session'), 'tab', undefined, over.signal)
  expect((await stream.next()).value?.seq).toBe(0)
  const rows = Array.from({ length: 300 }, (_, at) => `lab.00000000-0000-0000-0000-${at}`)
  await two.live.show(viewer('session'), 'tab', { seq: 1, lists: [], tree: null, rows })
  const told = await stream.next()
  expect(told.value?.seq).toBe(1)
  expect(told.value?.missing).toHaveLength(300)
  // Another session can't say what this tab shows.
  await three.live.show(viewer('another session'), 'tab', { seq: 5, lists: [], tree: null, rows: [] })
  await two.live.show(viewer('session'), 'tab', { seq: 2, lists: [], tree: null, rows: [] })
  expect((await stream.next()).value?.seq).toBe(2)
  over.abort()
  expect((await stream.next()).done).toBe(true)
})

it('shows a run over many of another process, cancels and undoes it from here, and ends it when that is gone', async () => {
  const [one, two] = [await join(), await join()]
  const { id: pool } = await one.pools.connect(await simulate(0.5), soon())
  await two.inventory.waitFor(() => two.inventory.pool(pool)?.freshness.state === 'live', soon())
  const seen = (id: string, is: (row: OperationRow) => boolean) =>
    new Promise<OperationRow>((resolve, reject) => {
      const look = () => {
        const row = two.operations.rows().find(found => found.id === id)
        if (!row || !is(row)) return
        stop()
        resolve(row)
      }
      const stop = two.operations.subscribe(look)
      soon().addEventListener('abort', () => reject(new Error(`${id} was not seen so`)), { once: true })
      look()
    })
  const ended = (row: OperationRow) => row.state !== 'running'
  const objects = [await one.vm('web-01'), await one.vm('web-02')].map(({ id }) => id)

  const input = { add: ['blue'], remove: [] }
  const tagged = one.operations.runMany(admin, { action: 'object.setTags', targets: { objects }, input })
  expect(await seen(tagged.id, ended)).toMatchObject({
    title: 'Tag 2 VMs with “blue”',
    state: 'succeeded',
    parts: { total: 2, succeeded: 2 },
  })
  await two.vm('web-02', row => row.tags.includes('blue'))
  await two.operations.undo(admin, tagged.id)
  await one.vm('web-02', row => !row.tags.includes('blue'))
  await expect(one.operations.undo(admin, tagged.id)).rejects.toThrow('can’t be undone any more')

  const many = { action: 'vm.shutDown', targets: { objects } }
  const stopped = one.operations.runMany(admin, many)
  await seen(stopped.id, row => row.state === 'running')
  const parts = () => two.operations.rows().filter(row => row.bulk === stopped.id && row.task !== null)
  await two.inventory.waitFor(() => parts().length === 2 || undefined, soon())
  await two.operations.cancel(admin, stopped.id)
  expect(await seen(stopped.id, ended)).toMatchObject({ state: 'cancelled', parts: { cancelled: 2 } })

  const left = one.operations.runMany(admin, many)
  await seen(left.id, row => row.state === 'running')
  await one.stop()
  expect(await seen(left.id, ended)).toMatchObject({ state: 'unknown' })
})
