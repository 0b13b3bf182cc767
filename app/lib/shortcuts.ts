'use client'

import { useEffect, useRef } from 'react'
import { say } from '@/server/shared/text'

/** Every key of the console that is not a browser's own. `keys` pressed one after the other; "mod" is Ctrl or ⌘. */
export const shortcuts = [
  {
    id: 'search',
    keys: ['mod+k'],
    where: say('Everywhere'),
    description: say('Search: objects, actions, pages'),
  },
  { id: 'help', keys: ['?'], where: say('Everywhere'), description: say('List the keyboard shortcuts') },
  { id: 'filter', keys: ['/'], where: say('Everywhere'), description: say('Go to the filter') },
  { id: 'region.next', keys: ['F6'], where: say('Everywhere'), description: say('Next part of the page') },
  { id: 'region.before', keys: ['shift+F6'], where: say('Everywhere'), description: say('The part before') },
  { id: 'go.home', keys: ['g', 'o'], where: say('Go to'), description: say('Overview') },
  { id: 'go.vms', keys: ['g', 'v'], where: say('Go to'), description: say('VMs') },
  { id: 'go.hosts', keys: ['g', 'h'], where: say('Go to'), description: say('Hosts') },
  { id: 'go.storage', keys: ['g', 's'], where: say('Go to'), description: say('Storage') },
  { id: 'go.networks', keys: ['g', 'n'], where: say('Go to'), description: say('Networks') },
  { id: 'go.pools', keys: ['g', 'p'], where: say('Go to'), description: say('Pools') },
  { id: 'go.tasks', keys: ['g', 't'], where: say('Go to'), description: say('Tasks') },
  { id: 'go.audit', keys: ['g', 'a'], where: say('Go to'), description: say('Audit log') },
  { id: 'go.preferences', keys: ['g', ','], where: say('Go to'), description: say('Preferences') },
  { id: 'go.help', keys: ['g', '?'], where: say('Go to'), description: say('Help') },
  {
    id: 'favourite',
    keys: ['f'],
    where: say('Page of an object'),
    description: say('Mark as favourite, or take the mark away'),
  },
  { id: 'list.down', keys: ['j'], where: say('Lists and tree'), description: say('Next row, also ↓') },
  { id: 'list.up', keys: ['k'], where: say('Lists and tree'), description: say('Previous row, also ↑') },
  { id: 'list.open', keys: ['Enter'], where: say('Lists and tree'), description: say('Open') },
  {
    id: 'list.peek',
    keys: ['Space'],
    where: say('Lists and tree'),
    description: say('Details beside the list'),
  },
  { id: 'list.menu', keys: ['m'], where: say('Lists and tree'), description: say('Actions, also Shift+F10') },
  { id: 'tree.filter', keys: ['/'], where: say('Tree'), description: say('Filter by name') },
  { id: 'tree.open', keys: ['*'], where: say('Tree'), description: say('Expand all below') },
  { id: 'tree.close', keys: ['-'], where: say('Tree'), description: say('Collapse all below') },
  {
    id: 'close',
    keys: ['Escape'],
    where: say('Menus, dialogs, panels'),
    description: say('Close the top-most'),
  },
  {
    id: 'console.release',
    keys: ['ctrl+alt+shift'],
    where: say('VM console'),
    description: say('Give the keyboard back to the page'),
  },
] as const

export type Shortcut = (typeof shortcuts)[number]
export type ShortcutId = (typeof shortcuts)[number]['id']
export type ShortcutHandlers = Partial<Record<ShortcutId, () => void>>

/** How long after `g` the second key may come. */
const sequenceMs = 1500

/**
 * Calls the handlers when their keys are pressed, unless the keys go into a field, a dialog or a VM's console
 * (anything inside `[data-keys="own"]` takes its own keys). Mounted once, by the frame.
 */
export function useShortcuts(handlers: ShortcutHandlers): void {
  const latest = useRef(handlers)
  useEffect(() => {
    latest.current = handlers
  })
  useEffect(() => {
    let before: { key: string; at: number } | undefined
    const pressed = (event: KeyboardEvent) => {
      const key = keyOf(event)
      if (event.defaultPrevented || !key || takesOwnKeys(event.target, key)) return
      const sequence = before && event.timeStamp - before.at < sequenceMs ? [before.key, key] : [key]
      before = { key, at: event.timeStamp }
      const found =
        shortcuts.find(({ keys }) => keys.join(' ') === sequence.join(' ')) ??
        shortcuts.find(({ keys }) => keys.length === 1 && keys[0] === key)
      const handler = found && latest.current[found.id]
      if (!handler) return
      before = undefined
      event.preventDefault()
      handler()
    }
    document.addEventListener('keydown', pressed)
    return () => document.removeEventListener('keydown', pressed)
  }, [])
}

function keyOf(event: KeyboardEvent): string | undefined {
  if (['Control', 'Shift', 'Alt', 'Meta'].includes(event.key)) return undefined
  if (event.altKey) return undefined
  if (event.key === 'F6') return event.shiftKey ? 'shift+F6' : 'F6'
  return event.ctrlKey || event.metaKey ? `mod+${event.key.toLowerCase()}` : event.key
}

function takesOwnKeys(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof Element)) return false
  if (target.closest('[data-keys="own"]')) return true
  if (key.startsWith('mod+')) return false
  // A dialog keeps the focus; from a field on the page one may leave.
  if (key.endsWith('F6')) return target.closest('[role="dialog"], [role="menu"]') !== null
  return (
    target.closest('input, textarea, select, [contenteditable="true"], [role="dialog"], [role="menu"]') !==
    null
  )
}
