import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { AnyRow, ObjectId, Rows } from '../rows'
import { someId, someUpdates } from '../testing/random-updates'
import { hostRow, networkRow, poolRow, srRow, templateRow, vmRow } from '../testing/rows'
import { showsAtFirst, type TreeNodeRow, type TreeShows, type TreeWindow } from '../views'
import { noExtra } from './entry'
import { RowTable } from './row-table'
import { naturalKey } from './sort-key'
import { treeBranch } from './tree-branch'
import { TreeView } from './tree-view'
import { treeWindow } from './tree-window'
import { SharedTrees } from './views'

function treeOf(...rows: AnyRow[]) {
  const table = new RowTable()
  const tree = new TreeView(table)
  table.follow(changes => tree.follow(changes))
  const put = (...more: AnyRow[]) => table.apply(more.map(row => ({ id: row.id, row, extra: noExtra })))
  put(...rows)
  return { table, tree, put }
}

interface Plain {
  id: string
  label: string | null
  open: boolean
  below: Plain[]
}

/** The tree as its rules say it, made from nothing. */
function plainTree(table: RowTable): Plain[] {
  const rows = <C extends keyof Rows>(cls: C): Rows[C][] =>
    [...table.all(cls).values()]
      .map(entry => entry.row)
      .sort((a, b) => {
        const [one, two] = [naturalKey(a.name_label), naturalKey(b.name_label)]
        return one === two ? (a.id < b.id ? -1 : 1) : one < two ? -1 : 1
      })
  const isHost = (id: ObjectId | null) => id !== null && table.get(id)?.row.class === 'host'
  const leaf = ({ id }: AnyRow): Plain => ({ id, label: null, open: false, below: [] })
  const at = (place: ObjectId) => [
    ...rows('VM').filter(vm => (isHost(vm.host) ? vm.host : isHost(vm.home) ? vm.home : vm.pool) === place),
    ...rows('SR').filter(sr => (!sr.shared && isHost(sr.host) ? sr.host : sr.pool) === place),
  ]
  return rows('pool').map(pool => {
    const hosts = rows('host').filter(host => host.pool === pool.id)
    const networks = rows('network').filter(network => network.pool === pool.id)
    const below: Plain[] = [
      ...hosts.map(host => ({ id: host.id, label: null, open: true, below: at(host.id).map(leaf) })),
      ...at(pool.id).map(leaf),
    ]
    if (networks.length > 0) {
      below.push({ id: `networks ${pool.id}`, label: 'Networks', open: false, below: networks.map(leaf) })
    }
    return { id: pool.id, label: null, open: true, below }
  })
}

/** What has the name, and what that hangs below; all open. */
function narrowPlain(table: RowTable, list: Plain[], name: string): { kept: Plain[]; matched: number } {
  let matched = 0
  const kept = list.flatMap(plain => {
    const below = narrowPlain(table, plain.below, name)
    const own = plain.label === null && !!table.get(plain.id)?.row.name_label.toLowerCase().includes(name)
    matched += below.matched + (own ? 1 : 0)
    return own || below.kept.length > 0 ? [{ ...plain, open: true, below: below.kept }] : []
  })
  return { kept, matched }
}

function flatten(plain: Plain[], toggled: ReadonlySet<string>) {
  const nodes: TreeNodeRow[] = []
  const paths = new Map<string, { path: string[]; index: number | null }>()
  const walk = (list: Plain[], above: string[], parentIndex: number | null, visible: boolean) => {
    list.forEach(({ id, label, open, below }, at) => {
      paths.set(id, { path: above, index: visible ? nodes.length : null })
      const expanded = below.length === 0 ? null : open !== toggled.has(id)
      const index = nodes.length
      if (visible) {
        nodes.push({
          id,
          label,
          children: below.length,
          level: above.length + 1,
          position: at + 1,
          size: list.length,
          parent: above.at(-1) ?? null,
          parentIndex,
          expanded,
        })
      }
      walk(below, [...above, id], index, visible && expanded === true)
    })
  }
  walk(plain, [], null, true)
  return { nodes, paths }
}

