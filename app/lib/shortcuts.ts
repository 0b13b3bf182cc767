'use client'

import { useEffect, useRef } from 'react'

/** Every key of the console that is not a browser's own. `keys` pressed one after the other; "mod" is Ctrl or ⌘. */
export const shortcuts = [
  { id: 'search', keys: ['mod+k'], where: 'Everywhere', description: 'Search: objects, actions, pages' },
  { id: 'help', keys: ['?'], where: 'Everywhere', description: 'List the keyboard shortcuts' },
  { id: 'filter', keys: ['/'], where: 'Everywhere', description: 'Go to the filter' },
  { id: 'region.next', keys: ['F6'], where: 'Everywhere', description: 'Next part of the page' },
  { id: 'region.before', keys: ['shift+F6'], where: 'Everywhere', description: 'The part before' },
  { id: 'go.home', keys: ['g', 'o'], where: 'Go to', description: 'Overview' },
  { id: 'go.vms', keys: ['g', 'v'], where: 'Go to', description: 'VMs' },
  { id: 'go.hosts', keys: ['g', 'h'], where: 'Go to', description: 'Hosts' },
  { id: 'go.storage', keys: ['g', 's'], where: 'Go to', description: 'Storage' },
  { id: 'go.networks', keys: ['g', 'n'], where: 'Go to', description: 'Networks' },
  { id: 'go.pools', keys: ['g', 'p'], where: 'Go to', description: 'Pools' },
  { id: 'go.tasks', keys: ['g', 't'], where: 'Go to', description: 'Tasks' },
  { id: 'go.audit', keys: ['g', 'a'], where: 'Go to', description: 'Audit log' },
  { id: 'go.preferences', keys: ['g', ','], where: 'Go to', description: 'Preferences' },
  { id: 'go.help', keys: ['g', '?'], where: 'Go to', description: 'Help' },
  {
    id: 'favourite',
    keys: ['f'],
    where: 'Page of an object',
    description: 'Mark as favourite, or take the mark away',
  },
  { id: 'list.down', keys: ['j'], where: 'Lists and tree', description: 'Next row, also ↓' },
  { id: 'list.up', keys: ['k'], where: 'Lists and tree', description: 'Previous row, also ↑' },
  { id: 'list.open', keys: ['Enter'], where: 'Lists and tree', description: 'Open' },
  { id: 'list.peek', keys: ['Space'], where: 'Lists and tree', description: 'Details beside the list' },
  { id: 'list.menu', keys: ['m'], where: 'Lists and tree', description: 'Actions, also Shift+F10' },
  { id: 'close', keys: ['Escape'], where: 'Menus, dialogs, panels', description: 'Close the top-most' },
  {
    id: 'console.release',
    keys: ['ctrl+alt+shift'],
    where: 'VM console',
    description: 'Give the keyboard back to the page',
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
