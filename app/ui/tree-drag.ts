'use client'

import { type DragEvent, useState } from 'react'

/** What may be dropped onto a node, and what a drop does. */
export interface TreeDrop {
  /** Why what is dragged can't be dropped here, or undefined. */
  reason: (dragged: readonly string[], onto: string) => string | undefined
  /** What a drop here would do, in a few words. */
  what?: (dragged: readonly string[], onto: string) => string | undefined
  drop: (dragged: readonly string[], onto: string) => void
}

/** Over what a drag is, and why it can't be dropped there. */
export interface Hover {
  id: string
  reason: string | undefined
  /** What a drop would do. */
  what: string | undefined
}

/** While something is dragged the browser tells only that, not what: it is kept here. */
let carried: readonly string[] = []

export interface TreeDragHandlers {
  start: (ids: readonly string[], event: DragEvent<HTMLElement>) => void
  over: (id: string, event: DragEvent<HTMLElement>) => void
  leave: () => void
  drop: (id: string, event: DragEvent<HTMLElement>) => void
}

/** The handlers of a tree whose nodes can be dragged onto others of it, and where the drag is. */
export function useTreeDrag(target: TreeDrop | undefined): {
  hover: Hover | null
  handlers: TreeDragHandlers
} {
  const [hover, setHover] = useState<Hover | null>(null)
  const handlers: TreeDragHandlers = {
    start(ids, event) {
      carried = ids
      event.dataTransfer.effectAllowed = 'move'
      event.dataTransfer.setData('text/plain', ids.join('\n'))
    },
    over(id, event) {
      if (!target || carried.length === 0) return
      const reason = target.reason(carried, id)
      if (reason === undefined) event.preventDefault()
      const what = reason === undefined ? target.what?.(carried, id) : undefined
      if (hover?.id !== id || hover.reason !== reason || hover.what !== what) setHover({ id, reason, what })
    },
    leave: () => setHover(null),
    drop(id, event) {
      const dragged = carried
      carried = []
      setHover(null)
      if (!target || dragged.length === 0 || target.reason(dragged, id) !== undefined) return
      event.preventDefault()
      target.drop(dragged, id)
    },
  }
  return { hover, handlers }
}
