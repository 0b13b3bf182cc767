import { t, told } from '@/server/shared/text'
import { closable, type GroupHead, groupedBy, mostLevels } from './data-table-groups'
import type { Column, TableView } from './data-table-types'
import type { MenuEntry } from './menu'

const ungrouped = ' none'

/** What rows stand together by, level by level, and whether all groups are open. */
export function groupEntries<R>(
  columns: readonly Column<R>[],
  heads: readonly GroupHead[],
  view: TableView,
  onViewChange: (view: TableView) => void,
): MenuEntry[] {
  const groupable = columns.filter(column => column.group)
  if (groupable.length === 0) return []
  const levels = Math.min(view.groups.length + 1, mostLevels, groupable.length)
  const entries = Array.from({ length: levels }, (_, level): MenuEntry => {
    const outer = view.groups.slice(0, level)
    const others = view.groups.filter((_, at) => at !== level)
    return {
      type: 'choices',
      id: `group-${level}`,
      label: level === 0 ? t('Group by') : t('Then by'),
      value: view.groups[level] ?? ungrouped,
      options: [
        { value: ungrouped, label: t('Nothing') },
        ...groupable
          .filter(column => !others.includes(column.id))
          .map(column => ({ value: column.id, label: told(column.header) })),
      ],
      onChange: value =>
        onViewChange(
          groupedBy(view, value === ungrouped ? outer : [...outer, value, ...view.groups.slice(level + 1)]),
        ),
    }
  })
  if (heads.length > 0) {
    entries.push(
      {
        type: 'item',
        id: 'close-groups',
        label: t('Close all groups'),
        onSelect: () => onViewChange({ ...view, closed: closable(heads.map(head => head.key)) }),
      },
      {
        type: 'item',
        id: 'open-groups',
        label: t('Open all groups'),
        onSelect: () => onViewChange({ ...view, closed: [] }),
      },
    )
  }
  return [...entries, { type: 'separator', id: 'after-group' }]
}
