'use client'

import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { Button } from './button'
import { ContextMenu, type ContextMenuPlace } from './context-menu'
import { cssVars } from './css-vars'
import { cx } from './cx'
import { TableHead } from './data-table-head'
import { tableKey } from './data-table-keys'
import { LoadingRows } from './data-table-loading'
import { useTableModel } from './data-table-model'
import { DataRow, type RowHandlers } from './data-table-row'
import { useSelection } from './data-table-selection'
import type { Column, DataTableProps, TableView } from './data-table-types'
import { useTableView } from './data-table-view'
import { rowHeights, useDensity } from './density'
import { EmptyState } from './empty-state'
import { useLatest } from './latest'
import { useRem } from './rem'

/** Up to here every row is in the document, so that the browser's own search finds it. */
const virtualFrom = 200
/** So much narrower a column gets before the table scrolls sideways. */
const shrink = 0.92
const leadWidth = 32
const menuWidth = 36

const minOf = (column: { width: number }) => Math.round(column.width * shrink)

/** The grid of every row. Rows are grids of their own, so nothing in it may depend on what cells hold. */
function columnLayout<R>(columns: readonly Column<R>[], view: TableView, selectable: boolean) {
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

/**
 * The one table. Fills the height it is given and scrolls inside; give it a parent with `min-h-0`. Rows have one
 * place in the tab order: j, k or arrows move, Enter opens, Space peeks, x selects (Shift extends), m or Shift+F10
 * opens the menu, Escape clears the selection.
 */
export function DataTable<R extends object>(props: DataTableProps<R>) {
  const { columns, rows, rowId, rowName, rowStale, filter = '', menu, label } = props
  const [view, setView] = useTableView(props)
  const [density] = useDensity()
  const table = useTableModel({ columns, rows, rowId, filter, matches: props.matches, view })
  const shownRows = table.getRowModel().rows
  const shownColumns = useMemo(
    () => columns.filter((column, index) => index === 0 || !view.hidden.includes(column.id)),
    [columns, view.hidden],
  )
  const selectable = props.selected !== undefined
  const selection = useSelection(props.selected, props.onSelectedChange, () => shownRows.map(row => row.id))

  const scroller = useRef<HTMLDivElement>(null)
  const [wanted, setWanted] = useState<string | null>(null)
  const [place, setPlace] = useState<(ContextMenuPlace & { id: string }) | null>(null)
  const focusNext = useRef(false)

  const found = shownRows.findIndex(row => row.id === wanted)
  const active = Math.max(0, found)
  const activeId = shownRows[active]?.id ?? null

  const virtual = shownRows.length > virtualFrom
  const rem = useRem()
  const rowHeight = rowHeights[density] * rem
  const virtualizer = useVirtualizer({
    count: shownRows.length,
    enabled: virtual,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: index => shownRows[index]?.id ?? index,
    scrollPaddingStart: rowHeight,
    overscan: 12,
  })
  // Sizes are kept until they are measured anew.
  useEffect(() => virtualizer.measure(), [rowHeight, virtualizer])

  const rowElement = (id: string | null) =>
    id === null
      ? null
      : (scroller.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`) ?? null)

  const move = (index: number, extend: boolean) => {
    const row = shownRows[index]
    if (!row) return
    if (extend && selectable) {
      if (selection.ids.size === 0 && activeId !== null) selection.toggle(activeId)
      selection.extendTo(row.id)
    }
    focusNext.current = true
    setWanted(row.id)
    if (virtual) virtualizer.scrollToIndex(index)
  }

  // The row that is moved to may only now have been drawn.
  useEffect(() => {
    if (!focusNext.current) return
    const element = rowElement(wanted)
    if (!element) return
    focusNext.current = false
    element.focus({ preventScroll: virtual })
  })

  const openMenu = (id: string, at: ContextMenuPlace['at']) => {
    const opener = at instanceof HTMLElement && at.tagName === 'BUTTON' ? at : rowElement(id)
    if (menu && opener) setPlace({ id, at, opener })
  }

  const key = (event: KeyboardEvent<HTMLDivElement>) => {
    if (!(event.target instanceof HTMLElement) || event.target.dataset.row === undefined) return
    const row = shownRows[active]?.original
    const used = tableKey(event, {
      count: shownRows.length,
      active,
      page: Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 2),
      move,
      open: () => row && props.onOpen?.(row),
      peek: () => row && props.onPeek?.(row),
      toggle: () => selectable && activeId !== null && selection.toggle(activeId),
      menu: () => {
        const element = rowElement(activeId)
        if (activeId !== null && element) openMenu(activeId, element)
      },
      selectAll: () => selectable && selection.set(shownRows.map(shown => shown.id)),
      clear: selection.clear,
    })
    if (!used) return
    event.preventDefault()
    event.stopPropagation()
  }

  // Rows are memoized: what they call stays the same and looks up the latest state when called.
  const now = useLatest({ selection, selectable, shownRows, openMenu, onPeek: props.onPeek })
  const handlers = useMemo<RowHandlers>(
    () => ({
      focus: id => setWanted(id),
      press: (id, event) => {
        const { selection: chosen, selectable: can, shownRows: list, onPeek } = now.current
        setWanted(id)
        if (can && event.shiftKey) chosen.extendTo(id)
        else if (can && (event.ctrlKey || event.metaKey)) chosen.toggle(id)
        else {
          const row = list.find(shown => shown.id === id)
          if (row) onPeek?.(row.original)
        }
      },
      select: (id, range) => (range ? now.current.selection.extendTo(id) : now.current.selection.toggle(id)),
      menu: (id, at) => now.current.openMenu(id, at),
    }),
    [now],
  )

  const resize = useCallback(
    (id: string, width: number) => {
      const widths: Record<string, number> = {}
      for (const cell of scroller.current?.querySelectorAll<HTMLElement>('[data-column]') ?? []) {
        if (cell.dataset.column) widths[cell.dataset.column] = Math.round(cell.getBoundingClientRect().width)
      }
      setView({ ...view, widths: { ...view.widths, ...widths, [id]: Math.round(width) } })
    },
    [view, setView],
  )

  const renderRow = (index: number, top?: number) => {
    const row = shownRows[index]
    if (!row) return null
    return (
      <DataRow
        key={row.id}
        row={row.original}
        id={row.id}
        name={rowName(row.original)}
        columns={shownColumns}
        rowIndex={index + 2}
        active={index === active}
        selected={selection.ids.has(row.id)}
        current={props.current === row.id}
        stale={rowStale?.(row.original) ?? false}
        selectable={selectable}
        hasMenu={menu !== undefined}
        top={top}
        handlers={handlers}
      />
    )
  }

  const style = columnLayout(shownColumns, view, selectable)
  const menuRow = place ? shownRows.find(row => row.id === place.id) : undefined
  const allChosen = shownRows.length > 0 && shownRows.every(row => selection.ids.has(row.id))
  const selectAll = (all: boolean) => selection.set(all ? shownRows.map(row => row.id) : [])
  const bodyStyle = virtual ? { height: virtualizer.getTotalSize() } : undefined
  const none = !props.loading && rows.length === 0
  const noMatch = !props.loading && rows.length > 0 && shownRows.length === 0

  return (
    <div className={cx('flex min-h-0 min-w-0 flex-col', props.className)} data-density={density}>
      {props.notice}
      {none && props.empty}
      {!none && (
        <div
          ref={scroller}
          style={style}
          data-any={selection.ids.size > 0 || undefined}
          className="group/table relative min-h-0 grow overflow-auto scroll-pt-head bg-base"
        >
          <table
            // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: rows take the focus and keys move it
            role="grid"
            aria-label={label}
            aria-rowcount={shownRows.length + 1}
            aria-colcount={shownColumns.length + (selectable ? 2 : 1)}
            aria-multiselectable={selectable || undefined}
            aria-busy={props.loading || undefined}
            onKeyDown={key}
            className="block"
          >
            <TableHead
              table={table}
              columns={columns}
              view={view}
              onViewChange={setView}
              onResize={resize}
              select={
                selectable ? { all: allChosen, some: selection.ids.size > 0, onChange: selectAll } : undefined
              }
            />
            <tbody className="relative block" style={bodyStyle}>
              {virtual
                ? virtualizer.getVirtualItems().map(item => renderRow(item.index, item.start))
                : shownRows.map((_, index) => renderRow(index))}
            </tbody>
          </table>
          {props.loading && rows.length === 0 && (
            <LoadingRows columns={shownColumns} selectable={selectable} />
          )}
          {noMatch && (
            <EmptyState
              kind="no-match"
              title="Nothing matches"
              actions={props.onClearFilter && <Button onClick={props.onClearFilter}>Clear filter</Button>}
            >
              None of {rows.length} matches “{filter}”.
            </EmptyState>
          )}
        </div>
      )}
      <ContextMenu
        place={menuRow ? place : null}
        onClose={() => setPlace(null)}
        entries={menuRow && menu ? menu(menuRow.original) : []}
        label={menuRow ? `Actions for ${rowName(menuRow.original)}` : 'Actions'}
      />
    </div>
  )
}
