import { cssVars } from './css-vars'
import type { Column, TableView } from './data-table-types'

/** So much narrower a column gets before the table scrolls sideways. */
const shrink = 0.92
const leadWidth = 32
const menuWidth = 36

const minOf = (column: { width: number }) => Math.round(column.width * shrink)

/** The grid of every row. Rows are grids of their own, so nothing in it may depend on what cells hold. */
export function columnLayout<R>(columns: readonly Column<R>[], view: TableView, selectable: boolean) {
  const lead = selectable ? leadWidth : 0
  const tracks = columns.map(column => {
    const width = view.widths[column.id]
    return width === undefined ? `minmax(${minOf(column)}px, ${column.width}fr)` : `${width}px`
  })
  const widths = columns.map(column => view.widths[column.id] ?? minOf(column))
  return cssVars({
    '--columns': [selectable && `${lead}px`, ...tracks, 'minmax(0, 1fr)', `${menuWidth}px`]
      .filter(Boolean)
      .join(' '),
    '--columns-width': `${widths.reduce((sum, width) => sum + width, lead + menuWidth)}px`,
    '--lead': `${lead}px`,
  })
}
