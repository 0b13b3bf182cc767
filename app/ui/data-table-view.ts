'use client'

import { useCallback, useMemo, useState } from 'react'
import type { DataTableProps, TableView } from './data-table-types'
import { isTextList, useRemembered } from './remembered'

function isView(found: unknown): TableView | undefined {
  if (typeof found !== 'object' || found === null) return undefined
  const known: { [key in keyof TableView | 'group']?: unknown } = found
  return {
    sort: sortOf(known.sort),
    hidden: isTextList(known.hidden) ?? [],
    known: isTextList(known.known) ?? [],
    widths: widthsOf(known.widths),
    order: isTextList(known.order) ?? [],
    // There was one level once.
    groups: isTextList(known.groups) ?? (typeof known.group === 'string' ? [known.group] : []),
    closed: isTextList(known.closed) ?? [],
  }
}

function sortOf(found: unknown): TableView['sort'] {
  if (typeof found !== 'object' || found === null || !('id' in found) || !('desc' in found)) return null
  return typeof found.id === 'string' && typeof found.desc === 'boolean'
    ? { id: found.id, desc: found.desc }
    : null
}

function widthsOf(found: unknown): Record<string, number> {
  if (typeof found !== 'object' || found === null) return {}
  const entries: [string, unknown][] = Object.entries(found)
  return Object.fromEntries(
    entries.flatMap(([id, width]) =>
      typeof width === 'number' && width >= 40 ? [[id, width] as const] : [],
    ),
  )
}

/** The view given from outside, or the one remembered under the table's key. */
export function useTableView<R>(
  props: Pick<DataTableProps<R>, 'columns' | 'initialSort' | 'storageKey' | 'view' | 'onViewChange'>,
): [TableView, (view: TableView) => void] {
  const { columns, initialSort, storageKey, view, onViewChange } = props
  const initialId = initialSort?.id
  const initialDesc = initialSort?.desc
  const initial = useMemo<TableView>(
    () => ({
      sort: initialId === undefined ? null : { id: initialId, desc: initialDesc ?? false },
      hidden: columns.filter(column => column.hidden).map(column => column.id),
      widths: {},
      order: [],
      groups: [],
      closed: [],
    }),
    [columns, initialId, initialDesc],
  )
  const [remembered, remember] = useRemembered<TableView>(`table.${storageKey ?? 'none'}`, initial, isView)
  const [passing, setPassing] = useState<TableView | null>(null)
  const kept = useMemo(() => withNewHidden(remembered, columns), [remembered, columns])
  const keep = useCallback(
    (next: TableView) => remember({ ...next, known: columns.map(({ id }) => id) }),
    [remember, columns],
  )
  if (view) return [view, onViewChange ?? (() => undefined)]
  return storageKey === undefined ? [passing ?? initial, setPassing] : [kept, keep]
}

/** Columns that have come since a view was kept are as they are for everybody else: hidden, where they are at first. */
export function withNewHidden(
  view: TableView,
  columns: readonly { id: string; hidden?: boolean }[],
): TableView {
  const known = new Set([...(view.known ?? []), ...view.hidden])
  const come = columns.filter(({ id, hidden }) => hidden && !known.has(id)).map(({ id }) => id)
  return come.length === 0 ? view : { ...view, hidden: [...view.hidden, ...come] }
}
