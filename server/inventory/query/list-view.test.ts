import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { worded } from '@/server/shared/text'
import type { AnyRow, VmRow } from '../rows'
import { someUpdates } from '../testing/random-updates'
import { hostRow, poolRow, vmRow } from '../testing/rows'
import { type ListQuery, mostGroups } from '../views'
import { noExtra } from './entry'
import { groupKey } from './list-groups'
import { RowTable } from './row-table'
import { SharedLists } from './views'

const all: ListQuery = { class: 'VM', within: null, filter: '', sort: { id: 'name', desc: false } }

function tableOf(rows: readonly AnyRow[]) {
  const table = new RowTable()
  const lists = new SharedLists(table)
  table.follow(changes => lists.follow(changes))
  const put = (...more: AnyRow[]) => table.apply(more.map(row => ({ id: row.id, row, extra: noExtra })))
  put(...rows)
  const names = (query: Partial<ListQuery>) => {
    const { view, release } = lists.take({ ...all, ...query })
    const found = view.slice(0, 100).map(id => table.get(id)?.row.name_label)
    release()
    return found
  }
  return { table, lists, put, names }
}

const query: fc.Arbitrary<ListQuery> = fc.record({
  class: fc.constantFrom('VM', 'VM', 'VM', 'task'),
  within: fc.constantFrom(null, 'p1', 'p1.host-1', 'p1.network-1'),
  filter: fc.constantFrom(
    '',
    'web',
    '-web',
    'state:running',
    'host:web',
    'migrating',
    'memory:>2G',
    'tag:prod -attention:yes',
    'mac:00:16:3e:00:00:01',
    '3e:00:00:02',
    'network:a',
    'status:pending',
    'any(web tag:prod) none(state:running)',
    'host(web) any(network:a host(name:*b))',
    'pool(-web) -network(any(a b))',
    'storage(shared:yes)',
  ),
  sort: fc.record({ id: fc.constantFrom('name', 'host', 'pool', 'uuid', 'tags'), desc: fc.boolean() }),
  groups: fc.constantFrom(undefined, undefined, ['host'], ['pool', 'host'], ['folder'], ['tags', 'host']),
})

test('a list that is kept by what changes is the list made from nothing', () => {
  fc.assert(
    fc.property(
      fc.array(query, { maxLength: 4 }),
      fc.array(someUpdates, { maxLength: 12 }),
      (queries, steps) => {
        const { table, lists } = tableOf([])
        const kept = queries.map(one => lists.take(one).view)
        for (const updates of steps) {
          const before = kept.map(view => ({
            version: view.version,
            all: [view.total, view.groups, ...view.slice(0, 500)],
          }))
          table.apply(updates)
          const anew = new SharedLists(table)
          kept.forEach((view, at) => {
            const { view: fresh } = anew.take(queries[at] ?? all)
            expect([view.total, view.matched, view.lines, view.groups, view.slice(0, 500)]).toEqual([
              fresh.total,
              fresh.matched,
              fresh.lines,
              fresh.groups,
              fresh.slice(0, 500),
            ])
            const now = [view.total, view.groups, ...view.slice(0, 500)]
            if (view.version === before[at]?.version) expect(now).toEqual(before[at]?.all)
          })
        }
      },
    ),
  )
})

test('names are sorted as people count, and what is not known stands last in either direction', () => {
  const { names } = tableOf([
    vmRow('p', 'web-10', { os: 'Debian 12' }),
    vmRow('p', 'web-2', { os: 'debian 9' }),
    vmRow('p', 'Web-1'),
    vmRow('p', 'äpfel', { os: 'Alma' }),
  ])
  expect(names({})).toEqual(['äpfel', 'Web-1', 'web-2', 'web-10'])
  expect(names({ sort: { id: 'name', desc: true } })).toEqual(['web-10', 'web-2', 'Web-1', 'äpfel'])
  expect(names({ sort: { id: 'os', desc: false } })).toEqual(['äpfel', 'web-2', 'web-10', 'Web-1'])
  expect(names({ sort: { id: 'os', desc: true } })).toEqual(['web-10', 'web-2', 'äpfel', 'Web-1'])
  expect(names({ sort: { id: 'memory', desc: true } })).toEqual(['äpfel', 'Web-1', 'web-2', 'web-10'])
})

