'use client'

import { Tooltip as Base } from '@base-ui/react/tooltip'
import { type ReactNode, useEffect, useState } from 'react'

interface TooltipPopupProps {
  open: boolean
  text: ReactNode
  side: 'top' | 'right' | 'bottom' | 'left'
  anchor: Element
  /** Escape, or a press elsewhere. */
  onClose: () => void
  /** It has faded away. */
  onGone: () => void
  /** The pointer is on it, so that it can be read as long as one likes. */
  onHold: () => void
  onRelease: () => void
}

/** The part of a tooltip that floats. */
export function TooltipPopup(props: TooltipPopupProps) {
  const { open, text, side, anchor, onClose, onGone, onHold, onRelease } = props
  // What is open when it is drawn first does not fade in.
  const [drawn, setDrawn] = useState(false)
  useEffect(() => setDrawn(true), [])
  return (
    <Base.Root
      open={open && drawn}
      onOpenChange={(next, { reason }) => {
        // Where the pointer is, the trigger knows.
        if (!next && reason !== 'trigger-hover') onClose()
      }}
      onOpenChangeComplete={next => {
        if (!next) onGone()
      }}
    >
      <Base.Portal>
        <Base.Positioner anchor={anchor} side={side} sideOffset={6} className="z-popover">
          <Base.Popup
            onPointerEnter={onHold}
            onPointerLeave={onRelease}
            className="max-w-72 rounded-control border border-line bg-raised px-2 py-1 text-m text-default shadow-float transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0"
          >
            {text}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
