'use client'

import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import { ContextMenu, type ContextMenuPlace } from './context-menu'
import { cx } from './cx'
import { useLatest } from './latest'
import type { MenuEntry } from './menu'
import { useRem } from './rem'
import { TreeItem, type TreeItemHandlers } from './tree-item'
import { Typeahead, treeKey } from './tree-keys'
import { flatten, pathTo, type TreeNode } from './tree-types'

interface TreeProps {
  label: string
  nodes: readonly TreeNode[]
  /** The node whose page is shown. It is scrolled into view when it changes. */
  selected: string | null
  isExpanded: (id: string) => boolean
  onExpand: (id: string, open: boolean) => void
  /** The menu of a node; empty: it has none. Asked when it opens. */
  menu?: (node: TreeNode) => readonly MenuEntry[]
  className?: string
}

const virtualFrom = 200
const rowRem = 1.625

/**
 * Nodes are links, one of them in the tab order. Arrows or j and k move, → ← open and close, letters find a name,
 * Enter goes there, m or Shift+F10 opens the menu.
 */
export function Tree({ label, nodes, selected, isExpanded, onExpand, menu, className }: TreeProps) {
  const list = useMemo(() => flatten(nodes, isExpanded), [nodes, isExpanded])
  const scroller = useRef<HTMLDivElement>(null)
  const [wanted, setWanted] = useState<string | null>(null)
  const [place, setPlace] = useState<
    (ContextMenuPlace & { entries: readonly MenuEntry[]; name: string }) | null
  >(null)
  const focusNext = useRef(false)
  const [typeahead] = useState(() => new Typeahead())

  const indexOf = (id: string | null) => list.findIndex(flat => flat.node.id === id)
  const found = indexOf(wanted)
  const active = found >= 0 ? found : Math.max(0, indexOf(selected))

  const virtual = list.length > virtualFrom
  const rowHeight = rowRem * useRem()
  const virtualizer = useVirtualizer({
    count: list.length,
    enabled: virtual,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: index => list[index]?.node.id ?? index,
    overscan: 12,
  })

  const element = (id: string | null) =>
    id === null
      ? null
      : (scroller.current?.querySelector<HTMLElement>(`[data-node="${CSS.escape(id)}"]`) ?? null)

  const focus = (id: string) => {
    focusNext.current = true
    setWanted(id)
    if (virtual) virtualizer.scrollToIndex(indexOf(id))
  }

  useEffect(() => {
    if (!focusNext.current) return
    const target = element(wanted)
    if (!target) return
    focusNext.current = false
    target.focus({ preventScroll: virtual })
  })

  const openMenu = (id: string, at: ContextMenuPlace['at'] | null) => {
    const node = list[indexOf(id)]?.node
    const opener = element(id)
    const entries = node && menu ? menu(node) : []
    if (!node || !opener || entries.length === 0) return false
    setPlace({ at: at ?? opener, opener, entries, name: node.label })
    return true
  }

  const now = useLatest({ onExpand, openMenu, nodes, isExpanded, list, virtualizer })
  const handlers = useMemo<TreeItemHandlers>(
    () => ({
      focus: id => setWanted(id),
      toggle: (id, open) => now.current.onExpand(id, open),
      menu: (id, event) => {
        if (now.current.openMenu(id, { x: event.clientX, y: event.clientY })) event.preventDefault()
      },
    }),
    [now],
  )

  // Follow the address: open the branches above, then show the node.
  useEffect(() => {
    if (selected === null) return
    setWanted(null)
    for (const id of pathTo(now.current.nodes, selected) ?? []) {
      if (!now.current.isExpanded(id)) now.current.onExpand(id, true)
    }
  }, [selected, now])
  const selectedIndex = indexOf(selected)
  const known = selectedIndex >= 0
  useEffect(() => {
    if (!known || selected === null) return
    const index = now.current.list.findIndex(flat => flat.node.id === selected)
    if (virtual) now.current.virtualizer.scrollToIndex(index)
    else
      scroller.current
        ?.querySelector(`[data-node="${CSS.escape(selected)}"]`)
        ?.scrollIntoView({ block: 'nearest' })
  }, [selected, known, virtual, now])

  const key = (event: KeyboardEvent<HTMLDivElement>) => {
    const move = typeahead.typing(event) ? undefined : treeKey(event, list, active)
    if (move?.type === 'go') focus(move.id)
    else if (move?.type === 'expand') onExpand(move.id, move.open)
    else if (move?.type === 'menu') openMenu(move.id, null)
    else {
      const match = typeahead.find(event, list, active)
      if (!match) return
      focus(match.node.id)
    }
    event.preventDefault()
    event.stopPropagation()
  }

  const renderItem = (index: number, top?: number) => {
    const flat = list[index]
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
        selected={flat.node.id === selected}
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
        onKeyDown={key}
        className="relative"
        style={virtual ? { height: virtualizer.getTotalSize() } : undefined}
      >
        {virtual
          ? virtualizer.getVirtualItems().map(item => renderItem(item.index, item.start))
          : list.map((_, index) => renderItem(index))}
      </div>
      <ContextMenu
        place={place}
        onClose={() => setPlace(null)}
        entries={place?.entries ?? []}
        label={`Actions for ${place?.name ?? ''}`}
      />
    </div>
  )
}
