'use client'

import { type DragEvent, type KeyboardEvent, type PointerEvent, useRef, useState } from 'react'
import { t, told } from '@/server/shared/text'
import type { ContextMenuPlace } from './context-menu'
import { cx } from './cx'
import type { Column } from './data-table-types'
import { Icon } from './symbol'

type SortDirection = 'ascending' | 'descending' | 'none'

interface HeadCellProps<R> {
  column: Column<R>
  sorted: false | 'asc' | 'desc'
  sticky: boolean
  onSort: () => void
  /** Right click, Shift+F10, or a press where it cannot be sorted. */
  onMenu: (place: ContextMenuPlace) => void
  /** The width in pixels it has been given; the first call of a drag fixes all columns as they are. */
  onResize: (id: string, width: number) => void
  /** Alt and an arrow: moves it by one place. */
  onNudge: (by: -1 | 1) => void
  /** Absent: it cannot be dragged, and nothing can be put at its place. */
  drag?: {
    /** The column that is being dragged, over whichever it is. */
    dragged: string | null
    onStart: (id: string | null) => void
    onDrop: (onto: string, after: boolean) => void
  }
  colIndex: number
}

const minWidth = 48
const step = 16

/** The grip at a column's end: dragged, or moved by the arrow keys. */
function Grip({
  id,
  name,
  onResize,
}: {
  id: string
  name: string
  onResize: (id: string, width: number) => void
}) {
  const start = useRef<{ x: number; width: number } | null>(null)

  const widthNow = (grip: HTMLElement) => grip.parentElement?.getBoundingClientRect().width ?? 0

  const down = (event: PointerEvent<HTMLElement>) => {
    event.preventDefault()
    event.stopPropagation()
    event.currentTarget.setPointerCapture(event.pointerId)
    start.current = { x: event.clientX, width: widthNow(event.currentTarget) }
  }
  const move = (event: PointerEvent<HTMLElement>) => {
    if (start.current) onResize(id, Math.max(minWidth, start.current.width + event.clientX - start.current.x))
  }
  const key = (event: KeyboardEvent<HTMLElement>) => {
    const by = event.key === 'ArrowRight' ? step : event.key === 'ArrowLeft' ? -step : 0
    if (by === 0) return
    event.preventDefault()
    event.stopPropagation()
    onResize(id, Math.max(minWidth, widthNow(event.currentTarget) + by))
  }
  return (
    <button
      type="button"
      aria-label={t('Width of {name}, arrow keys change it', { name })}
      tabIndex={-1}
      onPointerDown={down}
      onPointerMove={move}
      onPointerUp={() => {
        start.current = null
      }}
      onPointerCancel={() => {
        start.current = null
      }}
      onKeyDown={key}
      className="absolute -right-1 inset-y-0 z-10 w-2 cursor-col-resize touch-none after:absolute after:inset-y-1.5 after:right-1 after:w-px after:bg-line hover:after:w-0.5 hover:after:bg-focus focus-visible:outline-none focus-visible:after:w-0.5 focus-visible:after:bg-focus"
    />
  )
}

type Side = 'before' | 'after' | null

/** What the cell listens to while a column is dragged over it, and the side on which it would come to stand. */
function useDropSide<R>({ column, drag }: Pick<HeadCellProps<R>, 'column' | 'drag'>) {
  const [side, setSide] = useState<Side>(null)
  const sideAt = (event: DragEvent<HTMLElement>): Exclude<Side, null> => {
    const { left, width } = event.currentTarget.getBoundingClientRect()
    return event.clientX < left + width / 2 ? 'before' : 'after'
  }
  const takes = drag !== undefined && drag.dragged !== null
  if (!takes && side !== null) setSide(null)
  const handlers = takes
    ? {
        onDragOver: (event: DragEvent<HTMLElement>) => {
          event.preventDefault()
          setSide(drag.dragged === column.id ? null : sideAt(event))
        },
        onDragLeave: () => setSide(null),
        onDrop: (event: DragEvent<HTMLElement>) => {
          event.preventDefault()
          drag.onDrop(column.id, sideAt(event) === 'after')
        },
      }
    : {}
  return { side, handlers }
}

const sideLook = {
  before: 'before:absolute before:inset-y-0 before:left-0 before:w-0.5 before:bg-focus',
  after: 'before:absolute before:inset-y-0 before:right-0 before:w-0.5 before:bg-focus',
}

export function HeadCell<R>(props: HeadCellProps<R>) {
  const { column, sorted, sticky, onSort, onMenu, onResize, onNudge, drag, colIndex } = props
  const direction: SortDirection = sorted === false ? 'none' : sorted === 'asc' ? 'ascending' : 'descending'
  const sortable = column.sortBy !== undefined
  const { side, handlers } = useDropSide({ column, drag })

  const key = (event: KeyboardEvent<HTMLButtonElement>) => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : null
    if (event.altKey && by !== null) onNudge(by)
    else if (event.key === 'ContextMenu' || (event.shiftKey && event.key === 'F10'))
      onMenu({ at: event.currentTarget, opener: event.currentTarget })
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <th
      scope="col"
      aria-colindex={colIndex}
      aria-sort={sortable ? direction : undefined}
      data-column={column.id}
      {...handlers}
      className={cx(
        'relative flex h-head min-w-0 items-center bg-sunken text-muted text-s',
        sticky && 'sticky left-(--lead) z-1',
        column.align === 'end' && 'justify-end',
        drag?.dragged === column.id && 'opacity-50',
        side && sideLook[side],
      )}
    >
      <button
        type="button"
        aria-haspopup={sortable ? undefined : 'menu'}
        draggable={drag !== undefined}
        onDragStart={event => {
          event.dataTransfer.effectAllowed = 'move'
          event.dataTransfer.setData('text/plain', column.header)
          drag?.onStart(column.id)
        }}
        onDragEnd={() => drag?.onStart(null)}
        onClick={event =>
          sortable ? onSort() : onMenu({ at: event.currentTarget, opener: event.currentTarget })
        }
        onContextMenu={event => {
          event.preventDefault()
          onMenu({ at: { x: event.clientX, y: event.clientY }, opener: event.currentTarget })
        }}
        onKeyDown={key}
        className={cx(
          'ring-inside flex h-full min-w-0 items-center gap-1 rounded-control px-2 hover:text-strong',
          column.align === 'end' && 'flex-row-reverse',
          sorted !== false && 'text-strong',
        )}
      >
        <span className="truncate">{told(column.header)}</span>
        {sorted !== false && <Icon name={sorted === 'asc' ? 'up' : 'down'} size={12} />}
      </button>
      <Grip id={column.id} name={told(column.header)} onResize={onResize} />
    </th>
  )
}
