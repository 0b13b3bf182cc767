'use client'

import { Menu as Base } from '@base-ui/react/menu'
import { type ComponentProps, type FocusEvent, type KeyboardEvent, type RefObject, useState } from 'react'
import { t } from '@/server/shared/text'
import { cx } from './cx'
import type { MenuEntry, Point } from './menu'
import { Lead, line, MenuEntryView } from './menu-entry'
import { cameUnderPointer } from './pointer-moved'
import { Icon } from './symbol'

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
        <Floating
          {...(id === undefined ? {} : { id })}
          {...(label === undefined ? {} : { 'aria-label': label })}
          {...(returnTo === undefined ? {} : { finalFocus: returnTo })}
          entries={entries}
          onKeyDown={leave}
        />
      </Base.Positioner>
    </Base.Portal>
  )
}

interface FloatingProps
  extends Omit<ComponentProps<typeof Base.Popup>, 'children' | 'className' | 'onFocus'> {
  entries: readonly MenuEntry[]
}

function Floating({ entries, ...popup }: FloatingProps) {
  const [reason, setReason] = useState<string | null>(null)
  const reasons = entries.some(entry => 'reason' in entry && entry.reason !== undefined)

  const showReason = (event: FocusEvent) => {
    const { target } = event
    // What a menu within this one says is said there.
    if (!(target instanceof HTMLElement) || !event.currentTarget.contains(target)) return
    setReason(target.dataset.reason ?? null)
  }

  return (
    <Base.Popup
      {...popup}
      onFocus={showReason}
      className="flex max-h-(--available-height) min-w-52 max-w-80 flex-col overflow-y-auto rounded-panel border border-line bg-raised p-1 text-m shadow-float outline-none"
    >
      {entries.map(entry =>
        entry.type === 'submenu' ? (
          <Submenu key={entry.id} entry={entry} />
        ) : (
          <MenuEntryView key={entry.id} entry={entry} />
        ),
      )}
      {reasons && (
        <div
          aria-hidden
          className="mx-1 mt-1 min-h-[25px] w-0 min-w-[calc(100%-8px)] border-line-subtle border-t px-1 pt-1 font-normal text-muted text-s"
        >
          {reason ?? t('Greyed entries say here why')}
        </div>
      )}
    </Base.Popup>
  )
}

/** A menu that opens under a pointer at rest must not open the next one, nor take the focus from who works by keys. */
function deafToRest(trigger: HTMLElement | null) {
  if (!trigger) return undefined
  const done = new AbortController()
  const hear = (event: MouseEvent) => {
    if (cameUnderPointer(event)) event.stopImmediatePropagation()
  }
  trigger.addEventListener('mouseenter', hear, { capture: true, signal: done.signal })
  return () => done.abort()
}

/** A line with a menu beside it. It opens while the pointer rests on it, and by → or Enter. */
function Submenu({ entry }: { entry: Extract<MenuEntry, { type: 'submenu' }> }) {
  return (
    <Base.SubmenuRoot>
      <Base.SubmenuTrigger
        label={entry.label}
        ref={deafToRest}
        onMouseEnter={event => {
          if (cameUnderPointer(event)) event.preventBaseUIHandler()
        }}
        className={cx(line, 'data-popup-open:bg-hover')}
      >
        <Lead icon={entry.icon} />
        <span className="grow">{entry.label}</span>
        <Icon name="expand" size={14} className="text-muted" />
      </Base.SubmenuTrigger>
      <Base.Portal>
        <Base.Positioner sideOffset={2} alignOffset={-5} className="z-popover">
          <Floating entries={entry.entries} />
        </Base.Positioner>
      </Base.Portal>
    </Base.SubmenuRoot>
  )
}
