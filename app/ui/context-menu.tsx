'use client'

import { useState } from 'react'
import type { MenuEntry, Point } from './menu'
import { OnDemand, useOnDemand } from './on-demand'

const windows = new OnDemand(() => import('./context-menu-window'))

/** Where a menu is open, and what gets the focus back. */
export interface ContextMenuPlace {
  at: Element | Point
  opener: HTMLElement
}

export interface ContextMenuProps {
  /** null: closed. */
  place: ContextMenuPlace | null
  onClose: () => void
  entries: readonly MenuEntry[]
  /** What it belongs to: the object's name. */
  label: string
}

/**
 * One menu for many openers, as rows of a table or nodes of a tree have it: right click opens it at the
 * pointer, a key or the row's button at the element.
 */
export function ContextMenu(props: ContextMenuProps) {
  const [opened, setOpened] = useState(false)
  if (props.place && !opened) setOpened(true)
  const part = useOnDemand(windows, opened ? 'fetch' : 'not')
  return part && <part.ContextMenuWindow {...props} />
}
