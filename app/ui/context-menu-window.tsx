'use client'

import { Menu as Base } from '@base-ui/react/menu'
import { type RefObject, useRef } from 'react'
import type { ContextMenuProps } from './context-menu'
import { MenuPopup } from './menu-popup'

/** The menu itself: apart from its openers, because it is fetched when the first one opens. */
export function ContextMenuWindow({ place, onClose, entries, label }: ContextMenuProps) {
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
