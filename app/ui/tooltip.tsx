'use client'

import {
  cloneElement,
  type DOMAttributes,
  type FocusEvent,
  type PointerEvent,
  type ReactElement,
  type ReactNode,
  useEffect,
  useRef,
  useState,
} from 'react'
import { OnDemand, useOnDemand } from './on-demand'
import { TooltipTimer } from './tooltip-timing'

const popups = new OnDemand(() => import('./tooltip-popup'))

/** What a control that has a tooltip passes on to its element. */
type TriggerProps = DOMAttributes<Element> & { 'data-popup-open'?: string | undefined }

interface TooltipProps {
  text: ReactNode
  side?: 'top' | 'right' | 'bottom' | 'left'
  /** The control that is explained. It must pass on props. */
  children: ReactElement<TriggerProps>
}

/**
 * Repeats for the eye what the control already says to a screen reader by its name or description: a tooltip
 * is never the only place of a text. Opens on hover and on keyboard focus. What floats is fetched when the first one
 * opens; until then there is nothing but these handlers, so rows can have hundreds.
 */
export function Tooltip({ text, side = 'bottom', children }: TooltipProps) {
  const trigger = useRef<Element | null>(null)
  const [open, setOpen] = useState(false)
  /** Where it is open or fading away. */
  const [anchor, setAnchor] = useState<Element | null>(null)
  const [timer] = useState(
    () =>
      new TooltipTimer(shown => {
        setOpen(shown)
        if (shown) setAnchor(trigger.current)
      }),
  )
  const away = useRef(false)
  const part = useOnDemand(popups, anchor === null ? 'not' : 'fetch')
  useEffect(() => () => timer.dispose(), [timer])
  const own = children.props

  const props: TriggerProps = {
    onPointerEnter(event: PointerEvent) {
      own.onPointerEnter?.(event)
      if (event.pointerType === 'touch') return
      trigger.current = event.currentTarget
      timer.point()
    },
    onPointerLeave(event: PointerEvent) {
      own.onPointerLeave?.(event)
      timer.leave()
    },
    onPointerDown(event: PointerEvent) {
      own.onPointerDown?.(event)
      timer.close()
    },
    onClick(event) {
      own.onClick?.(event)
      timer.close()
    },
    onFocus(event: FocusEvent) {
      own.onFocus?.(event)
      // The window got the focus back, not this control.
      const back = away.current
      away.current = false
      if (back || event.target !== event.currentTarget || !event.target.matches(':focus-visible')) return
      trigger.current = event.currentTarget
      timer.open()
    },
    onBlur(event: FocusEvent) {
      own.onBlur?.(event)
      away.current = event.currentTarget.ownerDocument.activeElement === event.currentTarget
      timer.close()
    },
  }
  if (open) props['data-popup-open'] = ''
  return (
    <>
      {cloneElement(children, props)}
      {part && anchor && (
        <part.TooltipPopup
          open={open}
          text={text}
          side={side}
          anchor={anchor}
          onClose={() => timer.close()}
          onGone={() => setAnchor(null)}
          onHold={() => timer.hold()}
          onRelease={() => timer.leave()}
        />
      )}
    </>
  )
}
