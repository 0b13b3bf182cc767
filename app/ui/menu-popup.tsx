'use client'

import { Menu as Base } from '@base-ui/react/menu'
import { type FocusEvent, type KeyboardEvent, type RefObject, useState } from 'react'
import { t } from '@/server/shared/text'
import type { MenuEntry, Point } from './menu'
import { MenuEntryView } from './menu-entry'

interface MenuPopupProps {
  id?: string
  entries: readonly MenuEntry[]
  align: 'start' | 'end'
  side: 'top' | 'bottom'
  /** Where it opens; absent: at its trigger. */
  anchor?: Element | Point
  /** What gets the focus when it closes; absent: what had it before. */
  returnTo?: RefObject<HTMLElement | null>
  label?: string
  /** Called instead of leaving by Tab; absent: the focus goes on to what follows the trigger. */
  onTab?: () => void
}

function isPoint(anchor: Element | Point): anchor is Point {
  return !(anchor instanceof Element)
}

/** The part of a menu that floats. The line at its foot gives the reason of the disabled entry in focus. */
export function MenuPopup({ id, entries, align, side, anchor, returnTo, label, onTab }: MenuPopupProps) {
  const [reason, setReason] = useState<string | null>(null)
  const reasons = entries.some(entry => 'reason' in entry && entry.reason !== undefined)

  const showReason = (event: FocusEvent) => {
    setReason(event.target instanceof HTMLElement ? (event.target.dataset.reason ?? null) : null)
  }

  const leave = (event: KeyboardEvent) => {
    if (event.key !== 'Tab' || !onTab) return
    event.preventDefault()
    onTab()
  }

  const place =
    anchor === undefined
      ? {}
      : {
          anchor: isPoint(anchor)
            ? {
                getBoundingClientRect: () =>
                  DOMRect.fromRect({ x: anchor.x, y: anchor.y, width: 0, height: 0 }),
              }
            : anchor,
        }
  return (
    <Base.Portal>
      <Base.Positioner {...place} align={align} side={side} sideOffset={4} className="z-popover">
        <Base.Popup
          {...(id === undefined ? {} : { id })}
          {...(label === undefined ? {} : { 'aria-label': label })}
          {...(returnTo === undefined ? {} : { finalFocus: returnTo })}
          onFocus={showReason}
          onKeyDown={leave}
          className="flex max-h-(--available-height) min-w-52 max-w-80 flex-col overflow-y-auto rounded-panel border border-line bg-raised p-1 text-m shadow-float outline-none"
        >
          {entries.map(entry => (
            <MenuEntryView key={entry.id} entry={entry} />
          ))}
          {reasons && (
            <div
              aria-hidden
              className="mx-1 mt-1 min-h-[25px] w-0 min-w-[calc(100%-8px)] border-line-subtle border-t px-1 pt-1 font-normal text-muted text-s"
            >
              {reason ?? t('Greyed entries say here why')}
            </div>
          )}
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  )
}
