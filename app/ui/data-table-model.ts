'use client'

import {
  type ColumnDef,
  columnSizingFeature,
  columnVisibilityFeature,
  createSortedRowModel,
  type ReactTable,
  type Row,
  rowSortingFeature,
  tableFeatures,
  useTable,
} from '@tanstack/react-table'
import { useMemo } from 'react'
import type { Column, TableView } from './data-table-types'

export const features = tableFeatures({
  columnSizingFeature,
  columnVisibilityFeature,
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
})
type Features = typeof features
export type TableModel<R extends object> = ReactTable<Features, R>
export type TableRow<R extends object> = Row<Features, R>

/** "web-2" before "web-10", upper and lower case alike. */
const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

function compare<R extends object>(a: TableRow<R>, b: TableRow<R>, columnId: string): number {
  const left = a.getValue<unknown>(columnId)
  const right = b.getValue<unknown>(columnId)
  if (typeof left === 'number' && typeof right === 'number') return left - right
  return collator.compare(String(left), String(right))
}

function textOf<R>(column: Column<R>, row: R): string {
  if (column.text) return column.text(row)
  const value = column.sortBy?.(row)
  return typeof value === 'string' ? value : ''
}

/** Every word of the filter occurs somewhere in the row's columns, hidden ones included. */
export function matchesWords<R>(columns: readonly Column<R>[], row: R, filter: string): boolean {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return true
  const text = columns
    .map(column => textOf(column, row))
    .join('\n')
    .toLowerCase()
  return words.every(word => text.includes(word))
}

interface ModelOptions<R> {
  columns: readonly Column<R>[]
  rows: readonly R[]
  rowId: (row: R) => string
  filter: string
  matches: ((row: R, filter: string) => boolean) | undefined
  view: TableView
}

/** Filtered and sorted rows and shown columns, in order. */
export function useTableModel<R extends object>(options: ModelOptions<R>): TableModel<R> {
  const { columns, rows, rowId, filter, matches, view } = options
  const defs = useMemo(
    () =>
      columns.map(
        (column, index): ColumnDef<Features, R> => ({
          id: column.id,
          header: column.header,
          accessorFn: row => column.sortBy?.(row) ?? undefined,
          sortFn: compare,
          sortUndefined: 'last',
          sortDescFirst: false,
          enableSorting: column.sortBy !== undefined,
          enableHiding: index > 0 && column.hideable !== false,
          size: column.width,
        }),
      ),
    [columns],
  )
  const data = useMemo(() => {
    if (filter.trim() === '') return rows
    return rows.filter(row => (matches ? matches(row, filter) : matchesWords(columns, row, filter)))
  }, [rows, filter, matches, columns])
  const state = useMemo(
    () => ({
      sorting: view.sort ? [view.sort] : [],
      columnVisibility: Object.fromEntries(view.hidden.map(id => [id, false])),
      columnSizing: { ...view.widths },
    }),
    [view],
  )
  return useTable({ features, columns: defs, data, getRowId: rowId, state })
}