test('the filter looks in fields, in names of other objects, and compares numbers', () => {
  const { names } = tableOf([
    poolRow('p', { name_label: 'Lab' }),
    hostRow('p', 'xen3'),
    vmRow('p', 'web', { power_state: 'Running', host: 'p.host-xen3', addresses: ['10.0.0.7'], vcpus: 14 }),
    vmRow('p', 'db', {
      memory: 2 ** 34,
      vcpus: 4,
      tags: ['prod'],
      trouble: worded('It has lost a disk.', {}),
    }),
    vmRow('p', 'mover', { power_state: 'Running', current_operations: { t: 'pool_migrate' } }),
  ])
  expect(names({ filter: 'host:xen3' })).toEqual(['web'])
  expect(names({ filter: 'xen3' })).toEqual(['web'])
  expect(names({ filter: '-xen3' })).toEqual(['db', 'mover'])
  expect(names({ filter: 'lab 10.0.0' })).toEqual(['web'])
  expect(names({ filter: 'memory:>8G' })).toEqual(['db'])
  expect(names({ filter: 'memory:16G' })).toEqual(['db'])
  expect(names({ filter: 'vcpus:4' })).toEqual(['db'])
  expect(names({ filter: 'attention:yes' })).toEqual(['db'])
  expect(names({ filter: 'tag:prod' })).toEqual(['db'])
  expect(names({ filter: 'migrating' })).toEqual(['mover'])
  expect(names({ filter: 'state:pool_migrate' })).toEqual(['mover'])
  expect(names({ filter: 'state:running' })).toEqual(['mover', 'web'])
  expect(names({ filter: 'nothing:here' })).toEqual([])
})

test('a list by the names of hosts follows when one is renamed', () => {
  const vm = (name: string, host: string): VmRow => vmRow('p', name, { host: `p.host-${host}` })
  const { put, lists } = tableOf([hostRow('p', 'a'), hostRow('p', 'b'), vm('one', 'a'), vm('two', 'b')])
  const { view } = lists.take({ ...all, sort: { id: 'host', desc: false } })
  expect(view.slice(0, 9)).toEqual(['p.VM-one', 'p.VM-two'])
  put(hostRow('p', 'a', { name_label: 'z' }))
  expect(view.slice(0, 9)).toEqual(['p.VM-two', 'p.VM-one'])
})

test('a list by what hosts are follows when one becomes so, and stays when what is asked of it does not change', () => {
  const vm = (name: string, host: string): VmRow => vmRow('p', name, { host: `p.host-${host}` })
  const { put, lists } = tableOf([hostRow('p', 'a'), hostRow('p', 'b'), vm('one', 'a'), vm('two', 'b')])
  const { view } = lists.take({ ...all, filter: 'host(state:maintenance)' })
  expect(view.slice(0, 9)).toEqual([])
  put(hostRow('p', 'b', { enabled: false, maintenance: true }))
  expect(view.slice(0, 9)).toEqual(['p.VM-two'])
  // By keys that VMs have none of too.
  expect(lists.take({ ...all, filter: 'host(role:member)' }).view.matched).toBe(2)
  const { version } = view
  put(hostRow('p', 'b', { enabled: false, maintenance: true, memoryFree: 0 }))
  expect(view.version).toBe(version)
})

test('a list by the time that VMs run for goes on with the clock', () => {
  vi.useFakeTimers({ now: Date.parse('2026-11-23T12:00:00Z') })
  try {
    const { lists } = tableOf([vmRow('p', 'web', { startTime: '2026-11-23T11:30:00Z' })])
    const { view } = lists.take({ ...all, filter: 'uptime:>1h' })
    expect(view.matched).toBe(0)
    vi.setSystemTime(Date.parse('2026-11-23T12:31:00Z'))
    expect(view.matched).toBe(1)
  } finally {
    vi.useRealTimers()
  }
})

const grouped = () =>
  tableOf([
    hostRow('p', 'xen-10'),
    hostRow('p', 'xen-2'),
    vmRow('p', 'b', { host: 'p.host-xen-10' }),
    vmRow('p', 'a', { host: 'p.host-xen-10' }),
    vmRow('p', 'd', { host: 'p.host-xen-2' }),
    vmRow('p', 'c'),
  ])

