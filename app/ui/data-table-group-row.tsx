'use client'

import { t } from '@/server/shared/text'
import type { GroupHead } from './data-table-groups'
import { memoGeneric } from './memo-generic'
import { Icon } from './symbol'

interface GroupRowProps {
  head: GroupHead
  /** What it is grouped by: "Host". */
  by: string
  /** The value as people read it. */
  name: string
  /** Cells of the grid that it takes. */
  span: number
  rowIndex: number
  active: boolean
  top: number | undefined
  onFocus: (id: string) => void
  onToggle: (key: string, open: boolean) => void
}

const indent = 20

/** The head of a group: opens and closes it by a press anywhere. */
function GroupRowView({ head, by, name, span, rowIndex, active, top, onFocus, onToggle }: GroupRowProps) {
  return (
    <tr
      data-row={head.id}
      aria-level={head.level}
      aria-expanded={head.open}
      aria-rowindex={rowIndex}
      tabIndex={active ? 0 : -1}
      onFocus={() => onFocus(head.id)}
      onClick={() => onToggle(head.key, !head.open)}
      style={
        top === undefined ? undefined : { position: 'absolute', top: 0, transform: `translateY(${top}px)` }
      }
      className="ring-inside flex h-row w-full min-w-(--columns-width) cursor-default border-line-subtle border-b bg-canvas text-m hover:bg-hover"
    >
      <td
        aria-colindex={1}
        aria-colspan={span}
        style={{ paddingLeft: 8 + (head.level - 1) * indent }}
        className="sticky left-0 flex items-center gap-2 pr-2"
      >
        <span className="flex w-4 justify-center text-muted">
          <Icon name={head.open ? 'collapse' : 'expand'} />
        </span>
        <span className="text-faint">{by}</span>
        <span className="truncate font-medium text-strong">{name}</span>
        <span className="text-muted tabular-nums">
          {head.count}
          <span className="sr-only"> {t('rows')}</span>
        </span>
      </td>
    </tr>
  )
}

export const GroupRow = memoGeneric(GroupRowView)
