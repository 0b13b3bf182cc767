import { expect, test } from 'vitest'
import { arranged, moved, nudged } from './data-table-arrange'
import type { Column, TableView } from './data-table-types'

const columns: readonly Column<object>[] = ['name', 'state', 'host', 'memory', 'os'].map(id => ({
  id,
  header: id,
  width: 100,
  cell: () => id,
}))
const view: TableView = { sort: null, hidden: ['host'], widths: {}, order: [], groups: [], closed: [] }
const ids = (of: TableView) => arranged(columns, of.order).map(column => column.id)

test('columns stand as they were put; the first stays, and those that are new follow', () => {
  expect(ids(view)).toEqual(['name', 'state', 'host', 'memory', 'os'])
  expect(ids({ ...view, order: ['memory', 'name', 'gone', 'state'] })).toEqual([
    'name',
    'memory',
    'state',
    'host',
    'os',
  ])
})

test('a column is put before another, or at the end; nothing comes before the first', () => {
  expect(ids(moved(columns, view, 'os', 'state'))).toEqual(['name', 'os', 'state', 'host', 'memory'])
  expect(ids(moved(columns, view, 'state', null))).toEqual(['name', 'host', 'memory', 'os', 'state'])
  expect(moved(columns, view, 'os', 'name')).toBe(view)
  expect(moved(columns, view, 'name', 'os')).toBe(view)
  expect(moved(columns, view, 'os', 'os')).toBe(view)
})

test('a step goes past what is hidden, and ends at the ends', () => {
  const left = nudged(columns, view, 'memory', -1)
  expect(ids(left).filter(id => id !== 'host')).toEqual(['name', 'memory', 'state', 'os'])
  const right = nudged(columns, view, 'memory', 1)
  expect(ids(right).filter(id => id !== 'host')).toEqual(['name', 'state', 'os', 'memory'])
  expect(nudged(columns, view, 'state', -1)).toBe(view)
  expect(nudged(columns, view, 'os', 1)).toBe(view)
  expect(nudged(columns, view, 'name', 1)).toBe(view)
})