const query = fc.record({
  toggled: fc.uniqueArray(fc.constantFrom('p1', 'p1.host-1', 'p2.host-2', 'networks p1', 'networks p2')),
  reveal: fc.option(someId),
  name: fc.option(fc.constantFrom('1', 'o', 'host', 'no such name'), { nil: undefined }),
  from: fc.integer({ min: 0, max: 30 }),
  count: fc.integer({ min: 0, max: 60 }),
})

test('a tree that is kept by what changes shows what the tree made from nothing shows', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(someUpdates, query), { maxLength: 12 }), steps => {
      const { table, tree } = treeOf()
      let held: TreeWindow | null = null
      for (const [updates, asked] of steps) {
        const toggled = new Set(asked.toggled)
        const { version } = tree
        const all = { toggled, name: asked.name, reveal: null, from: 0, count: 1000 }
        const before = treeWindow(tree, all)
        table.apply(updates)
        const whole = plainTree(table)
        const narrow = asked.name === undefined ? undefined : narrowPlain(table, whole, asked.name)
        const { nodes, paths } = flatten(narrow?.kept ?? whole, toggled)
        const place = asked.reveal === null ? undefined : paths.get(asked.reveal)
        const wanted: TreeWindow = {
          count: nodes.length,
          from: asked.from,
          nodes: nodes.slice(asked.from, asked.from + asked.count),
          revealed: asked.reveal === null || place === undefined ? null : { id: asked.reveal, ...place },
          ...(narrow === undefined ? {} : { matched: narrow.matched }),
        }
        expect(treeWindow(tree, { ...asked, toggled })).toEqual(wanted)
        held = treeWindow(tree, { ...asked, toggled }, held)
        expect(held).toEqual(wanted)
        expect(treeWindow(tree, { ...asked, toggled }, held)).toBe(held)
        const after = treeWindow(tree, all)
        if (tree.version === version) expect(after).toEqual(before)
      }
    }),
  )
})

test('hosts hold what runs or belongs there, pools the rest', () => {
  const { tree } = treeOf(
    poolRow('p'),
    hostRow('p', 'xen1'),
    hostRow('p', 'xen2'),
    vmRow('p', 'runs', { host: 'p.host-xen1' }),
    vmRow('p', 'belongs', { home: 'p.host-xen1' }),
    vmRow('p', 'anywhere'),
    srRow('p', 'local', { shared: false, host: 'p.host-xen1' }),
    srRow('p', 'shared'),
    networkRow('p', 'lan'),
  )
  const { nodes, count } = treeWindow(tree, { toggled: new Set(), reveal: null, from: 0, count: 50 })
  expect(count).toBe(9)
  expect(nodes.map(node => [node.level, node.id, node.expanded])).toEqual([
    [1, 'p', true],
    [2, 'p.host-xen1', true],
    [3, 'p.VM-belongs', null],
    [3, 'p.VM-runs', null],
    [3, 'p.SR-local', null],
    [2, 'p.host-xen2', null],
    [2, 'p.VM-anywhere', null],
    [2, 'p.SR-shared', null],
    [2, 'networks p', false],
  ])
})

test('an object inside closed nodes is found by the way to it', () => {
  const { tree } = treeOf(poolRow('p'), networkRow('p', 'lan'), networkRow('p', 'wan'))
  const ask = { reveal: 'p.network-wan', from: 0, count: 0 }
  expect(treeWindow(tree, { ...ask, toggled: new Set() }).revealed).toEqual({
    id: 'p.network-wan',
    path: ['p', 'networks p'],
    index: null,
  })
  expect(treeWindow(tree, { ...ask, toggled: new Set(['networks p']) }).revealed?.index).toBe(3)
})

