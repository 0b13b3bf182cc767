import type { KeyboardEvent } from 'react'
import type { Selection } from './data-table-selection'
import type { FlatList } from './tree-types'

export type TreeMove =
  | { type: 'go'; index: number }
  | { type: 'expand'; id: string; open: boolean }
  | { type: 'branch'; id: string; open: boolean }
  | { type: 'menu'; id: string }
  | { type: 'filter' }

const go = (list: FlatList, index: number): TreeMove | undefined =>
  index >= 0 && index < list.count ? { type: 'go', index } : undefined

/** Arrows, * and -, j and k, Home, End, m and Shift+F10; undefined for what means nothing here. */
export function treeKey(event: KeyboardEvent, list: FlatList, active: number): TreeMove | undefined {
  if (event.altKey || event.ctrlKey || event.metaKey) return undefined
  const here = list.at(active)
  if (!here) return undefined
  switch (event.key) {
    case 'ArrowDown':
    case 'j':
      return go(list, active + 1)
    case 'ArrowUp':
    case 'k':
      return go(list, active - 1)
    case 'Home':
      return go(list, 0)
    case 'End':
      return go(list, list.count - 1)
    case 'ArrowRight':
      if (here.expanded === false) return { type: 'expand', id: here.node.id, open: true }
      return here.expanded ? go(list, active + 1) : undefined
    case 'ArrowLeft':
      if (here.expanded) return { type: 'expand', id: here.node.id, open: false }
      return here.parentIndex === null ? undefined : go(list, here.parentIndex)
    case '*':
    case '-':
      if (here.expanded === undefined) return undefined
      return { type: 'branch', id: here.node.id, open: event.key === '*' }
    case '/':
      return { type: 'filter' }
    case 'm':
    case 'ContextMenu':
      return { type: 'menu', id: here.node.id }
    case 'F10':
      return event.shiftKey ? { type: 'menu', id: here.node.id } : undefined
    default:
      return undefined
  }
}

/**
 * Ctrl+Space chooses the node or leaves it, Shift with an arrow extends what is chosen, Escape leaves all. True when the
 * key meant one of these.
 */
export function chooseKey(
  event: KeyboardEvent,
  list: FlatList,
  active: number,
  selection: Pick<Selection, 'ids' | 'toggle' | 'extendTo' | 'clear'>,
  focus: (index: number) => void,
): boolean {
  const here = list.at(active)?.node
  if (event.key === 'Escape') {
    if (!selection.clear()) return false
  } else if (event.key === ' ' && (event.ctrlKey || event.metaKey)) {
    if (here?.chooses) selection.toggle(here.id)
  } else if (event.shiftKey && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
    const next = active + (event.key === 'ArrowDown' ? 1 : -1)
    const node = list.at(next)?.node
    if (!node) return true
    if (selection.ids.size === 0 && here?.chooses) selection.extendTo(here.id)
    if (node.chooses) selection.extendTo(node.id)
    focus(next)
  } else return false
  event.preventDefault()
  event.stopPropagation()
  return true
}

const pause = 700
/** Held while a letter is typed. */
const modifiers = new Set(['Shift', 'CapsLock', 'AltGraph', 'Dead', 'Process'])

/** Letters typed in quick succession go to the next name that begins with them. j, k and m have their own meaning. */
export class Typeahead {
  private typed = ''
  private at = 0

  /** The index of the node that is meant; undefined: none among those that are here. */
  find(event: KeyboardEvent, list: FlatList, active: number): number | undefined {
    if (event.altKey || event.ctrlKey || event.metaKey || event.key.length !== 1) return undefined
    if (event.timeStamp - this.at > pause) this.typed = ''
    if (event.key === ' ' && this.typed === '') return undefined
    this.at = event.timeStamp
    this.typed += event.key.toLowerCase()
    // The same letter again goes on to the next of that letter.
    const same = [...this.typed].every(letter => letter === this.typed[0])
    const wanted = same ? this.typed[0] : this.typed
    const from = same ? active + 1 : active
    for (let step = 0; step < list.count; step += 1) {
      const index = (from + step) % list.count
      if (
        list
          .at(index)
          ?.node.label.toLowerCase()
          .startsWith(wanted ?? '')
      )
        return index
    }
    return undefined
  }

  /**
   * True while letters follow so quickly that j, k, m, - and * belong to a name. Arrows, Home, Enter and the like never
   * do, and end it: what comes after them begins anew.
   */
  typing(event: KeyboardEvent): boolean {
    if (event.key.length > 1 && !modifiers.has(event.key)) this.typed = ''
    return event.key.length === 1 && this.typed !== '' && event.timeStamp - this.at <= pause
  }
}
