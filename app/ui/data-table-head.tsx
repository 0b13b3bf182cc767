'use client'

import { useState } from 'react'
import { t, told } from '@/server/shared/text'
import { CheckboxBox } from './checkbox'
import { ContextMenu, type ContextMenuPlace } from './context-menu'
import { moved, nudged } from './data-table-arrange'
import { ColumnChooser } from './data-table-chooser'
import type { GroupHead } from './data-table-groups'
import { HeadCell } from './data-table-head-cell'
import { columnEntries } from './data-table-head-menu'
import type { Column, TableView } from './data-table-types'
import { memoGeneric } from './memo-generic'

interface TableHeadProps<R> {
  columns: readonly Column<R>[]
  /** Shown columns, in order. */
  shown: readonly Column<R>[]
  heads: readonly GroupHead[]
  view: TableView
  onViewChange: (view: TableView) => void
  onResize: (id: string, width: number) => void
  onExport?: (() => void) | undefined
  /** Absent: rows cannot be selected. */
  select?: { all: boolean; some: boolean; onChange: (all: boolean) => void } | undefined
}

function TableHeadView<R>(props: TableHeadProps<R>) {
  const { columns, shown, heads, view, onViewChange, onResize, onExport, select } = props
  const [dragged, setDragged] = useState<string | null>(null)
  const [menu, setMenu] = useState<(ContextMenuPlace & { column: Column<R> }) | null>(null)
  const lead = select ? 1 : 0
  const last = shown.length - 1

  const drop = (onto: string, after: boolean) => {
    const at = shown.findIndex(column => column.id === onto)
    const before = shown[after ? at + 1 : at]
    if (dragged !== null) onViewChange(moved(columns, view, dragged, before?.id ?? null))
    setDragged(null)
  }
  return (
    <thead className="sticky top-0 z-sticky block">
      <tr
        aria-rowindex={1}
        className="grid w-full min-w-(--columns-width) grid-cols-(--columns) border-line border-b bg-sunken"
      >
        {select && (
          <th
            scope="col"
            aria-colindex={1}
            className="sticky left-0 z-1 flex h-head items-center justify-center bg-sunken"
          >
            <CheckboxBox
              aria-label={select.all ? t('Select none') : t('Select all')}
              checked={select.all}
              partly={select.some && !select.all}
              onChange={event => select.onChange(event.target.checked)}
            />
          </th>
        )}
        {shown.map((column, index) => {
          const sorted = view.sort?.id === column.id ? (view.sort.desc ? 'desc' : 'asc') : false
          return (
            <HeadCell
              key={column.id}
              column={column}
              sorted={sorted}
              sticky={index === 0}
              onSort={() => onViewChange({ ...view, sort: { id: column.id, desc: sorted === 'asc' } })}
              onMenu={place => setMenu({ ...place, column })}
              onResize={onResize}
              onNudge={by => onViewChange(nudged(columns, view, column.id, by))}
              {...(index > 0 ? { drag: { dragged, onStart: setDragged, onDrop: drop } } : {})}
              colIndex={index + 1 + lead}
            />
          )
        })}
        {/* Takes the room that is left when columns have widths of their own. */}
        <td aria-hidden />
        <th
          scope="col"
          aria-colindex={last + 2 + lead}
          className="sticky right-0 z-1 flex items-center justify-center bg-sunken"
        >
          <ColumnChooser
            columns={columns}
            heads={heads}
            view={view}
            onViewChange={onViewChange}
            onExport={onExport}
          />
          <ContextMenu
            place={menu}
            onClose={() => setMenu(null)}
            label={menu ? t('Column {header}', { header: told(menu.column.header) }) : t('Column')}
            entries={menu ? columnEntries({ column: menu.column, columns, shown, view, onViewChange }) : []}
          />
        </th>
      </tr>
    </thead>
  )
}

/** While rows are scrolled by, it stays as it is. */
export const TableHead = memoGeneric(TableHeadView)