test('[NAV-12] everything that opens below a pool, below a host, or in all, is named', () => {
  const { tree } = treeOf(
    poolRow('p'),
    hostRow('p', 'xen1'),
    hostRow('p', 'xen2'),
    vmRow('p', 'web', { host: 'p.host-xen1' }),
    networkRow('p', 'lan'),
    poolRow('q'),
    vmRow('q', 'web'),
  )
  expect(treeBranch(tree, undefined, null)).toEqual(['p', 'p.host-xen1', 'networks p', 'q'])
  expect(treeBranch(tree, undefined, 'p')).toEqual(['p', 'p.host-xen1', 'networks p'])
  expect(treeBranch(tree, undefined, 'p.host-xen1')).toEqual(['p.host-xen1'])
  expect(treeBranch(tree, undefined, 'p.host-xen2')).toEqual([])
  expect(treeBranch(tree, undefined, 'networks p')).toEqual(['networks p'])
  expect(treeBranch(tree, 'LAN', 'p')).toEqual(['p', 'networks p'])
})

describe('what not everybody wants to see', () => {
  const ask = { toggled: new Set(['templates p', 'networks p']), reveal: null, from: 0, count: 100 }
  const rows = [
    poolRow('p'),
    hostRow('p', 'xen1'),
    vmRow('p', 'web'),
    vmRow('p', 'appliance', { hidden: true }),
    templateRow('p', 'Debian 12', { kind: 'default' }),
    templateRow('p', 'golden'),
    srRow('p', 'nfs', { shared: true }),
    srRow('p', 'sda', { shared: false, host: 'p.host-xen1' }),
    networkRow('p', 'lan'),
    networkRow('p', 'storage net', { hidden: true }),
  ]

  function trees() {
    const { table, tree, put } = treeOf(...rows)
    const shared = new SharedTrees(table, tree)
    table.follow(changes => shared.follow(changes))
    const view = (shows: Partial<TreeShows>) => shared.take({ ...showsAtFirst, ...shows })
    return { tree, put, view, table }
  }
  const lines = (tree: TreeView) =>
    treeWindow(tree, ask).nodes.map(({ level, label, id }) => `${'  '.repeat(level - 1)}${label ?? id}`)

  test('[NAV-17] templates, local storage and hidden objects are there for who asks', () => {
    const { tree, view } = trees()
    expect(lines(tree)).toEqual([
      ...['p', '  p.host-xen1', '    p.SR-sda', '  p.VM-web', '  p.SR-nfs'],
      ...['  Templates', '    p.template-golden', '  Networks', '    p.network-lan'],
    ])
    const all = view({ defaultTemplates: true, hidden: true })
    expect(lines(all.view)).toEqual([
      ...['p', '  p.host-xen1', '    p.SR-sda', '  p.VM-appliance', '  p.VM-web', '  p.SR-nfs'],
      ...['  Templates', '    p.template-Debian 12', '    p.template-golden'],
      ...['  Networks', '    p.network-lan', '    p.network-storage net'],
    ])
    const least = view({ customTemplates: false, localStorage: false })
    expect(lines(least.view)).toEqual([
      ...['p', '  p.host-xen1', '  p.VM-web', '  p.SR-nfs', '  Networks', '    p.network-lan'],
    ])
    expect(treeBranch(tree, undefined, 'p')).toEqual(['p', 'p.host-xen1', 'templates p', 'networks p'])
  })

  test('each follows what changes, and what becomes something else', () => {
    const { tree, put, view } = trees()
    const hidden = view({ hidden: true }).view
    put(vmRow('p', 'web', { hidden: true }))
    expect(lines(tree)).not.toContain('  p.VM-web')
    expect(lines(hidden)).toContain('  p.VM-web')
    put(templateRow('p', 'web', { id: 'p.VM-web', name_label: 'web' }))
    expect(lines(tree)).toContain('    p.VM-web')
    expect(lines(tree)).not.toContain('  p.VM-web')
    put(vmRow('p', 'web'))
    expect(lines(tree)).toContain('  p.VM-web')
    expect(lines(hidden)).toContain('  p.VM-web')
    expect(lines(hidden)).not.toContain('    p.VM-web')
  })
})
