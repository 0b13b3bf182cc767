'use client'

import { say, t, told } from '@/server/shared/text'
import { arranged } from './data-table-arrange'
import { groupEntries } from './data-table-group-entries'
import type { GroupHead } from './data-table-groups'
import type { Column, TableView } from './data-table-types'
import { densities, useDensity } from './density'
import { IconButton } from './icon-button'
import { Menu, type MenuEntry } from './menu'

interface ColumnChooserProps<R> {
  columns: readonly Column<R>[]
  heads: readonly GroupHead[]
  view: TableView
  onViewChange: (view: TableView) => void
  /** Saves what is shown as a file. */
  onExport?: (() => void) | undefined
}

const densityNames = { compact: say('Compact'), normal: say('Normal'), comfortable: say('Comfortable') }

/** Which columns are shown, what rows are grouped by and how high they are. Height is one choice for all tables. */
export function ColumnChooser<R>({ columns, heads, view, onViewChange, onExport }: ColumnChooserProps<R>) {
  const [density, setDensity] = useDensity()
  const hideable = arranged(columns, view.order).filter(
    (column, index) => index > 0 && column.hideable !== false,
  )

  const entries: MenuEntry[] = [
    ...hideable.map(
      (column): MenuEntry => ({
        type: 'check',
        id: `column-${column.id}`,
        label: told(column.header),
        checked: !view.hidden.includes(column.id),
        onChange: shown =>
          onViewChange({
            ...view,
            hidden: shown ? view.hidden.filter(id => id !== column.id) : [...view.hidden, column.id],
          }),
      }),
    ),
    { type: 'separator', id: 'after-columns' },
    ...groupEntries(columns, heads, view, onViewChange),
    {
      type: 'choices',
      id: 'density',
      label: t('Row height'),
      value: density,
      options: densities.map(value => ({ value, label: told(densityNames[value]) })),
      onChange: value => {
        const chosen = densities.find(one => one === value)
        if (chosen) setDensity(chosen)
      },
    },
  ]
  const wide = Object.keys(view.widths).length > 0
  const ordered = view.order.length > 0
  if (wide || ordered) entries.push({ type: 'separator', id: 'after-density' })
  if (wide) {
    const onSelect = () => onViewChange({ ...view, widths: {} })
    entries.push({ type: 'item', id: 'reset-widths', label: t('Reset column widths'), onSelect })
  }
  if (ordered) {
    const onSelect = () => onViewChange({ ...view, order: [] })
    entries.push({ type: 'item', id: 'reset-order', label: t('Reset column order'), onSelect })
  }
  if (onExport) {
    entries.push(
      { type: 'separator', id: 'before-export' },
      { type: 'item', id: 'export', label: t('Export what is shown as CSV'), onSelect: onExport },
    )
  }
  return (
    <Menu
      align="end"
      entries={entries}
      trigger={<IconButton plain size="s" icon="columns" label={t('Columns and row height')} />}
    />
  )
}
