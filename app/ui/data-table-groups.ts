import type { ShownRows } from './data-table-shown'
import type { Column, RowGroup, TableView } from './data-table-types'

/** The head of a group as a line of the table. */
export interface GroupHead extends RowGroup {
  id: string
  open: boolean
}

/** No object has an id like this: theirs have no spaces. */
export const headId = (key: string) => `group ${key}`

/** So many closed groups are remembered, and keys of this length: the server takes no more. */
const mostClosed = 300
const longestKey = 500

/** The view with one group closed or opened; those that are too long to be remembered stay open. */
export function withGroup(view: TableView, key: string, open: boolean): TableView {
  const others = view.closed.filter(one => one !== key)
  return { ...view, closed: open ? others : closable([...others, key]) }
}

export function closable(keys: readonly string[]): string[] {
  return keys.filter(key => key.length <= longestKey).slice(-mostClosed)
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

/** A row's group by a column; '' for none. */
function keyOf<R>(column: Column<R>, row: R): string {
  if (column.group?.of) return column.group.of(row) ?? ''
  return String(column.sortBy?.(row) ?? '')
}

/** Sorted rows put together by a column, groups in the order of their names, the one without a value last. */
export function grouped<R>(rows: readonly R[], column: Column<R>, desc: boolean): Map<string, R[]> {
  const groups = new Map<string, R[]>()
  for (const row of rows) {
    const key = keyOf(column, row)
    const group = groups.get(key)
    if (group) group.push(row)
    else groups.set(key, [row])
  }
  const sign = desc ? -1 : 1
  return new Map(
    [...groups].sort(([a], [b]) => {
      if (a === '' || b === '') return a === '' ? 1 : -1
      return sign * collator.compare(a, b)
    }),
  )
}

/** Where heads and rows stand: for each group the line of its head, and how many open rows are before it. */
function layout(groups: readonly RowGroup[], closed: ReadonlySet<string>) {
  let line = 0
  let before = 0
  const placed = groups.map(group => {
    const open = !closed.has(group.key)
    const head: GroupHead = { ...group, id: headId(group.key), open }
    const at = { head, line, before }
    line += 1 + (open ? group.count : 0)
    before += open ? group.count : 0
    return at
  })
  return { placed, lines: line }
}

/**
 * Rows in groups: each group's head is a line of its own, and those of open groups follow it. `open` are the rows of open
 * groups, in order.
 */
export function inGroups<R>(
  open: ShownRows<R>,
  groups: readonly RowGroup[],
  closed: readonly string[],
): ShownRows<R> {
  const { placed, lines } = layout(groups, new Set(closed))
  /** The last group that begins at or before a line or row. */
  const groupAt = (by: 'line' | 'before', value: number) => {
    let low = 0
    let high = placed.length
    while (low < high) {
      const middle = (low + high) >>> 1
      const found = placed[middle]
      // Closed groups have no rows: of those that begin with the same row, the last one holds it.
      if (found && found[by] <= value) low = middle + 1
      else high = middle
    }
    return placed[low - 1]
  }
  const rowOf = (line: number): number | undefined => {
    const group = groupAt('line', line)
    return group && line > group.line && line < lines ? group.before + line - group.line - 1 : undefined
  }
  const lineOf = (row: number): number => {
    const group = groupAt('before', row)
    return group ? group.line + 1 + row - group.before : -1
  }
  const headAt = (line: number) => {
    const group = groupAt('line', line)
    return group?.line === line && line < lines ? group.head : undefined
  }
  const headLines = new Map(placed.map(({ head, line }) => [head.id, line]))
  return {
    ...open,
    lines,
    at: line => {
      const row = rowOf(line)
      return row === undefined ? undefined : open.at(row)
    },
    idAt: line => {
      const row = rowOf(line)
      return row === undefined ? headAt(line)?.id : open.idAt(row)
    },
    indexOf: id => {
      const head = id === null ? undefined : headLines.get(id)
      if (head !== undefined) return head
      const row = open.indexOf(id)
      return row < 0 ? -1 : lineOf(row)
    },
    heads: placed.map(({ head }) => head),
    headAt,
    headOf: line => groupAt('line', line)?.line ?? -1,
    rowsIn: (first, last) => {
      const end = rowOf(last) ?? (groupAt('line', last)?.before ?? 1) - 1
      const begin = rowOf(first) ?? groupAt('line', first)?.before ?? 0
      return [Math.max(0, Math.min(begin, end)), Math.max(0, end)]
    },
  }
}
