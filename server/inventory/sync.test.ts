import { beforeEach, expect, test } from 'vitest'
import { createInventory, type InventoryChange } from './inventory'
import type { Freshness } from './rows'
import type { Connect } from './source'
import { describe } from './testing/describe'
import { FakeClock } from './testing/fake-clock'
import { eventOf, FakeFailure, type FakePool } from './testing/fake-pool'
import { record, ref } from './testing/records'
import { smallPool } from './testing/small-pool'

let clock: FakeClock
let pool: FakePool
let inventory: ReturnType<typeof createInventory>
let changes: InventoryChange[]

beforeEach(() => {
  clock = new FakeClock()
  pool = smallPool()
  inventory = createInventory({ clock, describe, random: () => 1 })
  changes = []
})

async function follow(): Promise<void> {
  inventory.follow({ id: 'p1', name: 'Lab', address: '10.0.0.1' }, pool.connect)
  await clock.advance(100)
  inventory.subscribe(change => changes.push(change))
}

const freshness = (): Freshness | undefined => inventory.pool('p1')?.freshness
const goneRows = () => changes.flatMap(change => change.gone.map(row => row.id))

test('a blink goes on with the token and nothing vanishes', async () => {
  await follow()
  const lastAnswer = freshness()
  expect(lastAnswer).toEqual({ state: 'live' })
  pool.cut()
  await clock.advance(100)
  expect(freshness()).toMatchObject({ state: 'stale', since: '2026-08-21T10:00:00Z' })
  pool.heal()
  pool.put('VM', 'web', { name_label: 'renamed' })
  await clock.advance(1_000)
  expect(freshness()).toEqual({ state: 'live' })
  expect(inventory.row('p1.VM-web')?.name_label).toBe('renamed')
  expect(pool.fills).toBe(1)
  expect(pool.logins).toBe(1)
  expect(goneRows()).toEqual([])
})

test('a lost session is replaced, and the refill shows only what differs', async () => {
  await follow()
  pool.cut(new FakeFailure('SESSION_INVALID', 'refused'))
  await clock.advance(10)
  pool.removeSilently('VM', 'db')
  pool.put('VM', 'web', { name_label: 'renamed' })
  pool.heal()
  changes.length = 0
  await clock.advance(1_000)
  expect(pool.logins).toBe(2)
  expect(pool.fills).toBe(2)
  expect(goneRows()).toEqual(['p1.VM-db'])
  const set = new Set(changes.flatMap(change => change.set.map(row => row.id)))
  expect([...set].sort()).toEqual(['p1', 'p1.VM-web', 'p1.network-lan'])
})

test('a pool that stays away is tried anew from login, ever more slowly, and heals', async () => {
  await follow()
  pool.cut()
  await clock.advance(10 * 60_000)
  expect(freshness()).toMatchObject({ state: 'stale', since: '2026-08-21T10:00:00Z' })
  expect(inventory.row('p1.VM-web')).toBeDefined()
  pool.heal()
  await clock.advance(15_000)
  expect(freshness()).toEqual({ state: 'live' })
  expect(pool.logins).toBe(2)
  expect(goneRows()).toEqual([])
})

test('a restarted toolstack is not asked with a token of its former life', async () => {
  await follow()
  pool.cut()
  await clock.advance(10)
  pool.put('host', 'one', { other_config: { agent_start_time: '1787399999.' } })
  pool.heal()
  await clock.advance(1_000)
  expect(pool.fills).toBe(2)
  expect(freshness()).toEqual({ state: 'live' })
})

test('a restart that the connection hid is found in the silence after it', async () => {
  await follow()
  pool.putSilently('host', 'one', { other_config: { agent_start_time: '1787399999.' } })
  pool.putSilently('VM', 'db', { name_label: 'renamed' })
  pool.idle()
  await clock.advance(100)
  expect(pool.fills).toBe(2)
  expect(inventory.row('p1.VM-db')?.name_label).toBe('renamed')
  pool.idle()
  await clock.advance(100)
  expect(pool.fills).toBe(2)
})

test('a pool that does not say when its toolstack began is not filled again at every silence', async () => {
  pool.put('host', 'one', { other_config: {} })
  await follow()
  pool.idle()
  await clock.advance(100)
  expect(pool.fills).toBe(1)
})

test('a forgotten deletion is found by the row counts', async () => {
  await follow()
  pool.removeSilently('VM', 'db')
  pool.put('host', 'one', { name_label: 'something else happens' })
  await clock.advance(100)
  expect(pool.fetched).toEqual(['VM'])
  expect(inventory.row('p1.VM-db')).toBeUndefined()
  expect(goneRows()).toEqual(['p1.VM-db'])
})

