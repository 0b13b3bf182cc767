'use client'

import { useCallback, useEffect, useRef } from 'react'
import type { ObjectId } from '@/server/api/types'
import { liveStore, type TreePart, useStore } from './inventory'

/** Smaller trees are here as a whole. */
const leastNodes = 400
const margin = 150
const step = 50

/**
 * The part of the infrastructure tree that is seen, live, as long as the component is mounted. `toggled`: the nodes that
 * are not as they are at first; `reveal`: the object whose place is asked for.
 */
export function useTreeRows(
  toggled: readonly string[],
  reveal: ObjectId | null,
): { part: TreePart | undefined; show: (first: number, last: number) => void } {
  const part = useStore<TreePart | undefined>('tree', () => liveStore.treePart(), undefined)
  const seen = useRef({ first: 0, last: 0 })
  const text = toggled.join('\n')

  const ask = useCallback(() => {
    const from = Math.max(0, Math.floor((seen.current.first - margin) / step) * step)
    const to = Math.max(Math.ceil((seen.current.last + 1 + margin) / step) * step, from + leastNodes)
    liveStore.showTree({
      toggled: text === '' ? [] : text.split('\n'),
      reveal,
      from,
      count: Math.min(500, to - from),
    })
  }, [text, reveal])
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