test('groups stand in the order of their names, without one last; each is sorted in itself', () => {
  const { lists, names } = grouped()
  expect(names({ groups: ['host'] })).toEqual(['d', 'a', 'b', 'c'])
  expect(names({ groups: ['host'], sort: { id: 'name', desc: true } })).toEqual(['d', 'b', 'a', 'c'])
  // Sorted by what it is grouped by, the groups follow.
  expect(names({ groups: ['host'], sort: { id: 'host', desc: true } })).toEqual(['a', 'b', 'd', 'c'])
  expect(lists.take({ ...all, groups: ['host'] }).view.groups).toEqual([
    { keys: ['p.host-xen-2'], labels: ['xen-2'], count: 1 },
    { keys: ['p.host-xen-10'], labels: ['xen-10'], count: 2 },
    { keys: [''], labels: [null], count: 1 },
  ])
  expect(lists.take(all).view.groups).toBeUndefined()
})

test('rows of closed groups are neither counted nor told', () => {
  const { lists } = grouped()
  const { view } = lists.take({ ...all, groups: ['host'] })
  const id = (name: string) => `p.VM-${name}`
  expect(view.slice(0, 9, ['p.host-xen-10'])).toEqual([id('d'), id('c')])
  expect(view.slice(1, 1, ['p.host-xen-10'])).toEqual([id('c')])
  expect(view.slice(1, 2, ['p.host-xen-2'])).toEqual([id('b'), id('c')])
  expect(view.slice(0, 9, ['p.host-xen-2', 'p.host-xen-10', ''])).toEqual([])
  expect(view.matched).toBe(4)
})

test('a row that moves changes both groups; one that loses its last row is gone', () => {
  const { lists, put } = grouped()
  const { view } = lists.take({ ...all, groups: ['host'] })
  put(vmRow('p', 'd', { host: 'p.host-xen-10' }))
  expect(view.groups?.map(({ labels, count }) => [...labels, count])).toEqual([
    ['xen-10', 3],
    [null, 1],
  ])
  expect(view.slice(0, 9)).toEqual(['a', 'b', 'd', 'c'].map(name => `p.VM-${name}`))
})

test('[NAV-22] groups stand in groups; a row with several tags stands under each, and is counted once', () => {
  const { lists, put, names } = tableOf([
    hostRow('p', 'xen1'),
    vmRow('p', 'a', { tags: ['web', 'prod'], host: 'p.host-xen1' }),
    vmRow('p', 'b', { tags: ['prod'] }),
    vmRow('p', 'c', { host: 'p.host-xen1' }),
    vmRow('p', 'd', { tags: ['prod'], host: 'p.host-xen1' }),
  ])
  const groups = ['tags', 'host']
  const { view } = lists.take({ ...all, groups })
  const told = () => view.groups?.map(({ labels, count }) => [...labels, count])
  expect(told()).toEqual([
    ['prod', 'xen1', 2],
    ['prod', null, 1],
    ['web', 'xen1', 1],
    [null, 'xen1', 1],
  ])
  expect(names({ groups })).toEqual(['a', 'd', 'b', 'a', 'c'])
  expect([view.matched, view.lines]).toEqual([4, 5])
  const ids = (closed: string[]) => view.slice(0, 9, closed).map(id => id.at(-1))
  expect(ids(['prod'])).toEqual(['a', 'c'])
  expect(ids([groupKey(['prod', 'p.host-xen1'])])).toEqual(['b', 'a', 'c'])
  put(vmRow('p', 'a', { tags: ['web'], host: 'p.host-xen1' }))
  expect(told()).toEqual([
    ['prod', 'xen1', 1],
    ['prod', null, 1],
    ['web', 'xen1', 1],
    [null, 'xen1', 1],
  ])
  expect([view.matched, view.lines]).toEqual([4, 4])
})

test('more groups than a screen can be told are none', () => {
  const { lists } = tableOf(
    Array.from({ length: mostGroups + 1 }, (_, at) => vmRow('p', `vm-${at}`, { folder: `/f${at}` })),
  )
  const { view } = lists.take({ ...all, groups: ['folder'] })
  expect(view.groups).toBeNull()
  expect(view.slice(0, 2, ['/f0'])).toEqual(['p.VM-vm-0', 'p.VM-vm-1'])
})

test('a change that shows nowhere in the order leaves the version', () => {
  const { put, lists } = tableOf([vmRow('p', 'web')])
  const { view } = lists.take(all)
  const { version } = view
  put(vmRow('p', 'web', { memory: 2 ** 34 }))
  expect(view.version).toBe(version)
})

test('equal queries share one list, as long as somebody shows it', () => {
  const { lists } = tableOf([])
  const first = lists.take(all)
  const second = lists.take({ ...all, sort: { ...all.sort } })
  expect(second.view).toBe(first.view)
  first.release()
  expect(lists.size).toBe(1)
  second.release()
  expect(lists.size).toBe(0)
})
