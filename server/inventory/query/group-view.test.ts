import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import type { AnyRow } from '../rows'
import { hostRow, poolRow, srRow, templateRow, vmRow } from '../testing/rows'
import { type GroupMode, showsAtFirst, type TreeShows } from '../views'
import { noExtra } from './entry'
import { GroupView } from './group-view'
import { groupWindow } from './group-window'
import { RowTable, type RowUpdate } from './row-table'
import { groupBranch } from './tree-branch'

const all = { toggled: new Set<string>(), reveal: null, from: 0, count: 1_000 }

function viewOf(mode: GroupMode, ...rows: AnyRow[]) {
  const table = new RowTable()
  const view = new GroupView(mode, table)
  table.follow(changes => view.follow(changes))
  const put = (...more: AnyRow[]) => table.apply(more.map(row => ({ id: row.id, row, extra: noExtra })))
  put(...rows)
  const lines = (toggled: string[] = []) =>
    groupWindow(view, { ...all, toggled: new Set(toggled) }).nodes.map(
      ({ level, label, object }) => `${'  '.repeat(level - 1)}${label ?? object}`,
    )
  return { table, view, put, lines }
}

describe('folders', () => {
  it('stand below each other, empty ones too, with what is in none at the end', () => {
    const { lines } = viewOf(
      'folder',
      poolRow('p', { emptyFolders: ['/Web/Old', '/Attic'] }),
      vmRow('p', 'b', { folder: '/Web' }),
      vmRow('p', 'a', { folder: '/Web/Front' }),
      srRow('p', 's'),
    )
    expect(lines()).toEqual(['Attic', 'Web', '  Front', '    p.VM-a', '  Old', '  p.VM-b', 'In no folder'])
    expect(lines(['none', 'folder %2FWeb'])).toEqual(['Attic', 'Web', 'In no folder', '  p', '  p.SR-s'])
  })

  it('go with their last object unless a pool keeps them', () => {
    const { lines, put } = viewOf('folder', poolRow('p'), vmRow('p', 'a', { folder: '/Web/Front' }))
    put(vmRow('p', 'a'))
    expect(lines()).toEqual(['In no folder'])
    put(poolRow('p', { emptyFolders: ['/Web/Front'] }))
    expect(lines()).toEqual(['Web', '  Front', 'In no folder'])
    put(poolRow('p'))
    expect(lines()).toEqual(['In no folder'])
  })
})

it('shows an object under each of its tags, and finds the first of its places', () => {
  const { lines, view } = viewOf(
    'tag',
    vmRow('p', 'a', { tags: ['prod', 'eu'] }),
    hostRow('p', 'h', { tags: ['eu'] }),
  )
  expect(lines()).toEqual(['eu', '  p.VM-a', '  p.host-h', 'prod', '  p.VM-a'])
  expect(groupWindow(view, { ...all, reveal: 'p.VM-a' }).revealed).toEqual({
    id: 'p.VM-a',
    node: 'p.VM-a@tag prod',
    path: ['tag prod'],
    index: 4,
  })
})

it('groups by class, vApp and the values of a custom field', () => {
  const rows = [
    poolRow('p'),
    vmRow('p', 'b', { fields: { Owner: 'jane' }, appliance: { id: 'p.app', name: 'Shop' } }),
    vmRow('p', 'a'),
  ]
  expect(viewOf('type', ...rows).lines()).toEqual(['Pools', '  p', 'VMs', '  p.VM-a', '  p.VM-b'])
  expect(viewOf('vapp', ...rows).lines(['none'])).toEqual(['Shop', '  p.VM-b', 'In no vApp', '  p.VM-a'])
  expect(viewOf('field:Owner', ...rows).lines()).toEqual(['jane', '  p.VM-b', 'Without a value'])
})

it('[NAV-17] shows templates, local storage and hidden objects to who wants to see them', () => {
  const table = new RowTable()
  const put = (...more: AnyRow[]) => table.apply(more.map(row => ({ id: row.id, row, extra: noExtra })))
  put(
    poolRow('p'),
    vmRow('p', 'web'),
    vmRow('p', 'appliance', { hidden: true }),
    templateRow('p', 'Debian 12', { kind: 'default' }),
    templateRow('p', 'golden'),
    srRow('p', 'nfs', { shared: true }),
    srRow('p', 'sda', { shared: false, host: 'p.host-a' }),
  )
  const lines = (shows: Partial<TreeShows>) =>
    groupWindow(new GroupView('type', table, { ...showsAtFirst, ...shows }), all).nodes.map(
      ({ label, object }) => label ?? object,
    )
  const rest = ['Storage', 'p.SR-nfs', 'p.SR-sda']
  expect(lines({})).toEqual(['Pools', 'p', 'VMs', 'p.VM-web', 'Templates', 'p.template-golden', ...rest])
  expect(lines({ customTemplates: false, localStorage: false })).toEqual([
    ...['Pools', 'p', 'VMs', 'p.VM-web', 'Storage', 'p.SR-nfs'],
  ])
  expect(lines({ defaultTemplates: true, hidden: true })).toEqual([
    ...['Pools', 'p', 'VMs', 'p.VM-appliance', 'p.VM-web'],
    ...['Templates', 'p.template-Debian 12', 'p.template-golden', ...rest],
  ])
})

