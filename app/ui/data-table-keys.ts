import type { KeyboardEvent } from 'react'

/** What the keys of a table do. Indices count shown rows from 0. */
export interface TableKeys {
  count: number
  active: number
  page: number
  move: (index: number, extend: boolean) => void
  open: () => void
  peek: () => void
  /** Closes or opens a group; false when there is none. */
  fold: (open: boolean) => boolean
  toggle: () => void
  menu: () => void
  selectAll: () => void
  /** False when there was nothing to clear: Escape then belongs to somebody else. */
  clear: () => boolean
}

function target(event: KeyboardEvent, keys: TableKeys): number | undefined {
  const last = keys.count - 1
  switch (event.key) {
    case 'ArrowDown':
    case 'j':
    case 'J':
      return Math.min(last, keys.active + 1)
    case 'ArrowUp':
    case 'k':
    case 'K':
      return Math.max(0, keys.active - 1)
    case 'PageDown':
      return Math.min(last, keys.active + keys.page)
    case 'PageUp':
      return Math.max(0, keys.active - keys.page)
    case 'Home':
      return 0
    case 'End':
      return last
    default:
      return undefined
  }
}

/** Keys pressed on a row itself. Returns true when the key meant something here. */
export function tableKey(event: KeyboardEvent, keys: TableKeys): boolean {
  if (event.altKey || keys.count === 0) return false
  if (event.ctrlKey || event.metaKey) {
    if (event.key !== 'a') return false
    keys.selectAll()
    return true
  }
  const index = target(event, keys)
  if (index !== undefined) {
    keys.move(index, event.shiftKey)
    return true
  }
  switch (event.key) {
    case 'Enter':
      keys.open()
      return true
    case ' ':
      keys.peek()
      return true
    case 'ArrowLeft':
    case 'ArrowRight':
      return keys.fold(event.key === 'ArrowRight')
    case 'x':
      keys.toggle()
      return true
    case 'm':
    case 'ContextMenu':
      keys.menu()
      return true
    case 'F10':
      if (!event.shiftKey) return false
      keys.menu()
      return true
    case 'Escape':
      return keys.clear()
    default:
      return false
  }
}
