'use client'

import type { Column, TableView } from './data-table-types'
import { densities, useDensity } from './density'
import { IconButton } from './icon-button'
import { Menu, type MenuEntry } from './menu'

interface ColumnChooserProps<R> {
  columns: readonly Column<R>[]
  view: TableView
  onViewChange: (view: TableView) => void
  /** Saves what is shown as a file. */
  onExport?: (() => void) | undefined
}

const densityNames = { compact: 'Compact', normal: 'Normal', comfortable: 'Comfortable' }

/** Which columns are shown and how high rows are. Height is one choice for all tables. */
export function ColumnChooser<R>({ columns, view, onViewChange, onExport }: ColumnChooserProps<R>) {
  const [density, setDensity] = useDensity()
  const hideable = columns.filter((column, index) => index > 0 && column.hideable !== false)

  const entries: MenuEntry[] = [
    ...hideable.map(
      (column): MenuEntry => ({
        type: 'check',
        id: `column-${column.id}`,
        label: column.header,
        checked: !view.hidden.includes(column.id),
        onChange: shown =>
          onViewChange({
            ...view,
            hidden: shown ? view.hidden.filter(id => id !== column.id) : [...view.hidden, column.id],
          }),
      }),
    ),
    { type: 'separator', id: 'after-columns' },
    {
      type: 'choices',
      id: 'density',
      label: 'Row height',
      value: density,
      options: densities.map(value => ({ value, label: densityNames[value] })),
      onChange: value => {
        const chosen = densities.find(one => one === value)
        if (chosen) setDensity(chosen)
      },
    },
  ]
  if (Object.keys(view.widths).length > 0) {
    entries.push(
      { type: 'separator', id: 'after-density' },
      {
        type: 'item',
        id: 'reset-widths',
        label: 'Reset column widths',
        onSelect: () => onViewChange({ ...view, widths: {} }),
      },
    )
  }
  if (onExport) {
    entries.push(
      { type: 'separator', id: 'before-export' },
      { type: 'item', id: 'export', label: 'Export what is shown as CSV', onSelect: onExport },
    )
  }
  return (
    <Menu
      align="end"
      entries={entries}
      trigger={<IconButton plain size="s" icon="columns" label="Columns and row height" />}
    />
  )
}
