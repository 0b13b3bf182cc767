'use client'

import { Tooltip as Base } from '@base-ui/react/tooltip'
import type { ReactElement, ReactNode } from 'react'

interface TooltipProps {
  text: ReactNode
  side?: 'top' | 'right' | 'bottom' | 'left'
  /** The control that is explained. It must pass on props and ref. */
  children: ReactElement
}

/**
 * Repeats for the eye what the control already says to a screen reader by its name or description: a tooltip
 * is never the only place of a text. Opens on hover and on keyboard focus.
 */
export function Tooltip({ text, side = 'bottom', children }: TooltipProps) {
  return (
    <Base.Root>
      <Base.Trigger render={children} />
      <Base.Portal>
        <Base.Positioner side={side} sideOffset={6} className="z-popover">
          <Base.Popup className="max-w-72 rounded-control border border-line bg-raised px-2 py-1 text-m text-default shadow-float transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0">
            {text}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

/** Stands once around the app: the first tooltip waits, its neighbours open at once. */
export function TooltipProvider({ children }: { children: ReactNode }) {
  return <Base.Provider delay={500}>{children}</Base.Provider>
}
