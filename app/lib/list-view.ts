'use client'

import { useCallback, useMemo } from 'react'
import type { Column, TableView } from '@/app/ui/data-table-types'
import { useTableView } from '@/app/ui/data-table-view'
import { setQuery, useQueryParam } from './url-state'

/** "-memory": by memory, the most first. */
export function readSort(text: string): TableView['sort'] {
  const desc = text.startsWith('-')
  const id = desc ? text.slice(1) : text
  return id === '' ? null : { id, desc }
}

export function writeSort(sort: TableView['sort']): string | null {
  return sort && `${sort.desc ? '-' : ''}${sort.id}`
}

/**
 * How a list is shown: as the address says (`sort=-memory&group=host`), so that a link shows the same to somebody else;
 * what it does not say, as it was left last. Both are written when it is changed.
 */
export function useListView<R>(options: {
  columns: readonly Column<R>[]
  initialSort: { id: string; desc: boolean }
  storageKey: string
}): [TableView, (view: TableView) => void] {
  const { columns } = options
  const [kept, keep] = useTableView(options)
  const [sortText] = useQueryParam('sort')
  const [groupText] = useQueryParam('group')
  const view = useMemo(() => {
    const asked = readSort(sortText)
    const sort = asked && columns.some(({ id, sortBy }) => id === asked.id && sortBy) ? asked : kept.sort
    const wanted = groupText === noGroup ? null : groupText || kept.group
    const group = columns.some(column => column.id === wanted && column.group) ? wanted : null
    return { ...kept, sort, group, closed: group === kept.group ? kept.closed : noneClosed }
  }, [kept, columns, sortText, groupText])
  const change = useCallback(
    (next: TableView) => {
      keep(next)
      if (next.sort !== view.sort) setQuery({ sort: writeSort(next.sort) })
      if (next.group !== view.group) setQuery({ group: next.group ?? noGroup })
    },
    [keep, view],
  )
  return [view, change]
}

/** In the address: not grouped, whatever was chosen last. */
const noGroup = 'none'
const noneClosed: readonly string[] = []
