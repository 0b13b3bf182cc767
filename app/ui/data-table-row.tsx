'use client'

import { type MouseEvent, type ReactNode, useState } from 'react'
import { t } from '@/server/shared/text'
import { CellFocus } from './cell-focus'
import { CheckboxBox } from './checkbox'
import { cx } from './cx'
import type { Column } from './data-table-types'
import { IconButton } from './icon-button'
import { memoGeneric } from './memo-generic'

export interface RowHandlers {
  focus: (id: string) => void
  press: (id: string, event: MouseEvent<HTMLElement>) => void
  /** `range`: with Shift, everything from the last one chosen. */
  select: (id: string, range: boolean) => void
  menu: (id: string, at: HTMLElement | { x: number; y: number }) => void
  /** Opens or closes a group. */
  group: (key: string, open: boolean) => void
}

interface DataRowProps<R> {
  row: R
  id: string
  name: string
  /** Shown columns in order. */
  columns: readonly Column<R>[]
  /** The place among all rows, from 1, as screen readers count: the head is 1. */
  rowIndex: number
  /** In groups: below all of them. */
  level: number | undefined
  active: boolean
  selected: boolean
  current: boolean
  stale: boolean
  selectable: boolean
  hasMenu: boolean
  /** Pixels from the top of the list when virtual. */
  top: number | undefined
  handlers: RowHandlers
}

/** What was pressed has its own meaning; the row's does not apply. */
export function onControl(event: MouseEvent<HTMLElement>): boolean {
  return (
    event.target instanceof Element &&
    event.target.closest('a, button, input, label, [role="menuitem"]') !== null
  )
}

interface DataCellProps {
  value: unknown
  /** The whole text, for when it does not fit. */
  title: string | undefined
  index: number
  align: 'start' | 'end' | undefined
  sticky: boolean
  children: ReactNode
}

/** Fades once when its value changes while it is shown. One element: of cells there are hundreds, made while one scrolls. */
function DataCell({ value, title, index, align, sticky, children }: DataCellProps) {
  const [shown, setShown] = useState({ value, changes: 0 })
  if (shown.value !== value) setShown({ value, changes: shown.changes + 1 })
  return (
    <td
      aria-colindex={index}
      title={title}
      className={cx(
        'relative block min-w-0 content-center truncate px-2',
        align === 'end' && 'text-right tabular-nums',
        sticky
          ? 'sticky left-(--lead) z-1 bg-inherit font-medium text-strong group-data-stale/row:text-muted'
          : shown.changes > 0 && 'isolate',
      )}
    >
      {shown.changes > 0 && (
        <span
          key={shown.changes}
          aria-hidden
          className="pointer-events-none absolute inset-0 -z-1 animate-changed"
        />
      )}
      {children}
    </td>
  )
}

function DataRowView<R>(props: DataRowProps<R>) {
  const {
    row,
    id,
    name,
    columns,
    rowIndex,
    level,
    active,
    selected,
    current,
    stale,
    selectable,
    hasMenu,
    top,
    handlers,
  } = props
  const lead = selectable ? 1 : 0
  return (
    <tr
      data-row={id}
      data-stale={stale || undefined}
      aria-rowindex={rowIndex}
      aria-level={level}
      aria-selected={selectable ? selected : undefined}
      aria-current={current || undefined}
      tabIndex={active ? 0 : -1}
      onFocus={() => handlers.focus(id)}
      onClick={event => {
        if (!onControl(event)) handlers.press(id, event)
      }}
      onContextMenu={event => {
        if (!hasMenu) return
        event.preventDefault()
        handlers.menu(id, { x: event.clientX, y: event.clientY })
      }}
      style={
        top === undefined ? undefined : { position: 'absolute', top: 0, transform: `translateY(${top}px)` }
      }
      className={cx(
        'group/row ring-inside grid h-row w-full min-w-(--columns-width) grid-cols-(--columns) border-line-subtle border-b text-m',
        selected || current ? 'bg-selected' : 'bg-base hover:bg-hover',
        stale && 'text-muted grayscale',
      )}
    >
      <CellFocus value={active}>
        {selectable && (
          <td aria-colindex={1} className="sticky left-0 z-1 flex items-center justify-center bg-inherit">
            <CheckboxBox
              aria-label={t('Select {name}', { name })}
              tabIndex={-1}
              checked={selected}
              onChange={() => undefined}
              onClick={event => handlers.select(id, event.shiftKey)}
              className="not-checked:opacity-0 group-focus-within/row:opacity-100 group-hover/row:opacity-100 group-data-any/table:opacity-100 pointer-coarse:opacity-100"
            />
          </td>
        )}
        {columns.map((column, index) => (
          <DataCell
            key={column.id}
            value={column.quiet ? null : (column.sortBy?.(row) ?? null)}
            title={column.text?.(row)}
            index={index + 1 + lead}
            align={column.align}
            sticky={index === 0}
          >
            {column.cell(row)}
          </DataCell>
        ))}
        {/* In the last column: the one before takes the room that is left. */}
        <td
          aria-colindex={columns.length + 1 + lead}
          className="sticky right-0 z-1 col-start-[-2] flex items-center justify-center bg-inherit"
        >
          {hasMenu && (
            <IconButton
              plain
              size="s"
              icon="more"
              label={t('Actions for {name}', { name })}
              tabIndex={active ? 0 : -1}
              aria-haspopup="menu"
              onClick={event => handlers.menu(id, event.currentTarget)}
            />
          )}
        </td>
      </CellFocus>
    </tr>
  )
}

/** Redraws only when its row, its place or its state changed. */
export const DataRow = memoGeneric(DataRowView)
