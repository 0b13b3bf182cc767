import { say, t, told } from '@/server/shared/text'
import { nudged } from './data-table-arrange'
import { groupedBy, mostLevels } from './data-table-groups'
import type { Column, TableView } from './data-table-types'
import type { MenuEntry } from './menu'

interface ColumnMenu<R> {
  column: Column<R>
  columns: readonly Column<R>[]
  /** Shown columns, in order. */
  shown: readonly Column<R>[]
  view: TableView
  onViewChange: (view: TableView) => void
}

/** What can be done with a column: the menu of its head. */
export function columnEntries<R>({ column, columns, shown, view, onViewChange }: ColumnMenu<R>): MenuEntry[] {
  const { id } = column
  const at = shown.findIndex(one => one.id === id)
  const entries: MenuEntry[] = []
  if (column.sortBy) {
    const sort = (desc: boolean) => () => onViewChange({ ...view, sort: { id, desc } })
    entries.push(
      { type: 'item', id: 'ascending', label: t('Sort ascending'), icon: 'up', onSelect: sort(false) },
      { type: 'item', id: 'descending', label: t('Sort descending'), icon: 'down', onSelect: sort(true) },
    )
  }
  if (column.group) {
    const header = told(column.header)
    const others = view.groups.filter(one => one !== id)
    const on = others.length < view.groups.length
    entries.push({
      type: 'item',
      id: 'group',
      label: on ? t('Do not group by {header}', { header }) : t('Group by {header}', { header }),
      onSelect: () => onViewChange(groupedBy(view, on ? others : [id])),
    })
    if (!on && others.length > 0 && others.length < mostLevels) {
      entries.push({
        type: 'item',
        id: 'group within',
        label: t('Then group by {header}', { header }),
        onSelect: () => onViewChange(groupedBy(view, [...others, id])),
      })
    }
  }
  if (entries.length > 0) entries.push({ type: 'separator', id: 'after-rows' })
  const first = at === 0 ? t('The first column stays where it is') : undefined
  const move = (by: -1 | 1) => () => onViewChange(nudged(columns, view, id, by))
  entries.push(
    {
      type: 'item',
      id: 'left',
      label: t('Move left'),
      shortcut: say('Alt ←'),
      reason: first ?? (at === 1 ? t('It is at the beginning') : undefined),
      onSelect: move(-1),
    },
    {
      type: 'item',
      id: 'right',
      label: t('Move right'),
      shortcut: say('Alt →'),
      reason: first ?? (at === shown.length - 1 ? t('It is at the end') : undefined),
      onSelect: move(1),
    },
    {
      type: 'item',
      id: 'hide',
      label: t('Hide'),
      reason: at === 0 || column.hideable === false ? t('This column is always shown') : undefined,
      onSelect: () => onViewChange({ ...view, hidden: [...view.hidden, id] }),
    },
  )
  return entries
}
