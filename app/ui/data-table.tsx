'use client'

import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { t, told } from '@/server/shared/text'
import { Button } from './button'
import { ContextMenu, type ContextMenuPlace } from './context-menu'
import { cx } from './cx'
import { arranged } from './data-table-arrange'
import { useExport } from './data-table-export'
import { GroupRow } from './data-table-group-row'
import { headId, withGroup } from './data-table-groups'
import { TableHead } from './data-table-head'
import { tableKey } from './data-table-keys'
import { columnLayout } from './data-table-layout'
import { LoadingRows, WaitingRow } from './data-table-loading'
import { useTableModel } from './data-table-model'
import { DataRow, type RowHandlers } from './data-table-row'
import { useSelection } from './data-table-selection'
import { groupColumns, isElsewhere, shownElsewhere, shownHere } from './data-table-shown'
import type { DataTableProps } from './data-table-types'
import { useTableView } from './data-table-view'
import { rowHeights, useDensity } from './density'
import { EmptyState } from './empty-state'
import { useLatest } from './latest'
import { whenEntries } from './menu'
import { useRem } from './rem'

/** Up to here every row is in the document, so that the browser's own search finds it. */
const virtualFrom = 200
const nothing: readonly never[] = []

/** Rows take the focus and keys move it; with groups they have levels. */
const gridRole = (inGroups: boolean, selectable: boolean) => ({
  role: inGroups ? 'treegrid' : 'grid',
  'aria-multiselectable': selectable || undefined,
})

/**
 * The one table. Fills the height it is given and scrolls inside; give it a parent with `min-h-0`. Rows have one
 * place in the tab order: j, k or arrows move, Enter opens, Space peeks, x selects (Shift extends), m or Shift+F10
 * opens the menu, Escape clears the selection; ← → close and open groups.
 */
