import { beforeEach, expect, test } from 'vitest'
import { createSights } from '@/server/access/sight/sights'
import { createInventory } from '@/server/inventory/inventory'
import type { ObjectId, OperationRow } from '@/server/inventory/rows'
import { describe } from '@/server/inventory/testing/describe'
import { FakeClock } from '@/server/inventory/testing/fake-clock'
import type { FakePool } from '@/server/inventory/testing/fake-pool'
import { ref } from '@/server/inventory/testing/records'
import { smallPool } from '@/server/inventory/testing/small-pool'
import type { Interests, ListInterest, LiveMessage } from '@/server/inventory/views'
import { accessAs, steadyRights } from '@/server/testing/access'
import { createLiveFeed } from './live-feed'

let clock: FakeClock
let pool: FakePool
let inventory: ReturnType<typeof createInventory>
let feed: ReturnType<typeof createLiveFeed>
let operations: OperationRow[]
let tellOperation: (row: OperationRow) => void
let endSession: (id: string) => void

beforeEach(async () => {
  clock = new FakeClock()
  pool = smallPool()
  inventory = createInventory({ clock, describe, random: () => 1 })
  operations = []
  feed = createLiveFeed({
    inventory,
    sights: createSights(inventory, clock),
    rights: steadyRights,
    clock,
    operations: {
      rows: () => operations,
      subscribe: listener => {
        tellOperation = row => {
          operations = [...operations.filter(other => other.id !== row.id), row]
          listener(row)
        }
        return () => {}
      },
    },
    sessions: {
      onEnd: listener => {
        endSession = listener
        return () => {}
      },
    },
  })
  inventory.follow({ id: 'p1', name: 'Lab', address: '10.0.0.1' }, pool.connect)
  await clock.advance(100)
})

const viewer = (sessionId: string) => ({ sessionId, access: accessAs('owner') })

const vms: ListInterest = {
  key: 'vms',
  query: { class: 'VM', within: null, filter: '', sort: { id: 'name', desc: false } },
  from: 0,
  count: 50,
}
const interests = (seq: number, more: Partial<Interests> = {}): Interests => ({
  seq,
  lists: [],
  tree: null,
  rows: [],
  ...more,
})

/** A tab that takes every message at once. */
function open(lastRevision?: string, session = 's1', tab = 't1') {
  const messages: LiveMessage[] = []
  const over = new AbortController()
  const done = (async () => {
    for await (const message of feed.stream(viewer(session), tab, lastRevision, over.signal))
      messages.push(message)
  })()
  return {
    messages,
    last: () => {
      const message = messages.at(-1)
      if (message === undefined) throw new Error('nothing was told')
      return message
    },
    close: async () => {
      over.abort()
      await done
    },
    done,
  }
}
const ids = (rows: readonly { id: ObjectId }[]) => rows.map(row => row.id).sort()
const infrastructure = ['p1', 'p1.SR-local', 'p1.SR-shared', 'p1.host-one', 'p1.host-two', 'p1.network-lan']

test('a tab is told of infrastructure at once, and of VMs when it shows them', async () => {
  const tab = open()
  await clock.advance(0)
  expect(tab.messages).toHaveLength(1)
  expect(tab.last()).toMatchObject({
    fresh: true,
    seq: 0,
    lists: [],
    counts: { pool: 1, host: 2, VM: 2, SR: 2, network: 1, task: 0 },
  })
  expect(ids(tab.last().set)).toEqual(infrastructure)
  feed.show(viewer('s1'), 't1', interests(1, { lists: [vms] }))
  await clock.advance(0)
  expect(tab.last()).toMatchObject({
    fresh: false,
    seq: 1,
    counts: null,
    lists: [{ key: 'vms', total: 2, matched: 2, from: 0, ids: ['p1.VM-db', 'p1.VM-web'] }],
  })
  expect(ids(tab.last().set)).toEqual(['p1.VM-db', 'p1.VM-web'])
})

test('interests may come before the stream', async () => {
  feed.show(viewer('s1'), 't1', interests(3, { lists: [vms] }))
  const tab = open()
  await clock.advance(0)
  expect(tab.messages).toHaveLength(1)
  expect(tab.last()).toMatchObject({ fresh: true, seq: 3, lists: [{ key: 'vms' }] })
  expect(ids(tab.last().set)).toEqual([
    'p1',
    'p1.SR-local',
    'p1.SR-shared',
    'p1.VM-db',
    'p1.VM-web',
    ...infrastructure.slice(3),
  ])
})

test('a change of a row that is shown comes as that row alone', async () => {
  feed.show(viewer('s1'), 't1', interests(1, { lists: [vms] }))
  const tab = open()
  await clock.advance(0)
  pool.put('VM', 'db', { name_description: 'rows and rows' })
  await clock.advance(100)
  expect(tab.messages).toHaveLength(2)
  expect(tab.last()).toMatchObject({
    fresh: false,
    seq: 1,
    lists: [],
    counts: null,
    dropped: [],
    missing: [],
  })
  expect(ids(tab.last().set)).toEqual(['p1.VM-db'])
})

test('a row that nobody shows is not told', async () => {
  const tab = open()
  await clock.advance(0)
  pool.put('VM', 'db', { name_description: 'rows and rows' })
  await clock.advance(100)
  expect(tab.messages).toHaveLength(1)
})

