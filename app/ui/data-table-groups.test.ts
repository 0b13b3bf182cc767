import fc from 'fast-check'
import { expect, test } from 'vitest'
import { closable, grouped, headId, withGroup } from './data-table-groups'
import { shownElsewhere, shownHere } from './data-table-shown'
import type { Column, ListRows, TableView } from './data-table-types'

interface Vm {
  id: string
  host: string | null
  tags?: readonly string[]
}

const columns: readonly Column<Vm>[] = [
  { id: 'name', header: 'Name', width: 100, cell: vm => vm.id, sortBy: vm => vm.id },
  { id: 'host', header: 'Host', width: 100, cell: vm => vm.host, sortBy: vm => vm.host, group: {} },
  { id: 'tags', header: 'Tags', width: 100, cell: () => null, group: { each: vm => vm.tags ?? [] } },
]
const plain: TableView = { sort: null, hidden: [], widths: {}, order: [], groups: ['host'], closed: [] }
const idOf = (vm: Vm) => vm.id
const vms: readonly Vm[] = [
  { id: 'a', host: 'xen10' },
  { id: 'b', host: null },
  { id: 'c', host: 'xen2' },
  { id: 'd', host: 'xen10' },
]
const shownOf = (view: Partial<TableView>, rows = vms) =>
  shownHere(rows, rows.length, idOf, columns, { ...plain, ...view })

function lines(shown: ReturnType<typeof shownOf>): string[] {
  return Array.from({ length: shown.lines }, (_, line) => shown.idAt(line) ?? '?')
}

test('heads stand before their rows, by name as people count, without a value last', () => {
  const shown = shownOf({})
  expect(lines(shown)).toEqual(['group xen2', 'c', 'group xen10', 'a', 'd', 'group ', 'b'])
  expect(shown.headAt(2)).toEqual({
    ...{ id: 'group xen10', key: 'xen10', label: 'xen10', count: 2, open: true },
    ...{ level: 1, above: -1 },
  })
  expect(shown.headAt(3)).toBeUndefined()
  expect([shown.count, shown.total, shown.ids()]).toEqual([4, 4, ['c', 'a', 'd', 'b']])
})

test('sorted by what it is grouped by, the groups follow', () => {
  expect(lines(shownOf({ sort: { id: 'host', desc: true } }))).toEqual([
    'group xen10',
    'a',
    'd',
    'group xen2',
    'c',
    'group ',
    'b',
  ])
})

test('a closed group shows its head alone; a file has its rows all the same', () => {
  const shown = shownOf({ closed: ['xen10'] })
  expect(lines(shown)).toEqual(['group xen2', 'c', 'group xen10', 'group ', 'b'])
  expect(shown.ids()).toEqual(['c', 'b'])
  expect(shown.every().map(idOf)).toEqual(['c', 'a', 'd', 'b'])
})

test('a column that rows cannot be grouped by leaves them one list', () => {
  expect(lines(shownOf({ groups: ['name'] }))).toEqual(['a', 'b', 'c', 'd'])
  expect(shownOf({ groups: ['name'] }).heads).toEqual([])
})

