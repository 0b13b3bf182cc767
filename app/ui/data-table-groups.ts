import type { ShownRows } from './data-table-shown'
import type { Column, RowGroup, TableView } from './data-table-types'

/** The head of a group as a line of the table. */
export interface GroupHead {
  id: string
  key: string
  /** The value as it is; null: there is none. */
  label: string | null
  /** Rows in it, and in the groups in it. */
  count: number
  open: boolean
  /** From 1. */
  level: number
  /** The line of the group that it stands in; -1: in none. */
  above: number
}

/** No object has an id like this: theirs have no spaces. */
export const headId = (key: string) => `group ${key}`

/** So many levels of groups a table has at most: the server takes no more. */
export const mostLevels = 4

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

/** The view grouped by these columns; what was closed is of other groups. */
export function groupedBy(view: TableView, groups: readonly string[]): TableView {
  return { ...view, groups, closed: [] }
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

/** A row's groups by a column; '' for none. */
function keysOf<R>(column: Column<R>, row: R): readonly string[] {
  if (column.group?.each) {
    const each = column.group.each(row)
    return each.length === 0 ? [''] : [...new Set(each)]
  }
  if (column.group?.of) return [column.group.of(row) ?? '']
  return [String(column.sortBy?.(row) ?? '')]
}

/** Sorted rows put together by a column, groups in the order of their names, the one without a value last. */
function putTogether<R>(rows: readonly R[], column: Column<R>, desc: boolean): [string, R[]][] {
  const groups = new Map<string, R[]>()
  for (const row of rows) {
    for (const key of keysOf(column, row)) {
      const group = groups.get(key)
      if (group) group.push(row)
      else groups.set(key, [row])
    }
  }
  const sign = desc ? -1 : 1
  return [...groups].sort(([a], [b]) => {
    if (a === '' || b === '') return a === '' ? 1 : -1
    return sign * collator.compare(a, b)
  })
}

interface Gathered<R> {
  keys: readonly string[]
  labels: readonly (string | null)[]
  rows: readonly R[]
}

/** Sorted rows in groups within groups: the innermost ones, in order. */
export function grouped<R>(
  rows: readonly R[],
  columns: readonly Column<R>[],
  sort: TableView['sort'],
): Gathered<R>[] {
  let groups: Gathered<R>[] = [{ keys: [], labels: [], rows }]
  for (const column of columns) {
    const desc = sort?.id === column.id && sort.desc
    groups = groups.flatMap(({ keys, labels, rows: held }) =>
      putTogether(held, column, desc).map(([value, inner]) => ({
        keys: [...keys, keys.length === 0 ? value : JSON.stringify([keys.at(-1), value])],
        labels: [...labels, value || null],
        rows: inner,
      })),
    )
  }
  return groups
}

export function isWithin({ keys }: Pick<RowGroup, 'keys'>, closed: ReadonlySet<string>): boolean {
  return closed.size > 0 && keys.some(key => closed.has(key))
}

interface Placed {
  head: GroupHead
  line: number
  /** How many open rows are before it. */
  before: number
}

/** Where heads and rows stand, and all heads, those in closed groups too. */
function layout(groups: readonly RowGroup[], closed: ReadonlySet<string>) {
  const counts = new Map<string, number>()
  for (const { keys, count } of groups) {
    for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + count)
  }
  const placed: Placed[] = []
  const heads: GroupHead[] = []
  const lines = new Map<string, number>()
  let line = 0
  let before = 0
  let last: readonly string[] = []
  for (const { keys, labels, count } of groups) {
    const from = keys.findIndex((key, at) => key !== last[at])
    last = keys
    for (const [at, key] of keys.entries()) {
      if (from < 0 || at < from) continue
      const outer = keys.slice(0, at)
      const head: GroupHead = {
        id: headId(key),
        key,
        label: labels[at] ?? null,
        count: counts.get(key) ?? 0,
        open: !closed.has(key),
        level: at + 1,
        above: outer.length === 0 ? -1 : (lines.get(outer.at(-1) ?? '') ?? -1),
      }
      heads.push(head)
      if (isWithin({ keys: outer }, closed)) continue
      placed.push({ head, line, before })
      lines.set(key, line)
      line += 1
    }
    if (isWithin({ keys }, closed)) continue
    line += count
    before += count
  }
  return { placed, heads, lines: line }
}

/**
 * Rows in groups: each group's head is a line of its own, and those of open groups follow it. `open` are the rows of open
 * groups, in order; `often`: one may stand in several.
 */
export function inGroups<R>(
  open: ShownRows<R>,
  groups: readonly RowGroup[],
  closed: readonly string[],
  often: boolean,
): ShownRows<R> {
  const { placed, heads, lines } = layout(groups, new Set(closed))
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
  /** A row that may stand in several groups is told apart by the one that it stands in. */
  const rowIdOf = (id: string) => (often ? (id.split(mark, 1)[0] ?? id) : id)
  const lineOfOne = (id: string) => {
    const [row = '', key] = id.split(mark)
    const at = placed.findIndex(({ head }) => head.key === key)
    const group = placed[at]
    if (!group) return -1
    const end = placed[at + 1]?.line ?? lines
    for (let line = group.line + 1; line < end; line += 1) {
      if (open.idAt(group.before + line - group.line - 1) === row) return line
    }
    return -1
  }
  return {
    ...open,
    lines,
    at: line => {
      const row = rowOf(line)
      return row === undefined ? undefined : open.at(row)
    },
    idAt: line => {
      const row = rowOf(line)
      if (row === undefined) return headAt(line)?.id
      const id = open.idAt(row)
      return often && id !== undefined ? `${id}${mark}${groupAt('line', line)?.head.key}` : id
    },
    indexOf: id => {
      if (id === null) return -1
      const head = headLines.get(id)
      if (head !== undefined) return head
      if (often) return lineOfOne(id)
      const row = open.indexOf(id)
      return row < 0 ? -1 : lineOf(row)
    },
    find: id => open.find(id === undefined ? undefined : rowIdOf(id)),
    rowIdOf,
    heads,
    headAt,
    headOf: line => groupAt('line', line)?.line ?? -1,
    rowsIn: (first, last) => {
      const end = rowOf(last) ?? (groupAt('line', last)?.before ?? 1) - 1
      const begin = rowOf(first) ?? groupAt('line', first)?.before ?? 0
      return [Math.max(0, Math.min(begin, end)), Math.max(0, end)]
    },
  }
}

/** Between a row and its group: no object has it in its id, and no value. */
const mark = '\u0000'