export function DataTable<R extends object>(props: DataTableProps<R>) {
  const { columns, rows, rowId, rowName, rowStale, filter = '', menu, label } = props
  const [view, setView] = useTableView(props)
  const [density] = useDensity()
  const elsewhere = isElsewhere(rows) ? rows : undefined
  const table = useTableModel({
    columns,
    rows: isElsewhere(rows) ? nothing : rows,
    rowId,
    filter: elsewhere ? '' : filter,
    matches: props.matches,
    view,
  })
  const here = isElsewhere(rows) ? nothing : table.getRowModel().rows
  const shown = useMemo(
    () =>
      isElsewhere(rows)
        ? shownElsewhere(rows, rowId, columns, view)
        : shownHere(
            here.map(row => row.original),
            rows.length,
            rowId,
            columns,
            view,
          ),
    [rows, rowId, view, here, columns],
  )
  const shownColumns = useMemo(
    () =>
      arranged(columns, view.order).filter(
        (column, index) => index === 0 || !view.hidden.includes(column.id),
      ),
    [columns, view.hidden, view.order],
  )
  const groupedBy = groupColumns(columns, view)
  const inGroups = groupedBy.length > 0 && shown.heads.length > 0
  const selectable = props.selected !== undefined
  const selection = useSelection(props.selected, props.onSelectedChange, shown.ids)

  const scroller = useRef<HTMLDivElement>(null)
  const [wanted, setWanted] = useState<{ id: string | null; index: number }>({ id: null, index: 0 })
  const [place, setPlace] = useState<(ContextMenuPlace & { id: string }) | null>(null)
  const focusNext = useRef(false)

  const found = shown.indexOf(wanted.id)
  // A row that is on its way is known by its place only.
  const active = found >= 0 || !elsewhere ? Math.max(0, found) : Math.min(wanted.index, shown.lines - 1)
  const activeId = shown.idAt(active) ?? null

  const virtual = shown.lines > virtualFrom
  const rem = useRem()
  const rowHeight = rowHeights[density] * rem
  const virtualizer = useVirtualizer({
    count: shown.lines,
    enabled: virtual,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: index => shown.idAt(index) ?? index,
    scrollPaddingStart: rowHeight,
    overscan: 6,
  })
  const seen = virtual ? virtualizer.getVirtualItems() : []
  const first = seen[0]?.index ?? 0
  const last = seen.at(-1)?.index ?? 0
  const [firstRow, lastRow] = shown.rowsIn(first, last)
  useEffect(() => elsewhere?.show(firstRow, lastRow), [elsewhere, firstRow, lastRow])

  // Sizes are kept until they are measured anew.
  useEffect(() => virtualizer.measure(), [rowHeight, virtualizer])

  const rowElement = (id: string | null) =>
    id === null
      ? null
      : (scroller.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`) ?? null)

  const move = (index: number, extend: boolean) => {
    const id = shown.idAt(index) ?? null
    if (extend && selectable && shown.at(index) && id !== null) {
      if (selection.ids.size === 0 && activeId !== null && shown.at(active)) {
        selection.toggle(shown.rowIdOf(activeId))
      }
      selection.extendTo(shown.rowIdOf(id))
    }
    focusNext.current = true
    setWanted({ id, index })
    if (virtual) virtualizer.scrollToIndex(index)
  }

  // The row that is moved to may only now have been drawn.
  useEffect(() => {
    if (!focusNext.current) return
    const element = rowElement(activeId)
    if (!element) return
    focusNext.current = false
    element.focus({ preventScroll: virtual })
  })

  const openMenu = (id: string, at: ContextMenuPlace['at']) => {
    const opener = at instanceof HTMLElement && at.tagName === 'BUTTON' ? at : rowElement(id)
    const row = shown.find(id)
    if (row && menu && opener) whenEntries(menu(row), () => setPlace({ id, at, opener }))
  }

  const toggleGroup = (group: string, open: boolean) => {
    setWanted({ id: headId(group), index: shown.indexOf(headId(group)) })
    setView(withGroup(view, group, open))
  }
  /** As was chosen: a list elsewhere follows a moment later. */
  const isOpen = (group: string) => !view.closed.includes(group)
  /** On a head: closes or opens its group. On a row, or a closed head in a group, ← goes to the head above. */
  const fold = (open: boolean): boolean => {
    const head = shown.headAt(active)
    const above = head ? head.above : shown.headOf(active)
    if (head && (open || isOpen(head.key) || above < 0)) toggleGroup(head.key, open)
    else if (!open && above >= 0) move(above, false)
    else return false
    return true
  }
  const enterHead = () => {
    const head = shown.headAt(active)
    if (head) toggleGroup(head.key, !isOpen(head.key))
  }

  const key = (event: KeyboardEvent<HTMLDivElement>) => {
    if (!(event.target instanceof HTMLElement) || event.target.dataset.row === undefined) return
    const row = shown.at(active)
    const used = tableKey(event, {
      count: shown.lines,
      active,
      page: Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 2),
      move,
      open: () => (row ? props.onOpen?.(row) : enterHead()),
      peek: () => (row ? props.onPeek?.(row) : enterHead()),
      fold,
      toggle: () => selectable && row && activeId !== null && selection.toggle(shown.rowIdOf(activeId)),
      menu: () => {
        const element = rowElement(activeId)
        if (row && activeId !== null && element) openMenu(activeId, element)
      },
      selectAll: () => selectable && selection.set(shown.ids()),
      clear: selection.clear,
    })
    if (!used) return
    event.preventDefault()
    event.stopPropagation()
  }

  // Rows are memoized: what they call stays the same and looks up the latest state when called.
  const now = useLatest({ selection, selectable, shown, openMenu, toggleGroup, onPeek: props.onPeek })
  const handlers = useMemo<RowHandlers>(
    () => ({
      focus: id => setWanted({ id, index: now.current.shown.indexOf(id) }),
      press: (id, event) => {
        const { selection: chosen, selectable: can, shown: list, onPeek } = now.current
        setWanted({ id, index: list.indexOf(id) })
        if (can && event.shiftKey) chosen.extendTo(list.rowIdOf(id))
        else if (can && (event.ctrlKey || event.metaKey)) chosen.toggle(list.rowIdOf(id))
        else {
          const row = list.find(id)
          if (row) onPeek?.(row)
        }
      },
      select: (id, range) => {
        const { selection: chosen, shown: list } = now.current
        if (range) chosen.extendTo(list.rowIdOf(id))
        else chosen.toggle(list.rowIdOf(id))
      },
      menu: (id, at) => now.current.openMenu(id, at),
      group: (key, open) => now.current.toggleGroup(key, open),
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

  const exported = useExport({ label, columns: shownColumns, shown, elsewhere: elsewhere ?? undefined })
  const saving = useLatest(exported.start)
  const save = useCallback(() => saving.current?.(), [saving])

  const renderRow = (index: number, top?: number) => {
    const head = shown.headAt(index)
    const by = head && groupedBy[head.level - 1]
    if (head && by) {
      const { name } = by.group ?? {}
      return (
        <GroupRow
          key={head.id}
          head={head}
          by={told(by.header)}
          name={head.label === null ? t('None') : (name?.(head.label) ?? head.label)}
          span={shownColumns.length + (selectable ? 2 : 1)}
          rowIndex={index + 2}
          active={index === active}
          top={top}
          onFocus={handlers.focus}
          onToggle={handlers.group}
        />
      )
    }
    const row = shown.at(index)
    if (!row) return <WaitingRow key={`waiting ${index}`} top={top} columns={shownColumns.length} />
    const id = rowId(row)
    const line = shown.idAt(index) ?? id
    return (
      <DataRow
        key={line}
        row={row}
        id={line}
        name={rowName(row)}
        columns={shownColumns}
        rowIndex={index + 2}
        level={inGroups ? groupedBy.length + 1 : undefined}
        active={index === active}
        selected={selection.ids.has(id)}
        current={props.current === id}
        stale={rowStale?.(row) ?? false}
        selectable={selectable}
        hasMenu={menu !== undefined}
        top={top}
        handlers={handlers}
      />
    )
  }

  const style = columnLayout(shownColumns, view, selectable)
  const menuRow = shown.find(place?.id)
  const entries = menuRow && menu ? menu(menuRow) : []
  const ids = shown.ids()
  const allChosen = selectable && ids.length > 0 && ids.every(id => selection.ids.has(id))
  const anyChosen = selection.ids.size > 0
  const chooseAll = useMemo(
    () =>
      selectable
        ? {
            all: allChosen,
            some: anyChosen,
            onChange: (all: boolean) => now.current.selection.set(all ? now.current.shown.ids() : []),
          }
        : undefined,
    [selectable, allChosen, anyChosen, now],
  )
  const bodyStyle = virtual ? { height: virtualizer.getTotalSize() } : undefined
  const loading = props.loading || elsewhere?.loading
  const none = !loading && shown.total === 0
  const noMatch = !loading && shown.total > 0 && shown.count === 0

  return (
    <div className={cx('flex min-h-0 min-w-0 flex-col', props.className)} data-density={density}>
      {props.notice}
      {exported.note}
      {elsewhere?.groups === null && groupedBy.length > 0 && (
        <p role="status" className="px-4 pb-2 text-muted">
          {t('There are too many groups to be shown: rows stand in the order of {header}.', {
            header: groupedBy.map(({ header }) => told(header)).join(', '),
          })}
        </p>
      )}
      {none && props.empty}
      {!none && (
        <div
          ref={scroller}
          style={style}
          data-any={anyChosen || undefined}
          className="group/table relative min-h-0 grow overflow-auto scroll-pt-head bg-base"
        >
          <table
            {...gridRole(inGroups, selectable)}
            aria-label={label}
            aria-rowcount={shown.lines + 1}
            aria-colcount={shownColumns.length + (selectable ? 2 : 1)}
            aria-busy={loading || undefined}
            onKeyDown={key}
            className="block"
          >
            <TableHead
              columns={columns}
              shown={shownColumns}
              heads={shown.heads}
              view={view}
              onViewChange={setView}
              onResize={resize}
              onExport={exported.start && save}
              select={chooseAll}
            />
            <tbody className="relative block" style={bodyStyle}>
              {virtual
                ? seen.map(item => renderRow(item.index, item.start))
                : Array.from({ length: shown.lines }, (_, index) => renderRow(index))}
            </tbody>
          </table>
          {loading && shown.count === 0 && <LoadingRows columns={shownColumns} selectable={selectable} />}
          {noMatch && (
            <EmptyState
              kind="no-match"
              title={t('Nothing matches')}
              actions={
                props.onClearFilter && <Button onClick={props.onClearFilter}>{t('Clear filter')}</Button>
              }
            >
              {t('None of {total} matches “{filter}”.', { total: shown.total, filter })}
            </EmptyState>
          )}
        </div>
      )}
      <ContextMenu
        place={menuRow ? place : null}
        onClose={() => setPlace(null)}
        entries={entries instanceof Promise ? [] : entries}
        label={menuRow ? t('Actions for {rowName}', { rowName: rowName(menuRow) }) : t('Actions')}
      />
    </div>
  )
}
