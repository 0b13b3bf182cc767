'use client'

import { useCallback, useEffect, useRef } from 'react'
import type { ObjectId, TreeMode, TreeShows } from '@/server/api/types'
import { liveStore, type TreePart, useStore } from './inventory'
import { partFor } from './window-part'

/** Trees up to here are here as a whole, so that typing finds every name in them. */
const wholeUpTo = 400

/**
 * The part of a tree that is seen, live, as long as the component is mounted. `toggled`: the nodes that
 * are not as they are at first; `reveal`: the object whose place is asked for; `name`: words that names have to have.
 */
export function useTreeRows(
  mode: TreeMode,
  shows: TreeShows,
  toggled: readonly string[],
  reveal: ObjectId | null,
  name = '',
): { part: TreePart | undefined; show: (first: number, last: number) => void } {
  const part = useStore<TreePart | undefined>('tree', () => liveStore.treePart(), undefined)
  const seen = useRef({ first: 0, last: 0 })
  const text = toggled.join('\n')
  const { defaultTemplates, customTemplates, localStorage, hidden } = shows
  // The first answer tells how large the tree is.
  const whole = part !== undefined && part.window.count <= wholeUpTo

  const ask = useCallback(() => {
    liveStore.showTree({
      ...(mode === 'infrastructure' ? {} : { mode }),
      shows: { defaultTemplates, customTemplates, localStorage, hidden },
      toggled: text === '' ? [] : text.split('\n'),
      reveal,
      ...(name === '' ? {} : { name }),
      ...(whole ? { from: 0, count: wholeUpTo } : partFor(seen.current.first, seen.current.last)),
    })
  }, [mode, defaultTemplates, customTemplates, localStorage, hidden, text, reveal, name, whole])
  useEffect(ask, [ask])
  useEffect(() => () => liveStore.showTree(null), [])

  const show = useCallback(
    (first: number, last: number) => {
      if (seen.current.first === first && seen.current.last === last) return
      seen.current = { first, last }
      ask()
    },
    [ask],
  )
  return { part, show }
}
