'use client'

import type { Header } from '@tanstack/react-table'
import { type KeyboardEvent, type PointerEvent, useRef } from 'react'
import { cx } from './cx'
import type { features } from './data-table-model'
import type { Column } from './data-table-types'
import { Icon } from './symbol'

type SortDirection = 'ascending' | 'descending' | 'none'

interface HeadCellProps<R extends object> {
  header: Header<typeof features, R, unknown>
  column: Column<R>
  sorted: false | 'asc' | 'desc'
  sticky: boolean
  onSort: () => void
  /** The width in pixels it has been given; the first call of a drag fixes all columns as they are. */
  onResize: (id: string, width: number) => void
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
      aria-label={`Width of ${name}, arrow keys change it`}
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

export function HeadCell<R extends object>({
  header,
  column,
  sorted,
  sticky,
  onSort,
  onResize,
  colIndex,
}: HeadCellProps<R>) {
  const direction: SortDirection = sorted === false ? 'none' : sorted === 'asc' ? 'ascending' : 'descending'
  const sortable = column.sortBy !== undefined
  return (
    <th
      scope="col"
      aria-colindex={colIndex}
      aria-sort={sortable ? direction : undefined}
      data-column={header.column.id}
      className={cx(
        'relative flex h-head min-w-0 items-center bg-sunken text-muted text-s',
        sticky && 'sticky left-(--lead) z-1',
        column.align === 'end' && 'justify-end',
      )}
    >
      {sortable ? (
        <button
          type="button"
          onClick={onSort}
          className={cx(
            'ring-inside flex h-full min-w-0 items-center gap-1 rounded-control px-2 hover:text-strong',
            column.align === 'end' && 'flex-row-reverse',
            sorted !== false && 'text-strong',
          )}
        >
          <span className="truncate">{column.header}</span>
          {sorted !== false && <Icon name={sorted === 'asc' ? 'up' : 'down'} size={12} />}
        </button>
      ) : (
        <span className="truncate px-2">{column.header}</span>
      )}
      <Grip id={header.column.id} name={column.header} onResize={onResize} />
    </th>
  )
}
