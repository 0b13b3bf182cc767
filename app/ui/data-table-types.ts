import type { ReactNode } from 'react'
import type { MenuEntries } from './menu'

/** One column. Columns must stay the same between renders (module scope or useMemo): rows redraw with them. */
export interface Column<R> {
  id: string
  header: string
  cell: (row: R) => ReactNode
  /**
   * What it is sorted by; null stands last in either direction. Absent: the column cannot be sorted. A cell
   * whose value here changes while it is shown fades once.
   */
  sortBy?: (row: R) => string | number | null
  /** The cell as plain text, for the filter. Absent: what `sortBy` gives, if that is text. */
  text?: (row: R) => string
  /** The cell in an exported file. Absent: `text`, else what it is sorted by. */
  csv?: (row: R) => string | number | null
  /** Numbers stand at the end. */
  align?: 'start' | 'end'
  /** Pixels. Columns share out what is left in these proportions until one is dragged. */
  width: number
  /** False: always shown. The first column always is. */
  hideable?: boolean
  /** Hidden until it is asked for. */
  hidden?: boolean
  /**
   * Rows can stand together by it: it has few values. `of`: a row's value, null for none; absent: what it is sorted by.
   * `each`: all of its values, and it stands under each of them. `name`: a value as people read it; absent: as it is.
   */
  group?: {
    of?: (row: R) => string | null
    each?: (row: R) => readonly string[]
    name?: (value: string) => string
  }
  /** Does not fade when its value changes: for what changes all the time. */
  quiet?: boolean
}

/** What a person made of a table. `widths` are pixels by column id; once one is set, all shown ones are. */
export interface TableView {
  sort: { id: string; desc: boolean } | null
  hidden: readonly string[]
  /** The columns that there were when it was kept; absent: it was never kept. */
  known?: readonly string[]
  widths: Readonly<Record<string, number>>
  /** Ids of columns as they stand; those that are not among them follow. Empty: as they are defined. */
  order: readonly string[]
  /** The columns whose values the rows stand together by, the outermost group first. */
  groups: readonly string[]
  /** Keys of groups that are closed. */
  closed: readonly string[]
}

/** Rows that stand together in an innermost group. */
export interface RowGroup {
  /** Of the groups that it stands in, the outermost first, and its own: each is the key of one group only. */
  keys: readonly string[]
  /** The values of the same as they are; null: there is none. */
  labels: readonly (string | null)[]
  count: number
}

/**
 * A long list of which only the part that is seen is here, filtered and sorted elsewhere. Indices count from 0; rows of
 * closed groups are not counted.
 */
export interface ListRows<R> {
  /** Nothing is known of the list yet. */
  loading: boolean
  /** Rows there are before the filter. */
  total: number
  /** Rows the filter finds. */
  count: number
  /** The same, each as often as it stands in groups; absent: once. */
  lines?: number | undefined
  /** All innermost groups, in order, where the list was asked for in groups; null: they are too many to be shown. */
  groups?: readonly RowGroup[] | null
  /** The closed groups whose rows are not counted. What was just closed or opened follows a moment later. */
  closed?: readonly string[]
  /** Undefined: on its way. */
  rowAt: (index: number) => R | undefined
  /** -1: not among the rows that are here. */
  indexOf: (id: string) => number
  /** The rows that are here. */
  held: readonly R[]
  /** Every row the filter finds, in order, part by part. Absent: there is no way to have them all. */
  all?: () => AsyncIterable<readonly R[]>
  /** Told which rows are seen, so that the right part is asked for. */
  show: (first: number, last: number) => void
}

export interface DataTableProps<R> {
  /** What the table lists, for screen readers: "Virtual machines". */
  label: string
  columns: readonly Column<R>[]
  /** All rows, which the table filters and sorts; or a list that is filtered and sorted elsewhere. */
  rows: readonly R[] | ListRows<R>
  rowId: (row: R) => string
  /** The name of a row's object, for "Select web-01" and its menu. */
  rowName: (row: R) => string
  /**
   * Greyed: what is shown may have changed since. Functions that take a row must stay the same between renders
   * or every row redraws.
   */
  rowStale?: (row: R) => boolean

  /** The sort before anybody chose one. */
  initialSort?: { id: string; desc: boolean }
  /** Where sort, hidden columns and widths are kept in this browser. Absent: nowhere, or in `view`. */
  storageKey?: string
  /** Takes the place of `storageKey`, as when the address holds the sort. */
  view?: TableView
  onViewChange?: (view: TableView) => void

  /** Words that must all occur in a row. */
  filter?: string
  /** Takes the place of the plain search for words. */
  matches?: (row: R, filter: string) => boolean
  onClearFilter?: () => void

  /** Ids of selected rows. Absent: rows have no checkboxes. */
  selected?: ReadonlySet<string>
  onSelectedChange?: (selected: ReadonlySet<string>) => void
  /** The row whose details stand beside the table. */
  current?: string | null
  /** Enter. */
  onOpen?: (row: R) => void
  /** Space, or a press on a row beside its links. */
  onPeek?: (row: R) => void
  /** The row's menu: the same entries at its button, under right click, `m` and Shift+F10. Asked when it opens. */
  menu?: (row: R) => MenuEntries

  /** Nothing is known yet: rows of the right size stand in. */
  loading?: boolean
  /** Shown when there are no rows at all: an EmptyState. */
  empty?: ReactNode
  /** Above the head: that what is shown is old, and since when. */
  notice?: ReactNode
  className?: string
}