test('a call that is never answered does not hold the pool up', async () => {
  await follow()
  pool.silent = true
  pool.put('VM', 'web', { name_label: 'wakes the open call' })
  await clock.advance(45_100)
  expect(freshness()).toMatchObject({ state: 'stale' })
  pool.silent = false
  await clock.advance(1_000)
  expect(freshness()).toEqual({ state: 'live' })
})

test('a wrong password is not tried again and again', async () => {
  pool.cut(new FakeFailure('SESSION_AUTHENTICATION_FAILED', 'pool-login-failed'))
  let attempts = 0
  inventory.follow({ id: 'p1', name: 'Lab', address: '10.0.0.1' }, signal => {
    attempts += 1
    return pool.connect(signal)
  })
  await clock.advance(59_000)
  expect(attempts).toBe(1)
  expect(freshness()).toMatchObject({ state: 'failed', error: { code: 'pool-login-failed' } })
  pool.heal()
  inventory.pool('p1')?.retryNow()
  await clock.advance(100)
  expect(attempts).toBe(2)
  expect(freshness()).toEqual({ state: 'live' })
})

test('a pool that never answered is failed, since it was first tried', async () => {
  pool.cut()
  await follow()
  await clock.advance(60_000)
  expect(freshness()).toMatchObject({ state: 'failed', since: '2026-08-21T10:00:00Z' })
  pool.heal()
  await clock.advance(15_000)
  expect(freshness()).toEqual({ state: 'live' })
})

test('a token that the pool does not take leads to a new fill in the same session', async () => {
  let refuses = false
  const connect: Connect = async signal => {
    const source = await pool.connect(signal)
    return {
      ...source,
      eventFrom: async (classes, token, seconds, callSignal) => {
        const batch = await source.eventFrom(classes, token, seconds, callSignal)
        if (!refuses || token === '') return batch
        refuses = false
        throw new FakeFailure('EVENT_FROM_TOKEN_PARSE_FAILURE', 'refused')
      },
    }
  }
  inventory.follow({ id: 'p1', name: 'Lab', address: '10.0.0.1' }, connect)
  await clock.advance(100)
  inventory.subscribe(change => changes.push(change))
  refuses = true
  pool.putSilently('VM', 'web', { name_label: 'renamed' })
  pool.removeSilently('VM', 'db')
  pool.idle()
  await clock.advance(1_000)
  expect(pool.logins).toBe(1)
  expect(pool.fills).toBe(2)
  expect(freshness()).toEqual({ state: 'live' })
  expect(inventory.row('p1.VM-web')?.name_label).toBe('renamed')
  expect(goneRows()).toEqual(['p1.VM-db'])
})

test('a token is given back as it came, whatever it looks like', async () => {
  const given = ['7', 'b,00', '3']
  const connect: Connect = async signal => {
    const source = await pool.connect(signal)
    let [told, known] = ['', '']
    return {
      ...source,
      eventFrom: async (classes, token, seconds, callSignal) => {
        if (token !== '') expect(token).toBe(told)
        const batch = await source.eventFrom(classes, token === '' ? '' : known, seconds, callSignal)
        // A fill has a token for each of its answers, and goes on from the first.
        if (token === '' && known !== '') return batch
        known = batch.token
        told = given.shift() ?? told
        return { ...batch, token: told }
      },
    }
  }
  inventory.follow({ id: 'p1', name: 'Lab', address: '10.0.0.1' }, connect)
  await clock.advance(100)
  for (const name of ['one', 'two', 'three']) {
    pool.put('VM', 'web', { name_label: name })
    await clock.advance(100)
    expect(inventory.row('p1.VM-web')?.name_label).toBe(name)
  }
  expect(pool.fills).toBe(1)
  expect(freshness()).toEqual({ state: 'live' })
})

test('everything is settled when each pool has answered or failed', async () => {
  pool.cut()
  inventory.follow({ id: 'p1', name: 'Lab', address: '10.0.0.1' }, pool.connect)
  const settled = inventory.whenSettled()
  await clock.advance(10)
  await expect(settled).resolves.toBe(true)
})

test('what changes while the classes are read in turn is not lost', async () => {
  let meddle = () => {
    meddle = () => undefined
    pool.put('VM', 'web', { name_label: 'renamed' })
    pool.remove('VM', 'db')
    pool.put('VM', 'late', { name_label: 'late' })
  }
  const connect: Connect = async signal => {
    const source = await pool.connect(signal)
    return {
      ...source,
      eventFrom: async (...asked) => {
        const batch = await source.eventFrom(...asked)
        meddle()
        return batch
      },
    }
  }
  inventory.follow({ id: 'p1', name: 'Lab', address: '10.0.0.1' }, connect)
  await clock.advance(100)
  expect(inventory.row('p1.VM-web')?.name_label).toBe('renamed')
  expect(inventory.row('p1.VM-db')).toBeUndefined()
  expect(inventory.row('p1.VM-late')?.name_label).toBe('late')
})

