'use client'

import { useCallback } from 'react'
import { remember, remembered, useRemembered } from '@/app/ui/remembered'
import type { AnyRow, ObjectId, RowClass } from '@/server/api/types'

/** An object as a person's list has it: also where it cannot be seen just now. */
export interface KeptObject {
  class: Exclude<RowClass, 'task' | 'VDI' | 'snapshot'>
  id: ObjectId
  /** What it was called when it was put there. */
  name: string
}

const classes: readonly KeptObject['class'][] = [
  'pool',
  'host',
  'VM',
  'template',
  'VM_appliance',
  'VMSS',
  'SR',
  'network',
]
const none: readonly KeptObject[] = []
const mostFavourites = 100
const mostRecent = 20

const favouritesKey = 'favourites'
const recentKey = 'recent'

/** An object for such a list; undefined for a task, which does not stay, and for what has no page of its own. */
export function keptOf(row: AnyRow): KeptObject | undefined {
  const cls = classes.find(one => one === row.class)
  if (cls === undefined) return undefined
  const name = row.name_label || (row.class === 'pool' ? row.address : row.uuid)
  return { class: cls, id: row.id, name }
}

/** Exported for its test: what was kept by an earlier version may be anything. */
export function asKept(found: unknown): readonly KeptObject[] | undefined {
  if (!Array.isArray(found)) return undefined
  return found.flatMap((one: unknown) => {
    if (typeof one !== 'object' || one === null) return []
    if (!('class' in one) || !('id' in one) || !('name' in one)) return []
    const { id, name } = one
    const cls = classes.find(known => known === one.class)
    return cls && typeof id === 'string' && typeof name === 'string' ? [{ class: cls, id, name }] : []
  })
}

/** What a person has marked, in the order they did, and how to mark an object or take the mark away. */
export function useFavourites(): [readonly KeptObject[], (row: AnyRow) => void] {
  const [favourites, set] = useRemembered(favouritesKey, none, asKept)
  const toggle = useCallback(
    (row: AnyRow) => {
      const kept = keptOf(row)
      if (!kept) return
      const others = favourites.filter(one => one.id !== row.id)
      set(others.length < favourites.length ? others : [...others, kept].slice(-mostFavourites))
    },
    [favourites, set],
  )
  return [favourites, toggle]
}

/** Whose pages a person has opened, the latest first. */
export function useRecent(): readonly KeptObject[] {
  const [recent] = useRemembered(recentKey, none, asKept)
  return recent
}

/** Notes that somebody has opened the page of an object. */
export function noteOpened(kept: KeptObject): void {
  const known = asKept(remembered(recentKey)) ?? none
  const [latest] = known
  if (latest?.id === kept.id && latest.name === kept.name) return
  remember(recentKey, [kept, ...known.filter(one => one.id !== kept.id)].slice(0, mostRecent))
}
