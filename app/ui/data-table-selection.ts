'use client'

import { useRef } from 'react'

const none: ReadonlySet<string> = new Set()

export interface Selection {
  ids: ReadonlySet<string>
  toggle: (id: string) => void
  /** Everything from the last one chosen to this. */
  extendTo: (id: string) => void
  set: (ids: readonly string[]) => void
  clear: () => boolean
}

/** Which rows are chosen, and the one a range starts from. `order` are the ids as shown. */
export function useSelection(
  selected: ReadonlySet<string> | undefined,
  onChange: ((selected: ReadonlySet<string>) => void) | undefined,
  order: () => readonly string[],
): Selection {
  const anchor = useRef<string | null>(null)
  const ids = selected ?? none
  return {
    ids,
    toggle: id => {
      const next = new Set(ids)
      if (!next.delete(id)) next.add(id)
      anchor.current = id
      onChange?.(next)
    },
    extendTo: id => {
      const shown = order()
      const from = anchor.current === null ? -1 : shown.indexOf(anchor.current)
      const to = shown.indexOf(id)
      if (from < 0) {
        anchor.current = id
        onChange?.(new Set([...ids, id]))
        return
      }
      onChange?.(new Set([...ids, ...shown.slice(Math.min(from, to), Math.max(from, to) + 1)]))
    },
    set: next => onChange?.(new Set(next)),
    clear: () => {
      if (ids.size === 0) return false
      onChange?.(new Set())
      return true
    },
  }
}
