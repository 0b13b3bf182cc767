'use client'

import { useCallback, useEffect, useId, useMemo, useRef } from 'react'
import type { ListRows } from '@/app/ui/data-table-types'
import type { AnyRow, ListedClass, ListQuery, Rows } from '@/server/api/types'
import { type ListPart, liveStore, useStore } from './inventory'

/** So much is asked for at first, and at least: shorter lists are here as a whole. */
const leastRows = 200
/** Rows beyond what is seen on either side, so that scrolling seldom waits. */
const margin = 80
const step = 40

function isOf<C extends ListedClass>(cls: C, row: AnyRow | undefined): row is Rows[C] & AnyRow {
  return row?.class === cls
}

/** Where a window begins and how long it is so that `first` to `last` are in it, in steps: scrolling a row asks nothing. */
export function windowFor(first: number, last: number): { from: number; count: number } {
  const from = Math.max(0, Math.floor((first - margin) / step) * step)
  const to = Math.max(Math.ceil((last + 1 + margin) / step) * step, from + leastRows)
  return { from, count: Math.min(500, to - from) }
}

/** The rows of a query, live, as long as the component is mounted. */
export function useListRows<C extends ListedClass>(query: ListQuery & { class: C }): ListRows<Rows[C]> {
  const key = useId()
  const text = JSON.stringify(query)
  const part = useStore<ListPart | undefined>(`list:${key}`, () => liveStore.list(key), undefined)
  const seen = useRef({ first: 0, last: 0, text })

  const ask = useCallback(() => {
    const { first, last } = seen.current
    const { from, count } = windowFor(first, last)
    liveStore.showList({ key, query: JSON.parse(text), from, count })
  }, [key, text])

  useEffect(() => {
    // Another question begins at its first row.
    if (seen.current.text !== text) seen.current = { first: 0, last: 0, text }
    ask()
  }, [ask, text])
  useEffect(() => () => liveStore.leaveList(key), [key])

  const show = useCallback(
    (first: number, last: number) => {
      if (seen.current.first === first && seen.current.last === last) return
      seen.current = { ...seen.current, first, last }
      ask()
    },
    [ask],
  )
  const cls = query.class
  return useMemo(() => {
    const from = part?.window.from ?? 0
    const rows = part?.rows ?? []
    const ids = part?.window.ids ?? []
    return {
      loading: part === undefined,
      total: part?.window.total ?? 0,
      count: part?.window.matched ?? 0,
      rowAt: index => {
        const row = rows[index - from]
        return isOf(cls, row) ? row : undefined
      },
      indexOf: id => {
        const at = ids.indexOf(id)
        return at < 0 ? -1 : at + from
      },
      held: rows.filter(row => isOf(cls, row)),
      show,
    }
  }, [part, cls, show])
}
