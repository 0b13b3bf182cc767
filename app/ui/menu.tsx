'use client'

import {
  cloneElement,
  type EventHandler,
  type ReactElement,
  type ReactNode,
  type SyntheticEvent,
  useId,
  useRef,
  useState,
} from 'react'
import { OnDemand, useOnDemand } from './on-demand'
import type { IconName } from './symbol'

export const menuWindows = new OnDemand(() => import('./menu-window'))

/** What a press does instead, where a reason stands in the way: "ask for it", as it stands after "Press to". */
export interface Remedy {
  label: string
  onPress: () => void
}

/**
 * One line of a menu. An item with a `reason` cannot be chosen, but stays focusable and says why. `shortcut`
 * is what to press, parted by spaces ("Ctrl K"). `render` of a link is the router's link without children.
 */
export type MenuEntry =
  | {
      type: 'item'
      id: string
      label: string
      icon?: IconName
      tone?: 'neutral' | 'danger'
      shortcut?: string
      reason?: string | undefined
      remedy?: Remedy | undefined
      onSelect: () => void
    }
  | { type: 'link'; id: string; label: string; icon?: IconName; shortcut?: string; render: ReactElement }
  | {
      type: 'check'
      id: string
      label: string
      checked: boolean
      reason?: string
      onChange: (checked: boolean) => void
    }
  | {
      type: 'choices'
      id: string
      label: string
      value: string
      options: readonly { value: string; label: string; icon?: IconName }[]
      /** The menu closes with a choice: it is for nothing else. */
      closes?: true
      onChange: (value: string) => void
    }
  /** A menu of its own, beside this one. */
  | { type: 'submenu'; id: string; label: string; icon?: IconName; entries: readonly MenuEntry[] }
  | { type: 'note'; id: string; children: ReactNode }
  | { type: 'separator'; id: string }

/** Entries, or the promise of them where what tells them is fetched first; none if it could not be. */
export type MenuEntries = readonly MenuEntry[] | Promise<readonly MenuEntry[]>

/** Does something with entries that are not empty: at once where they are there. Tells whether there may be any. */
export function whenEntries(found: MenuEntries, use: (entries: readonly MenuEntry[]) => void): boolean {
  if (!(found instanceof Promise)) {
    if (found.length > 0) use(found)
    return found.length > 0
  }
  void found.then(entries => {
    if (entries.length > 0) use(entries)
  })
  return true
}

/** A point of the screen, in CSS pixels of the viewport. */
export interface Point {
  x: number
  y: number
}

/** What the trigger has to listen to: the library's own handlers take over as soon as they are there. */
const heard = [
  'onPointerDown',
  'onPointerEnter',
  'onMouseDown',
  'onMouseEnter',
  'onMouseLeave',
  'onMouseMove',
  'onClick',
  'onKeyDown',
  'onKeyUp',
  'onFocus',
  'onBlur',
  'onTouchStart',
] as const
export type TriggerHandlers = { [name in (typeof heard)[number]]?: EventHandler<SyntheticEvent> | undefined }

interface MenuProps {
  /** The button that opens it: it must pass on props and ref. */
  trigger: ReactElement<object>
  entries: readonly MenuEntry[]
  align?: 'start' | 'end'
  side?: 'top' | 'bottom'
}

/**
 * A button with a menu. The library that knows how menus behave is fetched at the first sign of a person, or when the
 * button is pressed; from then on it gets all that happens to the button, which stays the same element.
 */
export function Menu({ trigger, entries, align = 'start', side = 'bottom' }: MenuProps) {
  const id = useId()
  const [button, setButton] = useState<HTMLElement | null>(null)
  const [open, setOpen] = useState(false)
  const [pressed, setPressed] = useState(false)
  const library = useRef<TriggerHandlers>({})
  const part = useOnDemand(menuWindows, pressed ? 'fetch' : 'if-there')

  const own: Readonly<Record<string, unknown>> = { ...trigger.props }
  const props: Record<string, unknown> = {
    ref: setButton,
    id,
    'aria-haspopup': 'menu',
    'aria-expanded': open,
    'aria-controls': open ? `${id}-menu` : undefined,
    'data-popup-open': open ? '' : undefined,
  }
  for (const name of heard) {
    props[name] = (event: SyntheticEvent) => {
      const first = own[name]
      if (typeof first === 'function') first(event)
      if (part) library.current[name]?.(event)
      else if (name === 'onClick') {
        setPressed(true)
        setOpen(true)
      }
    }
  }
  return (
    <>
      {cloneElement(trigger, props)}
      {part && button && (
        <part.MenuWindow
          id={id}
          button={button}
          handlers={library}
          initiallyOpen={pressed}
          onOpenChange={setOpen}
          entries={entries}
          align={align}
          side={side}
        />
      )}
    </>
  )
}
