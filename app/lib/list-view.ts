'use client'

import { useCallback, useMemo } from 'react'
import { mostLevels } from '@/app/ui/data-table-groups'
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
 * How a list is shown: as the address says (`sort=-memory&group=pool,host`), so that a link shows the same to somebody else;
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
    const wanted = groupText === noGroup ? [] : groupText ? readGroups(groupText) : kept.groups
    const groups = wanted.filter(id => columns.some(column => column.id === id && column.group))
    const same = writeGroups(groups) === writeGroups(kept.groups)
    return { ...kept, sort, groups, closed: same ? kept.closed : noneClosed }
  }, [kept, columns, sortText, groupText])
  const change = useCallback(
    (next: TableView) => {
      keep(next)
      if (next.sort !== view.sort) setQuery({ sort: writeSort(next.sort) })
      if (writeGroups(next.groups) !== writeGroups(view.groups)) setQuery({ group: writeGroups(next.groups) })
    },
    [keep, view],
  )
  return [view, change]
}

/** "pool,host": by pool, and within each by host. */
export function readGroups(text: string): string[] {
  return [...new Set(text.split(',').map(decoded))].slice(0, mostLevels)
}

/** Names of custom fields are anything, commas too. */
export function writeGroups(groups: readonly string[]): string {
  return groups.map(id => id.replace(/[%,]/g, encodeURIComponent)).join(',') || noGroup
}

function decoded(text: string): string {
  return text.replace(/%2C/g, ',').replace(/%25/g, '%')
}

/** In the address: not grouped, whatever was chosen last. */
const noGroup = 'none'
const noneClosed: readonly string[] = []