test('events that come twice, or late, change nothing', async () => {
  await follow()
  const renamed = { ...record('VM'), uuid: 'VM-web', name_label: 'renamed' }
  const event = (operation: 'add' | 'mod') =>
    eventOf({ class: 'VM', ref: ref('VM', 'web'), operation, snapshot: { ...renamed } })
  pool.write(event('mod'))
  await clock.advance(100)
  pool.remove('VM', 'db')
  await clock.advance(100)
  const before = [inventory.store('p1')?.revision, changes.length]
  pool.write(event('mod'))
  pool.write(event('add'))
  pool.write(eventOf({ class: 'VM', ref: ref('VM', 'db'), operation: 'del' }))
  pool.write(eventOf({ class: 'VM', ref: ref('VM', 'never'), operation: 'del' }))
  await clock.advance(100)
  expect([inventory.store('p1')?.revision, changes.length]).toEqual(before)
  expect(inventory.row('p1.VM-web')?.name_label).toBe('renamed')
  expect(goneRows()).toEqual(['p1.VM-db'])
  expect(pool.fills).toBe(1)
})

test.each([
  ['back', -5],
  ['ahead', 5],
])('a clock that is set %s by hours stalls nothing', async (_, hours) => {
  await follow()
  pool.put('VM', 'web', { name_label: 'before' })
  pool.removeSilently('VM', 'db')
  pool.put('host', 'one', { name_label: 'the counts are looked at' })
  await clock.advance(100)
  clock.set(hours * 3_600_000)
  pool.put('VM', 'web', { name_label: 'after' })
  await clock.advance(100)
  const told = changes.flatMap(change => change.set.map(row => row.name_label))
  expect(told).toContain('after')
  // A class is read again at most every five seconds, by time that passes.
  pool.put('VM', 'late', { name_label: 'late' })
  await clock.advance(5_000)
  pool.removeSilently('VM', 'late')
  pool.put('host', 'one', { name_label: 'and again' })
  await clock.advance(100)
  expect(goneRows()).toEqual(['p1.VM-db', 'p1.VM-late'])
  pool.cut()
  await clock.advance(100)
  expect(freshness()).toMatchObject({ state: 'stale' })
  pool.heal()
  await clock.advance(1_000)
  expect(freshness()).toEqual({ state: 'live' })
})

test.each([
  ['back', -5],
  ['ahead', 5],
])(
  'a clock that is set %s by hours during an outage leaves the time of the last answer, and the pool heals',
  async (_, hours) => {
    await follow()
    pool.cut()
    await clock.advance(1_000)
    clock.set(hours * 3_600_000)
    await clock.advance(60_000)
    expect(freshness()).toMatchObject({ state: 'stale', since: '2026-08-21T10:00:00Z' })
    pool.heal()
    pool.put('VM', 'web', { name_label: 'renamed' })
    await clock.advance(5_000)
    expect(freshness()).toEqual({ state: 'live' })
    expect(inventory.row('p1.VM-web')?.name_label).toBe('renamed')
    expect(goneRows()).toEqual([])
  },
)

test('of finished tasks the newest thousand are kept, of others all, and nothing is read again for it', async () => {
  const finished = (at: number) => new Date(Date.UTC(2026, 7, 1) + at * 1000).toISOString()
  for (let at = 0; at < 1_200; at++)
    pool.put('task', `done-${at}`, { status: 'success', finished: finished(at) })
  for (let at = 0; at < 50; at++) pool.put('task', `going-${at}`, { status: 'pending' })
  await follow()
  const kept = () => inventory.rows().filter(row => row.class === 'task').length
  expect(kept()).toBe(1_050)
  expect(inventory.row('p1.task-done-199')).toBeUndefined()
  expect(inventory.row('p1.task-done-200')).toBeDefined()
  pool.put('task', 'going-0', { status: 'failure', finished: finished(2_000) })
  pool.remove('task', 'done-3')
  pool.put('task', 'done-4', { name_label: 'still old' })
  await clock.advance(6_000)
  pool.put('host', 'one', { name_label: 'the counts are looked at' })
  await clock.advance(100)
  expect(kept()).toBe(1_049)
  expect(inventory.row('p1.task-done-200')).toBeUndefined()
  expect(inventory.row('p1.task-going-0')).toBeDefined()
  expect(pool.fetched).toEqual([])
})
