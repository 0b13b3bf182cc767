import { type GroupHead, grouped, inGroups, isWithin } from './data-table-groups'
import type { Column, ListRows, TableView } from './data-table-types'

/** The lines of a table as they are shown, whoever filtered and sorted them. Indices count lines from 0. */
export interface ShownRows<R> {
  /** Rows before the filter. */
  total: number
  /** Rows the filter finds. */
  count: number
  /** Rows and heads of groups. */
  lines: number
  /** Undefined: on its way, a head, or there is none. */
  at: (index: number) => R | undefined
  /** Of a row or a head. */
  idAt: (index: number) => string | undefined
  /** -1: not among them, as far as is known here. */
  indexOf: (id: string | null) => number
  find: (id: string | undefined) => R | undefined
  /** The row's own id, where it has a line in several groups. */
  rowIdOf: (id: string) => string
  /** Ids of rows that are here, in order. */
  ids: () => string[]
  /** Every row the filter finds that is here, in order. */
  every: () => readonly R[]
  /** All heads of groups, in order, in closed groups too; none where rows are not grouped. */
  heads: readonly GroupHead[]
  headAt: (index: number) => GroupHead | undefined
  /** The line of the head that a line stands under; -1: there is none. */
  headOf: (index: number) => number
  /** The first and the last row among these lines, counted without heads. */
  rowsIn: (first: number, last: number) => [number, number]
}

export function isElsewhere<R>(rows: readonly R[] | ListRows<R>): rows is ListRows<R> {
  return !Array.isArray(rows)
}

const withoutGroups = {
  heads: [],
  headAt: () => undefined,
  headOf: () => -1,
  rowsIn: (first: number, last: number): [number, number] => [first, last],
  rowIdOf: (id: string) => id,
}

/** `rows`: filtered and sorted, of `total`. */
export function shownHere<R>(
  rows: readonly R[],
  total: number,
  rowId: (row: R) => string,
  columns: readonly Column<R>[],
  view: TableView,
): ShownRows<R> {
  const by = groupColumns(columns, view)
  if (by.length === 0) return listed(rows, rows, total, rowId)
  const groups = grouped(rows, by, view.sort)
  const closed = new Set(view.closed)
  const open = groups.flatMap(group => (isWithin(group, closed) ? [] : group.rows))
  const every = [...new Set(groups.flatMap(({ rows: held }) => held))]
  return inGroups(
    listed(open, every, total, rowId),
    groups.map(({ keys, labels, rows: held }) => ({ keys, labels, count: held.length })),
    view.closed,
    standsOften(by),
  )
}

/** The columns that rows stand together by, the outermost first. */
export function groupColumns<R>(columns: readonly Column<R>[], view: TableView): Column<R>[] {
  return view.groups.flatMap(id => columns.find(column => column.id === id && column.group) ?? [])
}

/** Whether a row may stand in several groups of these columns. */
const standsOften = <R>(by: readonly Column<R>[]) => by.some(column => column.group?.each)

function listed<R>(
  open: readonly R[],
  every: readonly R[],
  total: number,
  rowId: (row: R) => string,
): ShownRows<R> {
  const idAt = (index: number) => {
    const row = open[index]
    return row && rowId(row)
  }
  return {
    total,
    count: every.length,
    lines: open.length,
    at: index => open[index],
    idAt,
    indexOf: id => open.findIndex(row => rowId(row) === id),
    find: id => open.find(row => rowId(row) === id),
    ids: () => [...new Set(open.map(rowId))],
    every: () => every,
    ...withoutGroups,
  }
}

export function shownElsewhere<R>(
  list: ListRows<R>,
  rowId: (row: R) => string,
  columns: readonly Column<R>[],
  view: TableView,
): ShownRows<R> {
  const idAt = (index: number) => {
    const row = list.rowAt(index)
    return row && rowId(row)
  }
  const open: ShownRows<R> = {
    total: list.total,
    count: list.count,
    lines: list.lines ?? list.count,
    at: list.rowAt,
    idAt,
    indexOf: id => (id === null ? -1 : list.indexOf(id)),
    find: id => (id === undefined ? undefined : list.rowAt(list.indexOf(id))),
    ids: () => [...new Set(list.held.map(rowId))],
    every: () => [...new Set(list.held)],
    ...withoutGroups,
  }
  return list.groups
    ? inGroups(open, list.groups, list.closed ?? [], standsOften(groupColumns(columns, view)))
    : open
}