test('groups stand in groups, and a row under each of its tags: its lines are told apart, and it is one row', () => {
  const tagged: readonly Vm[] = [
    { id: 'a', host: 'xen2', tags: ['web', 'prod'] },
    { id: 'b', host: null, tags: ['prod'] },
    { id: 'c', host: 'xen2' },
  ]
  const inside = (...keys: string[]) => keys.reduce((outer, key) => JSON.stringify([outer, key]))
  const shown = shownOf({ groups: ['tags', 'host'] }, tagged)
  const heads = Array.from({ length: shown.lines }, (_, line) => {
    const head = shown.headAt(line)
    return head ? [head.level, head.label, head.count, head.above] : shown.at(line)?.id
  })
  expect(heads).toEqual([
    ...[[1, 'prod', 2, -1], [2, 'xen2', 1, 0], 'a', [2, null, 1, 0], 'b'],
    ...[[1, 'web', 1, -1], [2, 'xen2', 1, 5], 'a'],
    ...[[1, null, 1, -1], [2, 'xen2', 1, 8], 'c'],
  ])
  const [first, second] = [shown.idAt(2) ?? '', shown.idAt(7) ?? '']
  expect(first).not.toBe(second)
  expect([shown.indexOf(first), shown.indexOf(second)]).toEqual([2, 7])
  expect([shown.rowIdOf(first), shown.rowIdOf(second), shown.find(second)?.id]).toEqual(['a', 'a', 'a'])
  expect([shown.count, shown.ids()]).toEqual([3, ['a', 'b', 'c']])
  const closed = shownOf({ groups: ['tags', 'host'], closed: ['prod', inside('web', 'xen2')] }, tagged)
  expect(lines(closed).map(line => line.split(' ')[0])).toEqual([
    'group',
    'group',
    'group',
    'group',
    'group',
    closed.idAt(5),
  ])
  expect(closed.heads).toHaveLength(7)
})

const hosts = ['xen1', 'xen2', 'xen3', '']
const anyVms = fc.array(
  fc.record({ host: fc.constantFrom(...hosts), tags: fc.uniqueArray(fc.constantFrom('a', 'b')) }),
  { maxLength: 20 },
)
const anyGroups = fc.constantFrom(['host'], ['tags'], ['host', 'tags'], ['tags', 'host'])

test('what is here and what is elsewhere come out alike, line by line and back', () => {
  fc.assert(
    fc.property(anyVms, anyGroups, fc.array(fc.nat(12)), (made, groups, which) => {
      const rows = made.map(({ host, tags }, at): Vm => ({ id: `vm-${at}`, host: host || null, tags }))
      const { heads } = shownOf({ groups }, rows)
      const closed = which.flatMap(at => heads[at]?.key ?? [])
      const here = shownOf({ groups, closed }, rows)
      const open = Array.from({ length: here.lines }, (_, line) => here.at(line)).filter(
        row => row !== undefined,
      )
      const by = groups.flatMap(id => columns.find(column => column.id === id) ?? [])
      const told = grouped(rows, by, null)
      const list: ListRows<Vm> = {
        loading: false,
        total: rows.length,
        count: rows.length,
        lines: told.reduce((sum, group) => sum + group.rows.length, 0),
        groups: told.map(({ keys, labels, rows: held }) => ({ keys, labels, count: held.length })),
        closed,
        rowAt: index => open[index],
        indexOf: id => open.findIndex(row => row.id === id),
        held: open,
        show: () => undefined,
      }
      const there = shownElsewhere(list, idOf, columns, { ...plain, groups })
      expect(there.lines).toBe(here.lines)
      let rowsBefore = 0
      let head = -1
      for (let line = 0; line < here.lines; line++) {
        const id = here.idAt(line) ?? null
        expect(there.idAt(line)).toBe(id)
        expect(here.indexOf(id)).toBe(line)
        expect(there.indexOf(id)).toBe(line)
        expect(there.headAt(line)).toEqual(here.headAt(line))
        if (here.headAt(line)) head = line
        else {
          expect(here.at(line)).toBe(open[rowsBefore])
          expect(here.rowsIn(line, line)).toEqual([rowsBefore, rowsBefore])
          rowsBefore += 1
        }
        expect(here.headOf(line)).toBe(head)
      }
      expect(rowsBefore).toBe(open.length)
      if (here.lines > 0) expect(here.rowsIn(0, here.lines - 1)).toEqual([0, Math.max(0, open.length - 1)])
    }),
  )
})

test('a view remembers which groups are closed, and not more than it can', () => {
  const closed = withGroup(plain, 'xen2', false)
  expect(closed.closed).toEqual(['xen2'])
  expect(withGroup(closed, 'xen2', true).closed).toEqual([])
  expect(closable([...Array(400).keys()].map(String))).toHaveLength(300)
  expect(closable(['x'.repeat(501)])).toEqual([])
  expect(headId('xen2')).toBe('group xen2')
})
