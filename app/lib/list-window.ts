'use client'

import { useCallback, useEffect, useId, useMemo, useRef } from 'react'
import type { ListRows } from '@/app/ui/data-table-types'
import type { AnyRow, ListedClass, ListQuery, Rows } from '@/server/api/types'
import { type ListPart, liveStore, useStore } from './inventory'
import { api } from './trpc'
import { partFor } from './window-part'

const noneClosed: readonly string[] = []
/** Lists up to here are here as a whole, so that the browser's own search finds everything in them. */
const wholeUpTo = 200

function isOf<C extends ListedClass>(cls: C, row: AnyRow | undefined): row is Rows[C] & AnyRow {
  return row?.class === cls
}

/** Whether a list of this length is asked for as a whole. Of an empty one nothing is known yet: it may be filling. */
export function isWhole(matched: number): boolean {
  return matched > 0 && matched <= wholeUpTo
}

/**
 * Where a window begins and how long it is so that `first` to `last` are in it, in steps: scrolling a row asks nothing.
 * `matched`: how long the whole list is, as far as is known.
 */
export function windowFor(first: number, last: number, matched = 0): { from: number; count: number } {
  if (isWhole(matched)) return { from: 0, count: wholeUpTo }
  return partFor(first, last)
}

const linesOf = (part: ListPart | undefined) => part?.window.lines ?? part?.window.matched ?? 0

/** As many as the server gives at once. */
const atOnce = 500

/** Every row of a query as it stands now, part by part. */
async function* allRows<C extends ListedClass>(
  cls: C,
  query: ListQuery,
): AsyncGenerator<readonly (Rows[C] & AnyRow)[]> {
  const given = new Set<string>()
  for (let from = 0; ; from += atOnce) {
    const { rows, lines } = await api.inventory.rows.query({ query, from, count: atOnce })
    // What stands in several groups is given once.
    const more = rows.filter(row => !given.has(row.id))
    for (const row of more) given.add(row.id)
    yield more.filter(row => isOf(cls, row))
    if (from + atOnce >= lines) return
  }
}

/** How many rows a query finds, live, without any of them but the first. */
export function useListCount(query: ListQuery): number {
  const key = useId()
  const text = JSON.stringify(query)
  const part = useStore<ListPart | undefined>(`list:${key}`, () => liveStore.list(key), undefined)
  useEffect(() => {
    liveStore.showList({ key, query: JSON.parse(text), from: 0, count: 1 })
  }, [key, text])
  useEffect(() => () => liveStore.leaveList(key), [key])
  return part?.window.matched ?? 0
}

/**
 * The rows of a query, live, as long as the component is mounted. Of a grouped list rows of the groups with these keys are
 * left out; give the same array until they change.
 */
export function useListRows<C extends ListedClass>(
  query: ListQuery & { class: C },
  closed: readonly string[] = noneClosed,
): ListRows<Rows[C]> {
  const key = useId()
  const text = JSON.stringify(query)
  const part = useStore<ListPart | undefined>(`list:${key}`, () => liveStore.list(key), undefined)
  const seen = useRef({ first: 0, last: 0, text })

  const ask = useCallback(() => {
    const { first, last } = seen.current
    const { from, count } = windowFor(first, last, linesOf(liveStore.list(key)))
    liveStore.showList({
      key,
      query: JSON.parse(text),
      ...(closed.length > 0 ? { closed } : {}),
      from,
      count,
    })
  }, [key, text, closed])

  useEffect(() => {
    // Another question begins at its first row.
    if (seen.current.text !== text) seen.current = { first: 0, last: 0, text }
    ask()
  }, [ask, text])
  // The first answer tells how long the list is: a short one is asked for as a whole.
  const whole = isWhole(linesOf(part))
  useEffect(() => {
    if (whole) ask()
  }, [whole, ask])
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
      lines: part?.window.lines,
      ...(part?.window.groups === undefined
        ? {}
        : { groups: part.window.groups, closed: part.window.closed ?? noneClosed }),
      rowAt: index => {
        const row = rows[index - from]
        return isOf(cls, row) ? row : undefined
      },
      indexOf: id => {
        const at = ids.indexOf(id)
        return at < 0 ? -1 : at + from
      },
      held: rows.filter(row => isOf(cls, row)),
      all: () => allRows(cls, JSON.parse(text)),
      show,
    }
  }, [part, cls, text, show])
}
