'use client'

import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef, useState } from 'react'
import { t } from '@/server/shared/text'
import { cx } from './cx'
import { isNumber, useRemembered } from './remembered'

interface SplitPaneProps {
  /** Where its size is kept in this browser. */
  storageKey: string
  /** What the pane holds, as a region is named: "Sidebar". */
  label: string
  /** The side the resizable pane is on. */
  side: 'left' | 'right'
  /** Pixels. */
  size: { initial: number; min: number; max: number }
  /** False: the pane is folded away, the rest has all the room. */
  open?: boolean
  pane: ReactNode
  children: ReactNode
}

const step = 16

/** A pane of a width of one's own beside the rest. The divider is dragged or moved by the arrow keys. */
export function SplitPane({ storageKey, label, side, size, open = true, pane, children }: SplitPaneProps) {
  const [kept, keep] = useRemembered(`split.${storageKey}`, size.initial, isNumber)
  const [dragged, setDragged] = useState<number | null>(null)
  const start = useRef<{ x: number; width: number } | null>(null)
  const clamp = (width: number) => Math.round(Math.min(size.max, Math.max(size.min, width)))
  const width = clamp(dragged ?? kept)
  const sign = side === 'left' ? 1 : -1

  const down = (event: PointerEvent<HTMLElement>) => {
    event.preventDefault()
    event.currentTarget.focus()
    event.currentTarget.setPointerCapture(event.pointerId)
    start.current = { x: event.clientX, width }
  }
  const move = (event: PointerEvent<HTMLElement>) => {
    if (start.current) setDragged(clamp(start.current.width + sign * (event.clientX - start.current.x)))
  }
  const up = () => {
    start.current = null
    if (dragged !== null) keep(dragged)
    setDragged(null)
  }
  const key = (event: KeyboardEvent<HTMLElement>) => {
    const targets: Partial<Record<string, number>> = {
      ArrowLeft: width - sign * step,
      ArrowRight: width + sign * step,
      Home: size.min,
      End: size.max,
    }
    const target = targets[event.key]
    if (target === undefined) return
    event.preventDefault()
    keep(clamp(target))
  }

  const divider = (
    // biome-ignore lint/a11y/useSemanticElements: an <hr> cannot be moved
    <div
      role="separator"
      tabIndex={0}
      aria-label={t('Width of {label}', { label })}
      aria-orientation="vertical"
      aria-valuenow={width}
      aria-valuemin={size.min}
      aria-valuemax={size.max}
      onPointerDown={down}
      onPointerMove={move}
      onPointerUp={up}
      onPointerCancel={up}
      onKeyDown={key}
      onDoubleClick={() => keep(size.initial)}
      className={cx(
        'absolute inset-y-0 z-sticky w-px cursor-col-resize touch-none bg-line outline-none after:absolute after:inset-y-0 after:-left-1 after:w-[9px]',
        side === 'left' ? 'left-full' : 'right-full',
        'before:absolute before:inset-y-0 before:-left-px before:w-[3px] before:bg-focus before:opacity-0 before:transition-opacity hover:before:opacity-100 focus-visible:before:opacity-100',
      )}
    />
  )
  const paneBox = (
    // A region, so that the divider stands inside a landmark wherever the pane is used.
    <section
      aria-label={label}
      data-region
      style={{ width }}
      className="relative flex min-h-0 shrink-0 flex-col"
    >
      {pane}
      {divider}
    </section>
  )
  return (
    <div className="flex min-h-0 min-w-0 grow">
      {open && side === 'left' && paneBox}
      <div
        className={cx(
          'flex min-h-0 min-w-0 grow flex-col',
          // Room for the divider's line.
          open && (side === 'left' ? 'pl-px' : 'pr-px'),
        )}
      >
        {children}
      </div>
      {open && side === 'right' && paneBox}
    </div>
  )
}
