'use client'

import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import { t } from '@/server/shared/text'
import { ContextMenu, type ContextMenuPlace } from './context-menu'
import { cx } from './cx'
import { useSelection } from './data-table-selection'
import { useLatest } from './latest'
import { type MenuEntries, type MenuEntry, whenEntries } from './menu'
import { useRem } from './rem'
import { type TreeDrop, useTreeDrag } from './tree-drag'
import { TreeItem, type TreeItemHandlers } from './tree-item'
import { chooseKey, Typeahead, treeKey } from './tree-keys'
import type { FlatList, TreeNode } from './tree-types'

interface TreeProps {
  label: string
  list: FlatList
  /** The node whose page is shown. */
  selected: string | null
  /** Where it stands, be it outside the part that is here: scrolled into view when it changes or becomes known. */
  selectedIndex?: number
  onExpand: (id: string, open: boolean) => void
  /** All below a node is to be opened, or to be closed; absent: only one node at a time. */
  onExpandBelow?: ((id: string, open: boolean) => void) | undefined
  /** The filter of the tree is wanted: `/`. */
  onFilter?: (() => void) | undefined
  /** A place that the keyboard goes to when this is another one. */
  goTo?: { index: number } | null
  /** The menu of a node; empty: it has none. Asked when it opens. */
  menu?: (node: TreeNode) => MenuEntries
  /** Nodes that are chosen together; absent: only one at a time. */
  chosen?: ReadonlySet<string>
  onChosenChange?: (chosen: ReadonlySet<string>) => void
  /** What a drop of nodes onto another does. */
  drop?: TreeDrop
  className?: string
}

const virtualFrom = 200
const rowRem = 1.625

/** The node that has the place in the tab order: where the keyboard went, else the one whose page is shown. */
function activeIndex(
  list: FlatList,
  wanted: { id: string | null; index: number } | null,
  selectedIndex: number,
): number {
  const found = wanted ? list.indexOf(wanted.id) : -1
  if (found >= 0) return found
  // A node that is on its way is known by its place only.
  if (wanted && (wanted.id === null || list.at(wanted.index) === undefined))
    return Math.min(wanted.index, list.count - 1)
  return Math.max(0, selectedIndex)
}

/**
 * Nodes are links, one of them in the tab order. Arrows or j and k move, → ← open and close, * and - all below, letters
 * find a name, Enter goes there, m or Shift+F10 opens the menu.
 */