test('older interests do not replace newer ones', async () => {
  feed.show(viewer('s1'), 't1', interests(2, { lists: [vms] }))
  feed.show(viewer('s1'), 't1', interests(1))
  const tab = open()
  await clock.advance(0)
  expect(tab.last()).toMatchObject({ seq: 2, lists: [{ key: 'vms' }] })
})

test('what is asked for and is not there is missing, once, and told when it comes', async () => {
  feed.show(viewer('s1'), 't1', interests(1, { rows: ['p1.VM-new', 'p1.VM-db'] }))
  const tab = open()
  await clock.advance(0)
  expect(tab.last().missing).toEqual(['p1.VM-new'])
  pool.put('network', 'lan', { MTU: 9000 })
  await clock.advance(100)
  expect(tab.last()).toMatchObject({ missing: [], set: [{ id: 'p1.network-lan' }] })
  pool.put('VM', 'new', { power_state: 'Halted' })
  await clock.advance(100)
  expect(ids(tab.last().set)).toContain('p1.VM-new')
  pool.remove('VM', 'new')
  await clock.advance(100)
  expect(tab.last()).toMatchObject({ missing: ['p1.VM-new'], dropped: [] })
})

test('infrastructure that goes is missing, a VM that goes is dropped', async () => {
  feed.show(viewer('s1'), 't1', interests(1, { lists: [vms] }))
  const tab = open()
  await clock.advance(0)
  pool.remove('VM', 'db')
  pool.remove('SR', 'local')
  await clock.advance(100)
  expect(tab.last()).toMatchObject({
    missing: ['p1.SR-local'],
    dropped: ['p1.VM-db'],
    lists: [{ total: 1, matched: 1, ids: ['p1.VM-web'] }],
  })
})

test('a tab that comes back with the last revision is told what it missed', async () => {
  feed.show(viewer('s1'), 't1', interests(1, { lists: [vms] }))
  const first = open()
  await clock.advance(0)
  await first.close()
  pool.put('VM', 'db', { name_label: 'renamed' })
  await clock.advance(1000)
  const second = open(first.last().revision)
  await clock.advance(0)
  expect(second.messages).toHaveLength(1)
  expect(second.last()).toMatchObject({ fresh: false, seq: 1, set: [{ name_label: 'renamed' }] })
  await second.close()
  const third = open(first.last().revision)
  await clock.advance(0)
  expect(third.last()).toMatchObject({ fresh: true, seq: 1, lists: [{ key: 'vms' }] })
  expect(third.last().set).toHaveLength(infrastructure.length + 2)
})

test('a tab that stays away is forgotten', async () => {
  feed.show(viewer('s1'), 't1', interests(1, { lists: [vms] }))
  const first = open()
  await clock.advance(0)
  await first.close()
  expect([feed.size, inventory.lists.size]).toEqual([1, 1])
  await clock.advance(61_000)
  expect([feed.size, inventory.lists.size]).toEqual([0, 0])
  const second = open(first.last().revision)
  await clock.advance(0)
  expect(second.last()).toMatchObject({ fresh: true, seq: 0 })
})

test('a slow tab gets the last state of each row in one message', async () => {
  feed.show(viewer('s1'), 't1', interests(1, { lists: [vms] }))
  const stream = feed.stream(viewer('s1'), 't1', undefined, new AbortController().signal)
  await stream.next()
  for (let size = 1; size <= 20; size += 1) {
    pool.put('VM_metrics', 'web', { memory_actual: size * 2 ** 20 })
    await clock.advance(100)
  }
  const { value } = await stream.next()
  expect(value).toMatchObject({ fresh: false, set: [{ id: 'p1.VM-web', memory: 20 * 2 ** 20 }] })
  await stream.return(undefined)
})

test('a second stream of a tab takes over', async () => {
  const first = open()
  await clock.advance(0)
  const second = open()
  await clock.advance(0)
  await first.done
  pool.put('network', 'lan', { MTU: 9000 })
  await clock.advance(100)
  expect(first.messages).toHaveLength(1)
  expect(second.messages).toHaveLength(2)
})

test('the tab of another session is not known', async () => {
  feed.show(viewer('s1'), 't1', interests(1))
  expect(() => feed.show(viewer('s2'), 't1', interests(2))).toThrow('This tab is not known.')
  await expect(open(undefined, 's2').done).rejects.toThrow('This tab is not known.')
})

test('a session that ends takes its tabs along', async () => {
  const mine = open()
  const other = open(undefined, 's2', 't2')
  await clock.advance(0)
  endSession('s1')
  await mine.done
  expect(feed.size).toBe(1)
  await other.close()
})

test('the task of a running operation comes along, and operations come when they change', async () => {
  const tab = open()
  await clock.advance(0)
  const task = ref('task', 'start')
  const row: OperationRow = {
    id: '1',
    action: 'vm.start',
    title: 'Start db',
    pool: 'p1',
    object: { class: 'VM', id: 'p1.VM-db', name: 'db' },
    user: 'admin',
    state: 'running',
    progress: null,
    startedAt: '2026-08-21T10:00:00Z',
    finishedAt: null,
    error: null,
    task,
  }
  tellOperation(row)
  await clock.advance(0)
  expect(tab.last()).toMatchObject({ operations: [row], set: [] })
  pool.put('task', 'start', { progress: 0.5 })
  await clock.advance(100)
  expect(tab.last()).toMatchObject({ operations: [], set: [{ id: 'p1.task-start', progress: 0.5 }] })
})
