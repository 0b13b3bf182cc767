'use client'

import { useMemo, useState } from 'react'
import { api, appError } from '@/app/lib/trpc'
import { useLatest } from '@/app/ui/latest'
import { useRemembered } from '@/app/ui/remembered'
import { tellFailed } from '@/app/ui/toast'
import type { TreeMode, TreeShows } from '@/server/api/types'

type Expanded = Readonly<Record<string, boolean>>
const nothingChosen: Expanded = {}

function isExpanded(found: unknown): Expanded | undefined {
  if (typeof found !== 'object' || found === null) return undefined
  const entries: [string, unknown][] = Object.entries(found)
  return Object.fromEntries(entries.flatMap(([id, open]) => (typeof open === 'boolean' ? [[id, open]] : [])))
}

/** Groups start folded: their members are seldom what one looks for. */
const isOpenAtFirst = (id: string) => !/^(networks|templates) /.test(id) && id !== 'none'

/**
 * Which nodes of the tree are open: as they were left, and all that is left of it while it is narrowed to a name. What is
 * closed there is open again with the next name.
 */
export function useTreeOpened(mode: TreeMode, shows: TreeShows, name: string) {
  const [expanded, setExpanded] = useRemembered('tree.expanded', nothingChosen, isExpanded)
  const [narrowed, setNarrowed] = useState({ name, closed: noneClosed })
  const closed = narrowed.name === name ? narrowed.closed : noneClosed
  const toggled = useMemo(
    () => (name ? [...closed] : Object.keys(expanded).filter(id => expanded[id] !== isOpenAtFirst(id))),
    [name, closed, expanded],
  )
  const set = (ids: readonly string[], open: boolean) => {
    if (name) {
      const next = new Set(closed)
      for (const id of ids) {
        if (open) next.delete(id)
        else next.add(id)
      }
      setNarrowed({ name, closed: next })
      return
    }
    const next = { ...expanded }
    for (const id of ids) {
      if (isOpenAtFirst(id) === open) delete next[id]
      else next[id] = open
    }
    setExpanded(next)
  }
  const latest = useLatest({ set, mode, name })

  /** All that is below a node (null: all there is): opened together with it, or closed so that it stays as it is. */
  const setBelow = async (id: string | null, open: boolean) => {
    try {
      const ids = await api.inventory.branch.query({ mode, shows, name, id })
      const now = latest.current
      if (now.mode === mode && now.name === name) now.set(open ? ids : ids.filter(one => one !== id), open)
    } catch (error) {
      // The menu that it was chosen in is gone.
      tellFailed(appError(error).message)
    }
  }
  return { toggled, set, setBelow }
}

const noneClosed: ReadonlySet<string> = new Set()
