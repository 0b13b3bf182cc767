import fc from 'fast-check'
import { expect, test } from 'vitest'
import { wholeSight } from '@/server/access/sight/sights'
import { noExtra } from '@/server/inventory/query/entry'
import { RowTable } from '@/server/inventory/query/row-table'
import { TreeView } from '@/server/inventory/query/tree-view'
import { treeWindow } from '@/server/inventory/query/tree-window'
import { SharedGroups, SharedLists, SharedTrees } from '@/server/inventory/query/views'
import type { AnyRow, ObjectId } from '@/server/inventory/rows'
import { someId, someUpdates } from '@/server/inventory/testing/random-updates'
import { vmRow } from '@/server/inventory/testing/rows'
import {
  type Interests,
  infrastructureClasses,
  type ListInterest,
  type ListWindow,
  type LiveMessage,
  type TreeWindow,
} from '@/server/inventory/views'
import { accessAs } from '@/server/testing/access'
import { LiveTab } from './live-tab'

function room(remembered?: number) {
  const table = new RowTable(remembered)
  const lists = new SharedLists(table)
  const tree = new TreeView(table)
  table.follow(changes => lists.follow(changes))
  table.follow(changes => tree.follow(changes))
  const trees = new SharedTrees(table, tree)
  table.follow(changes => trees.follow(changes))
  const groups = new SharedGroups(table)
  table.follow(changes => groups.follow(changes))
  return { table, lists, tree, trees, groups, idOf: () => undefined, nameOf: () => undefined }
}
const noOperations = { rows: () => [] }
const noInterests: Interests = { seq: 0, lists: [], tree: null, rows: [] }

/** What a browser makes of the messages: it takes them as they say, and knows nothing besides. */
class Browser {
  readonly rows = new Map<ObjectId, AnyRow>()
  readonly missing = new Set<ObjectId>()
  readonly lists = new Map<string, ListWindow>()
  tree: TreeWindow | null = null
  counts: LiveMessage['counts'] = null
  revision: string | undefined
  seq = 0

  take(message: LiveMessage): void {
    if (message.fresh) {
      for (const known of [this.rows, this.missing, this.lists]) known.clear()
      this.tree = null
      this.counts = null
    }
    this.revision = message.revision
    this.seq = message.seq
    for (const row of message.set) {
      this.rows.set(row.id, row)
      this.missing.delete(row.id)
    }
    for (const id of message.missing) {
      this.rows.delete(id)
      this.missing.add(id)
    }
    for (const id of message.dropped) this.rows.delete(id)
    for (const window of message.lists) this.lists.set(window.key, window)
    this.tree = message.tree ?? this.tree
    this.counts = message.counts ?? this.counts
  }

  /** Forgets what it does not show any more, as it says so. */
  show({ lists, tree, rows }: Interests): void {
    const keys = new Set(lists.map(list => list.key))
    for (const key of this.lists.keys()) if (!keys.has(key)) this.lists.delete(key)
    if (tree === null) this.tree = null
    for (const id of this.missing) if (!rows.includes(id)) this.missing.delete(id)
  }
}

const list: fc.Arbitrary<ListInterest> = fc.record({
  key: fc.constantFrom('a', 'b'),
  query: fc.record({
    class: fc.constantFrom('VM', 'task'),
    within: fc.constantFrom(null, 'p1', 'p1.host-1'),
    filter: fc.constantFrom('', 'web', 'host:web'),
    sort: fc.record({ id: fc.constantFrom('name', 'host'), desc: fc.boolean() }),
    groups: fc.constantFrom(undefined, ['host'], ['tags', 'host']),
  }),
  closed: fc.constantFrom(undefined, [''], ['p1.host-1']),
  from: fc.integer({ min: 0, max: 4 }),
  count: fc.integer({ min: 0, max: 6 }),
})
const interests: fc.Arbitrary<Interests> = fc.record({
  seq: fc.constant(0),
  lists: fc.uniqueArray(list, { selector: ({ key }) => key, maxLength: 2 }),
  tree: fc.option(
    fc.record({
      toggled: fc.uniqueArray(fc.constantFrom('p1', 'p1.host-1', 'networks p1')),
      reveal: fc.option(someId),
      from: fc.integer({ min: 0, max: 6 }),
      count: fc.integer({ min: 0, max: 8 }),
    }),
  ),
  rows: fc.uniqueArray(someId),
})
const step = fc.oneof(
  someUpdates.map(updates => ({ do: 'change' as const, updates })),
  interests.map(shown => ({ do: 'show' as const, shown })),
  fc.constant({ do: 'read' as const }),
  fc.constant({ do: 'lose' as const }),
  fc.constant({ do: 'come back' as const }),
)