export function Tree({ label, list, selected, onExpand, menu, className, drop, ...props }: TreeProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const [wanted, setWanted] = useState<{ id: string | null; index: number } | null>(null)
  const [menuAt, setMenuAt] = useState<
    (ContextMenuPlace & { entries: readonly MenuEntry[]; name: string }) | null
  >(null)
  const focusNext = useRef(false)
  const [typeahead] = useState(() => new Typeahead())

  const selectedIndex = props.selectedIndex ?? list.indexOf(selected)
  const active = activeIndex(list, wanted, selectedIndex)
  const activeId = list.at(active)?.node.id ?? null

  const virtual = list.count > virtualFrom
  const rowHeight = rowRem * useRem()
  const virtualizer = useVirtualizer({
    count: list.count,
    enabled: virtual,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: index => list.at(index)?.node.id ?? index,
    overscan: 12,
  })

  const seen = virtual ? virtualizer.getVirtualItems() : []
  const first = seen[0]?.index ?? 0
  const last = seen.at(-1)?.index ?? 0
  useEffect(() => list.show?.(first, last), [list, first, last])

  const element = (id: string | null) =>
    id === null
      ? null
      : (scroller.current?.querySelector<HTMLElement>(`[data-node="${CSS.escape(id)}"]`) ?? null)

  const focus = (index: number) => {
    focusNext.current = true
    setWanted({ id: list.at(index)?.node.id ?? null, index })
    if (virtual) virtualizer.scrollToIndex(index)
  }

  useEffect(() => {
    if (!focusNext.current) return
    const target = element(activeId)
    if (!target) return
    focusNext.current = false
    target.focus({ preventScroll: virtual })
  })

  const { goTo = null } = props
  const went = useRef(goTo)
  useEffect(() => {
    if (went.current === goTo) return
    went.current = goTo
    if (goTo) focus(goTo.index)
  })

  const openMenu = (id: string, at: ContextMenuPlace['at'] | null) => {
    const node = list.at(list.indexOf(id))?.node
    const opener = element(id)
    if (!node || !opener || !menu) return false
    return whenEntries(menu(node), entries =>
      setMenuAt({ at: at ?? opener, opener, entries, name: node.label }),
    )
  }

  const order = () => {
    const ids: string[] = []
    for (let index = 0; index < list.count; index += 1) {
      const node = list.at(index)?.node
      if (node?.chooses) ids.push(node.id)
    }
    return ids
  }
  const selection = useSelection(props.chosen, props.onChosenChange, order)
  const { hover, handlers: drag } = useTreeDrag(drop)

  const now = useLatest({ onExpand, openMenu, list, virtualizer, selection, drag })
  const handlers = useMemo<TreeItemHandlers>(
    () => ({
      focus: id => setWanted({ id, index: now.current.list.indexOf(id) }),
      toggle: (id, open) => now.current.onExpand(id, open),
      menu: (id, event) => {
        if (now.current.openMenu(id, { x: event.clientX, y: event.clientY })) event.preventDefault()
      },
      choose: (id, how) =>
        how === 'range' ? now.current.selection.extendTo(id) : now.current.selection.toggle(id),
      dragStart: (id, event) => {
        const { ids } = now.current.selection
        now.current.drag.start(ids.has(id) ? [...ids] : [id], event)
      },
      dragOver: (id, event) => now.current.drag.over(id, event),
      dragLeave: () => now.current.drag.leave(),
      drop: (id, event) => now.current.drag.drop(id, event),
    }),
    [now],
  )

  // Follow the address.
  useEffect(() => {
    if (selected !== null) setWanted(null)
  }, [selected])
  const known = selectedIndex >= 0
  const place = useLatest(selectedIndex)
  useEffect(() => {
    if (!known || selected === null) return
    if (virtual) now.current.virtualizer.scrollToIndex(place.current)
    else
      scroller.current
        ?.querySelector(`[data-node="${CSS.escape(selected)}"]`)
        ?.scrollIntoView({ block: 'nearest' })
  }, [selected, known, virtual, now, place])

  const key = (event: KeyboardEvent<HTMLDivElement>) => {
    if (props.chosen && chooseKey(event, list, active, selection, focus)) return
    const move = typeahead.typing(event) ? undefined : treeKey(event, list, active)
    if (move?.type === 'go') focus(move.index)
    else if (move?.type === 'expand') onExpand(move.id, move.open)
    else if (move?.type === 'branch' && props.onExpandBelow) props.onExpandBelow(move.id, move.open)
    else if (move?.type === 'filter' && props.onFilter) props.onFilter()
    else if (move?.type === 'menu') openMenu(move.id, null)
    else {
      const match = typeahead.find(event, list, active)
      if (match === undefined) return
      focus(match)
    }
    event.preventDefault()
    event.stopPropagation()
  }

  const renderItem = (index: number, top?: number) => {
    const flat = list.at(index)
    if (!flat) return null
    return (
      <TreeItem
        key={flat.node.id}
        node={flat.node}
        level={flat.level}
        position={flat.position}
        size={flat.size}
        expanded={flat.expanded}
        active={index === active}
        selected={selection.ids.size > 0 ? selection.ids.has(flat.node.id) : flat.node.id === selected}
        current={flat.node.id === selected}
        hover={hover?.id === flat.node.id ? (hover.reason === undefined ? 'yes' : 'no') : undefined}
        top={top}
        handlers={handlers}
      />
    )
  }

  return (
    <div ref={scroller} className={cx('min-h-0 overflow-y-auto overflow-x-hidden', className)}>
      <div
        role="tree"
        aria-label={label}
        aria-multiselectable={props.chosen ? true : undefined}
        onKeyDown={key}
        className="relative"
        style={virtual ? { height: virtualizer.getTotalSize() } : undefined}
      >
        {virtual
          ? seen.map(item => renderItem(item.index, item.start))
          : Array.from({ length: list.count }, (_, index) => renderItem(index))}
      </div>
      <ContextMenu
        place={menuAt}
        onClose={() => setMenuAt(null)}
        entries={menuAt?.entries ?? []}
        label={t('Actions for {name}', { name: menuAt?.name ?? '' })}
      />
      {hover && (hover.reason ?? hover.what) !== undefined && (
        <p
          role="status"
          className={cx(
            'sticky bottom-0 bg-raised px-3 py-1 text-s shadow-float',
            hover.reason === undefined ? 'text-strong' : 'text-warn',
          )}
        >
          {hover.reason ?? hover.what}
        </p>
      )}
    </div>
  )
}
