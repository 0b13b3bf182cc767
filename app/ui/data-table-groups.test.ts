import fc from 'fast-check'
import { expect, test } from 'vitest'
import { closable, headId, withGroup } from './data-table-groups'
import { shownElsewhere, shownHere } from './data-table-shown'
import type { Column, ListRows, TableView } from './data-table-types'

interface Vm {
  id: string
  host: string | null
}

const columns: readonly Column<Vm>[] = [
  { id: 'name', header: 'Name', width: 100, cell: vm => vm.id, sortBy: vm => vm.id },
  { id: 'host', header: 'Host', width: 100, cell: vm => vm.host, sortBy: vm => vm.host, group: {} },
]
const plain: TableView = { sort: null, hidden: [], widths: {}, order: [], group: 'host', closed: [] }
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
  expect(shown.headAt(2)).toEqual({ id: 'group xen10', key: 'xen10', label: 'xen10', count: 2, open: true })
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
  expect(lines(shownOf({ group: 'name' }))).toEqual(['a', 'b', 'c', 'd'])
  expect(shownOf({ group: 'name' }).heads).toEqual([])
})

const hosts = ['xen1', 'xen2', 'xen3', '']
const anyVms = fc
  .array(fc.constantFrom(...hosts), { maxLength: 20 })
  .map(list => list.map((host, at): Vm => ({ id: `vm-${at}`, host: host || null })))

test('what is here and what is elsewhere come out alike, line by line and back', () => {
  fc.assert(
    fc.property(anyVms, fc.subarray(hosts), (rows, closed) => {
      const here = shownOf({ closed }, [...rows])
      const open = here.ids().flatMap(id => rows.find(row => row.id === id) ?? [])
      const list: ListRows<Vm> = {
        loading: false,
        total: rows.length,
        count: rows.length,
        groups: here.heads.map(({ key, label, count }) => ({ key, label, count })),
        closed,
        rowAt: index => open[index],
        indexOf: id => open.findIndex(row => row.id === id),
        held: open,
        show: () => undefined,
      }
      const there = shownElsewhere(list, idOf)
      expect(there.lines).toBe(here.lines)
      let rowsBefore = 0
      let head = -1
      for (let line = 0; line < here.lines; line++) {
        const id = here.idAt(line) ?? null
        expect(there.idAt(line)).toBe(id)
        expect(here.indexOf(id)).toBe(line)
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