test('whatever changes, is shown, gets lost or comes back: a tab ends with what it should have', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), steps => {
      const inventory = room()
      const tab = new LiveTab(wholeSight(inventory), noOperations, accessAs('owner'))
      const browser = new Browser()
      let shown = noInterests
      browser.take(tab.begin(undefined))
      for (const one of steps) {
        if (one.do === 'change') inventory.table.apply(one.updates)
        else if (one.do === 'show') {
          shown = { ...one.shown, seq: shown.seq + 1 }
          browser.show(shown)
          tab.show(shown)
        } else if (one.do === 'lose') tab.next()
        else if (one.do === 'come back') browser.take(tab.begin(browser.revision))
        else {
          // Nothing was lost since it came back last, or it would not be read on this stream.
          browser.take(tab.begin(browser.revision))
          const message = tab.next()
          if (message !== null) browser.take(message)
        }
      }
      browser.take(tab.begin(browser.revision))
      expect(tab.next()).toBeNull()
      check(browser, shown, inventory)
    }),
    { numRuns: 300 },
  )
})

test('a tab that reads every message of one stream ends with what it should have', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), steps => {
      const inventory = room()
      const tab = new LiveTab(wholeSight(inventory), noOperations, accessAs('owner'))
      const browser = new Browser()
      let shown = noInterests
      browser.take(tab.begin(undefined))
      for (const one of steps) {
        if (one.do === 'change') inventory.table.apply(one.updates)
        else if (one.do === 'show') {
          shown = { ...one.shown, seq: shown.seq + 1 }
          browser.show(shown)
          tab.show(shown)
        } else {
          const message = tab.next()
          if (message === null) continue
          expect(message.fresh).toBe(false)
          browser.take(message)
        }
      }
      const last = tab.next()
      if (last !== null) browser.take(last)
      check(browser, shown, inventory)
    }),
    { numRuns: 300 },
  )
})

function check(browser: Browser, shown: Interests, { table, tree }: ReturnType<typeof room>): void {
  const anew = new SharedLists(table)
  const windows = shown.lists.map(({ key, query, from, count, closed }): ListWindow => {
    const { view } = anew.take(query)
    const { total, matched, lines, groups } = view
    const window = { key, query, total, matched, from, ids: view.slice(from, count, closed) }
    const often = lines === matched ? window : { ...window, lines }
    return groups === undefined ? often : { ...often, groups, closed }
  })
  const treeShown = shown.tree && treeWindow(tree, { ...shown.tree, toggled: new Set(shown.tree.toggled) })
  expect(browser.seq).toBe(shown.seq)
  expect([...browser.lists.values()].sort((a, b) => (a.key < b.key ? -1 : 1))).toEqual(
    windows.sort((a, b) => (a.key < b.key ? -1 : 1)),
  )
  expect(browser.tree).toEqual(treeShown)
  expect(browser.counts).toEqual(table.counts())

  const needed = [
    ...infrastructureClasses.flatMap(cls => [...table.all(cls).keys()]),
    ...windows.flatMap(window => window.ids),
    ...(treeShown?.nodes ?? []).flatMap(node => (node.label === null ? [node.id] : [])),
    ...shown.rows.filter(id => table.get(id) !== undefined),
  ]
  for (const id of needed) expect(browser.rows.get(id)).toBe(table.get(id)?.row)
  // What it has besides is not old either.
  for (const [id, row] of browser.rows) expect(row).toBe(table.get(id)?.row)
  for (const id of shown.rows) expect(browser.missing.has(id)).toBe(table.get(id) === undefined)
}

test('rows that are no longer needed are dropped once there are many', () => {
  const inventory = room()
  const many = Array.from({ length: 1000 }, (_, at) => vmRow('p', `vm-${at}`))
  inventory.table.apply(many.map(row => ({ id: row.id, row, extra: noExtra })))
  const tab = new LiveTab(wholeSight(inventory), noOperations, accessAs('owner'))
  const browser = new Browser()
  browser.take(tab.begin(undefined))
  const window = { class: 'VM' as const, within: null, filter: '', sort: { id: 'name', desc: false } }
  for (let seq = 1; seq <= 18; seq += 1) {
    const lists = [{ key: 'vms', query: window, from: 50 * seq, count: 50 }]
    tab.show({ ...noInterests, seq, lists })
    const message = tab.next()
    if (message === null) throw new Error('nothing was told')
    expect(message.set).toHaveLength(50)
    browser.take(message)
    expect(browser.rows.size).toBeLessThanOrEqual(2 * 50 + 200 + 50)
  }
  expect(browser.rows.has('p.VM-vm-100')).toBe(false)
  expect(browser.rows.has('p.VM-vm-900')).toBe(true)
})

test('a tab that reads nothing for long gets everything by comparison', () => {
  const inventory = room(10)
  const row = vmRow('p', 'web')
  inventory.table.apply([{ id: row.id, row, extra: noExtra }])
  const tab = new LiveTab(wholeSight(inventory), noOperations, accessAs('owner'))
  tab.show({ ...noInterests, seq: 1, rows: [row.id] })
  tab.begin(undefined)
  for (let memory = 1; memory <= 50; memory += 1) {
    inventory.table.apply([{ id: row.id, row: vmRow('p', 'web', { memory }), extra: noExtra }])
  }
  expect(inventory.table.changedSince(1)).toBeNull()
  expect(tab.next()).toMatchObject({ fresh: false, set: [{ id: row.id, memory: 50 }] })
  expect(tab.next()).toBeNull()
})
