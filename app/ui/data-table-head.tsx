'use client'

import { CheckboxBox } from './checkbox'
import { ColumnChooser } from './data-table-chooser'
import { HeadCell } from './data-table-head-cell'
import type { TableModel } from './data-table-model'
import type { Column, TableView } from './data-table-types'

interface TableHeadProps<R extends object> {
  table: TableModel<R>
  columns: readonly Column<R>[]
  view: TableView
  onViewChange: (view: TableView) => void
  onResize: (id: string, width: number) => void
  onExport?: (() => void) | undefined
  /** Absent: rows cannot be selected. */
  select?: { all: boolean; some: boolean; onChange: (all: boolean) => void } | undefined
}

export function TableHead<R extends object>(props: TableHeadProps<R>) {
  const { table, columns, view, onViewChange, onResize, onExport, select } = props
  const byId = new Map(columns.map(column => [column.id, column]))
  const headers = table.getHeaderGroups()[0]?.headers ?? []
  const lead = select ? 1 : 0
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
              aria-label={select.all ? 'Select none' : 'Select all'}
              checked={select.all}
              partly={select.some && !select.all}
              onChange={event => select.onChange(event.target.checked)}
            />
          </th>
        )}
        {headers.map((header, index) => {
          const column = byId.get(header.column.id)
          if (!column) return null
          const desc = view.sort?.id === column.id ? !view.sort.desc : false
          return (
            <HeadCell
              key={header.id}
              header={header}
              column={column}
              sorted={header.column.getIsSorted()}
              sticky={index === 0}
              onSort={() => onViewChange({ ...view, sort: { id: column.id, desc } })}
              onResize={onResize}
              colIndex={index + 1 + lead}
            />
          )
        })}
        {/* Takes the room that is left when columns have widths of their own. */}
        <td aria-hidden />
        <th
          scope="col"
          aria-colindex={headers.length + 1 + lead}
          className="sticky right-0 z-1 flex items-center justify-center bg-sunken"
        >
          <ColumnChooser columns={columns} view={view} onViewChange={onViewChange} onExport={onExport} />
        </th>
      </tr>
    </thead>
  )
}
