import type { TableRow } from './data-table-model'
import type { ListRows } from './data-table-types'

/** The rows as they are shown, whoever filtered and sorted them. Indices count from 0. */
export interface ShownRows<R> {
  /** Rows before the filter. */
  total: number
  count: number
  /** Undefined: on its way, or there is none. */
  at: (index: number) => R | undefined
  idAt: (index: number) => string | undefined
  /** -1: not among them, as far as is known here. */
  indexOf: (id: string | null) => number
  find: (id: string | undefined) => R | undefined
  /** Ids of those that are here, in order. */
  ids: () => string[]
}

export function isElsewhere<R>(rows: readonly R[] | ListRows<R>): rows is ListRows<R> {
  return !Array.isArray(rows)
}

export function shownHere<R extends object>(rows: readonly TableRow<R>[], total: number): ShownRows<R> {
  return {
    total,
    count: rows.length,
    at: index => rows[index]?.original,
    idAt: index => rows[index]?.id,
    indexOf: id => rows.findIndex(row => row.id === id),
    find: id => rows.find(row => row.id === id)?.original,
    ids: () => rows.map(row => row.id),
  }
}

export function shownElsewhere<R>(list: ListRows<R>, rowId: (row: R) => string): ShownRows<R> {
  const idAt = (index: number) => {
    const row = list.rowAt(index)
    return row && rowId(row)
  }
  return {
    total: list.total,
    count: list.count,
    at: list.rowAt,
    idAt,
    indexOf: id => (id === null ? -1 : list.indexOf(id)),
    find: id => (id === undefined ? undefined : list.rowAt(list.indexOf(id))),
    ids: () => list.held.map(rowId),
  }
}
