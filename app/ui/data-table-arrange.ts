import type { Column, TableView } from './data-table-types'

/** Columns as a person put them: the first stays, what the order does not know follows. */
export function arranged<R>(columns: readonly Column<R>[], order: readonly string[]): readonly Column<R>[] {
  if (order.length === 0) return columns
  const [first, ...rest] = columns
  if (!first) return columns
  const place = new Map(order.map((id, at) => [id, at]))
  const placeOf = (column: Column<R>) => place.get(column.id) ?? order.length
  return [first, ...rest.sort((a, b) => placeOf(a) - placeOf(b))]
}

/** The view with a column moved before another that is shown, or to the end. The first column stays where it is. */
export function moved<R>(
  columns: readonly Column<R>[],
  view: TableView,
  id: string,
  before: string | null,
): TableView {
  const ids = arranged(columns, view.order).map(column => column.id)
  const [first] = ids
  if (id === first || id === before || before === first || !ids.includes(id)) return view
  const others = ids.filter(one => one !== id)
  const at = before === null ? others.length : others.indexOf(before)
  return at < 0 ? view : { ...view, order: [...others.slice(0, at), id, ...others.slice(at)] }
}

/** The view with a column moved by one place among those that are shown; the same where there is no room. */
export function nudged<R>(columns: readonly Column<R>[], view: TableView, id: string, by: -1 | 1): TableView {
  const shown = arranged(columns, view.order).filter(column => !view.hidden.includes(column.id))
  const at = shown.findIndex(column => column.id === id)
  if (at < 1 || at + by < 1 || at + by >= shown.length) return view
  return moved(columns, view, id, shown[by < 0 ? at - 1 : at + 2]?.id ?? null)
}
