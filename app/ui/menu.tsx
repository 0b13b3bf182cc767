'use client'

import { Menu as Base } from '@base-ui/react/menu'
import type { ReactElement, ReactNode } from 'react'
import { MenuPopup } from './menu-popup'
import type { IconName } from './symbol'

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
      onChange: (value: string) => void
    }
  | { type: 'note'; id: string; children: ReactNode }
  | { type: 'separator'; id: string }

interface MenuProps {
  /** The button that opens it: it must pass on props and ref. */
  trigger: ReactElement
  entries: readonly MenuEntry[]
  align?: 'start' | 'end'
  side?: 'top' | 'bottom'
}

export function Menu({ trigger, entries, align = 'start', side = 'bottom' }: MenuProps) {
  return (
    <Base.Root modal={false}>
      <Base.Trigger render={trigger} />
      <MenuPopup entries={entries} align={align} side={side} />
    </Base.Root>
  )
}
