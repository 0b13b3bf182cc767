'use client'

import { type KeyboardEvent, type PointerEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { t } from '@/server/shared/text'
import { cx } from './cx'
import { isNumber, useRemembered } from './remembered'

interface SplitPaneProps {
  /** Where its size is kept in this browser. */
  storageKey: string
  /** What the pane holds, as a region is named: "Sidebar". */
  label: string
  /** The side the resizable pane is on. */
  side: 'left' | 'right' | 'top'
  /** Pixels. `natural`: as high as what it holds, up to three fifths of the room, until somebody moves the divider. */
  size: { initial: number | 'natural'; min: number; max: number }
  /** False: the pane is folded away, the rest has all the room. */
  open?: boolean
  pane: ReactNode
  children: ReactNode
}

const step = 16

const isSize = (found: unknown) => (found === 'natural' ? found : isNumber(found))

/** A pane of a width, or a height, of one's own beside the rest. The divider is dragged or moved by the arrow keys. */
export function SplitPane({ storageKey, label, side, size, open = true, pane, children }: SplitPaneProps) {
  const natural = size.initial === 'natural'
  const [kept, keep] = useRemembered(`split.${storageKey}`, size.initial, isSize)
  const [dragged, setDragged] = useState<number | null>(null)
  const [measured, setMeasured] = useState(size.min)
  const start = useRef<{ at: number; size: number } | null>(null)
  const box = useRef<HTMLDivElement>(null)
  const upright = side === 'top'
  const clamp = (wanted: number) => Math.round(Math.min(size.max, Math.max(size.min, wanted)))
  const wanted = dragged ?? kept
  const fixed = wanted === 'natural' ? undefined : clamp(wanted)
  const now = fixed ?? measured
  const sign = side === 'right' ? -1 : 1

  // Only a size that nobody has chosen has to be asked for.
  useEffect(() => {
    const element = box.current
    if (!natural || !element) return
    const observer = new ResizeObserver(() => setMeasured(Math.round(element.offsetHeight)))
    observer.observe(element)
    return () => observer.disconnect()
  }, [natural])

  const along = (event: PointerEvent<HTMLElement>) => (upright ? event.clientY : event.clientX)
  const down = (event: PointerEvent<HTMLElement>) => {
    event.preventDefault()
    event.currentTarget.focus()
    event.currentTarget.setPointerCapture(event.pointerId)
    start.current = { at: along(event), size: now }
  }
  const move = (event: PointerEvent<HTMLElement>) => {
    if (start.current) setDragged(clamp(start.current.size + sign * (along(event) - start.current.at)))
  }
  const up = () => {
    start.current = null
    if (dragged !== null) keep(dragged)
    setDragged(null)
  }
  const key = (event: KeyboardEvent<HTMLElement>) => {
    const targets: Partial<Record<string, number>> = {
      [upright ? 'ArrowUp' : 'ArrowLeft']: now - sign * step,
      [upright ? 'ArrowDown' : 'ArrowRight']: now + sign * step,
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
      aria-label={upright ? t('Height of {label}', { label }) : t('Width of {label}', { label })}
      aria-orientation={upright ? 'horizontal' : 'vertical'}
      aria-valuenow={now}
      aria-valuemin={size.min}
      aria-valuemax={size.max}
      onPointerDown={down}
      onPointerMove={move}
      onPointerUp={up}
      onPointerCancel={up}
      onKeyDown={key}
      onDoubleClick={() => keep(size.initial)}
      className={cx(
        'absolute z-sticky touch-none bg-line outline-none before:absolute before:bg-focus before:opacity-0 before:transition-opacity after:absolute hover:before:opacity-100 focus-visible:before:opacity-100',
        upright
          ? 'inset-x-0 top-full h-px cursor-row-resize before:inset-x-0 before:-top-px before:h-[3px] after:inset-x-0 after:-top-1 after:h-[9px]'
          : 'inset-y-0 w-px cursor-col-resize before:inset-y-0 before:-left-px before:w-[3px] after:inset-y-0 after:-left-1 after:w-[9px]',
        side === 'left' && 'left-full',
        side === 'right' && 'right-full',
      )}
    />
  )
  const paneBox = upright ? (
    // Within a region that is there already. A height chosen in a higher window gives way in a lower one.
    <div ref={box} style={{ height: fixed }} className="relative flex max-h-3/5 shrink-0 flex-col">
      {pane}
      {divider}
    </div>
  ) : (
    // A region, so that the divider stands inside a landmark wherever the pane is used.
    <section
      aria-label={label}
      data-region
      style={{ width: now }}
      className="relative flex min-h-0 shrink-0 flex-col"
    >
      {pane}
      {divider}
    </section>
  )
  return (
    <div className={cx('flex min-h-0 min-w-0 grow', upright && 'flex-col')}>
      {open && side !== 'right' && paneBox}
      <div
        className={cx(
          'flex min-h-0 min-w-0 grow flex-col',
          // Room for the divider's line.
          open && { left: 'pl-px', right: 'pr-px', top: 'pt-px' }[side],
        )}
      >
        {children}
      </div>
      {open && side === 'right' && paneBox}
    </div>
  )
}