it('follows the new name of a vApp', () => {
  const { lines, put } = viewOf('vapp', vmRow('p', 'a', { appliance: { id: 'p.app', name: 'Shop' } }))
  put(vmRow('p', 'a', { appliance: { id: 'p.app', name: 'Store' } }))
  expect(lines()).toEqual(['Store', '  p.VM-a'])
})

const word = fc.constantFrom('', 'x', 'y', 'x2')
const path = fc
  .array(fc.constantFrom('A', 'B', 'C'), { maxLength: 3 })
  .map(names => names.map(name => `/${name}`).join(''))
const update: fc.Arbitrary<RowUpdate> = fc
  .record({
    name: fc.constantFrom('1', '2', '3', '4'),
    there: fc.boolean(),
    label: word,
    folder: path,
    tags: fc.uniqueArray(word.filter(tag => tag !== '')),
    value: word,
    appliance: fc.constantFrom(null, { id: 'p.1', name: 'x' }, { id: 'p.2', name: 'y' }),
    kept: fc.array(path.filter(one => one !== '')),
    pool: fc.boolean(),
    template: fc.boolean(),
  })
  .map(({ name, there, label, folder, tags, value, appliance, kept, pool, template }) => {
    const fields: Record<string, string> = value === '' ? {} : { Owner: value }
    const common = { name_label: label, folder, tags, fields }
    const row = pool
      ? poolRow(`p${name}`, { ...common, emptyFolders: kept })
      : template
        ? templateRow('p', name, { ...common, id: `p.VM-${name}` })
        : vmRow('p', name, { ...common, appliance })
    return { id: row.id, row: there ? row : undefined, extra: noExtra }
  })

test.each(['type', 'folder', 'tag', 'vapp', 'field:Owner'] as const)(
  'by %s: a view that is kept by what changes shows what one made from nothing shows',
  mode => {
    fc.assert(
      fc.property(fc.array(fc.array(update, { maxLength: 6 }), { maxLength: 12 }), batches => {
        const { table, view } = viewOf(mode)
        for (const batch of batches) table.apply(batch)
        const anew = new GroupView(mode, table)
        const toggled = new Set(['none'])
        expect(groupWindow(view, { ...all, toggled }).nodes).toEqual(
          groupWindow(anew, { ...all, toggled }).nodes,
        )
      }),
      { numRuns: 150 },
    )
  },
)

test('any part of a window is that part of the whole', () => {
  fc.assert(
    fc.property(fc.array(update, { maxLength: 30 }), fc.nat(20), fc.nat(10), (updates, from, count) => {
      const { table, view } = viewOf('tag')
      table.apply(updates)
      const whole = groupWindow(view, { ...all, toggled: new Set(['none']) })
      const part = groupWindow(view, { ...all, toggled: new Set(['none']), from, count })
      expect(part.count).toBe(whole.nodes.length)
      expect(part.nodes).toEqual(whole.nodes.slice(from, from + count))
    }),
  )
})

it('[NAV-03] narrows groups to names, and keeps all that is in a group with the name', () => {
  const { view, put } = viewOf(
    'folder',
    vmRow('p', 'web-1', { folder: '/Lab/Web' }),
    vmRow('p', 'db-1', { folder: '/Lab' }),
    vmRow('p', 'db-2', { folder: '/Web/Old' }),
    vmRow('p', 'anywhere'),
  )
  const lines = (name: string) =>
    groupWindow(view, { ...all, name }).nodes.map(
      ({ level, label, object }) => `${'  '.repeat(level - 1)}${label ?? object}`,
    )
  expect(lines('WEB')).toEqual(['Lab', '  Web', '    p.VM-web-1', 'Web', '  Old', '    p.VM-db-2'])
  expect(lines('1 db')).toEqual(['Lab', '  p.VM-db-1'])
  expect(lines('folder')).toEqual([])
  expect(lines('any')).toEqual(['In no folder', '  p.VM-anywhere'])
  expect(groupWindow(view, { ...all, name: 'db', reveal: 'p.VM-db-2' }).revealed).toMatchObject({
    node: 'p.VM-db-2@folder %2FWeb%2FOld',
    index: 4,
  })
  expect(groupBranch(view, 'db', 'folder %2FWeb')).toEqual(['folder %2FWeb', 'folder %2FWeb%2FOld'])
  // The same place by its name, and yet another name.
  put(vmRow('p', 'db-2', { folder: '/Web/Old', name_label: 'db-02' }))
  expect(groupWindow(view, { ...all, name: 'db-02' }).matched).toBe(1)
})
