'use client'

import { Menu as Base } from '@base-ui/react/menu'
import { type RefObject, useRef } from 'react'
import type { MenuEntry } from './menu'
import { MenuPopup, type Point } from './menu-popup'

/** Where a menu is open, and what gets the focus back. */
export interface ContextMenuPlace {
  at: Element | Point
  opener: HTMLElement
}

interface ContextMenuProps {
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
export function ContextMenu({ place, onClose, entries, label }: ContextMenuProps) {
  // Kept after closing: the focus goes back when `place` is gone already.
  const opener = useRef<HTMLElement | null>(null)
  if (place) opener.current = place.opener
  const returnTo: RefObject<HTMLElement | null> = opener
  return (
    <Base.Root
      modal={false}
      open={place !== null}
      onOpenChange={open => {
        if (!open) onClose()
      }}
    >
      {place && (
        <MenuPopup
          entries={entries}
          align="start"
          side="bottom"
          anchor={place.at}
          returnTo={returnTo}
          label={label}
          // There is no trigger after which the focus could go on: it goes back.
          onTab={onClose}
        />
      )}
    </Base.Root>
  )
}
