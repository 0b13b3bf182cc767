'use client'

import type { DragEvent, MouseEvent } from 'react'
import { cx } from './cx'
import { type DrawnProps, drawnAs } from './drawn-as'
import { memoGeneric } from './memo-generic'
import { Icon } from './symbol'
import type { FlatNode, TreeNode } from './tree-types'

export interface TreeItemHandlers {
  focus: (id: string) => void
  toggle: (id: string, open: boolean) => void
  menu: (id: string, event: MouseEvent<HTMLElement>) => void
  /** Chosen with others: one more or less, or all from the last one. */
  choose: (id: string, how: 'toggle' | 'range') => void
  dragStart: (id: string, event: DragEvent<HTMLElement>) => void
  dragOver: (id: string, event: DragEvent<HTMLElement>) => void
  dragLeave: () => void
  drop: (id: string, event: DragEvent<HTMLElement>) => void
}

interface TreeItemProps {
  node: TreeNode
  level: number
  position: number
  size: number
  expanded: FlatNode['expanded']
  active: boolean
  selected: boolean
  /** The node of the page that is open, whatever is chosen. */
  current: boolean
  /** A drag is over it: whether it may be dropped. */
  hover: 'yes' | 'no' | undefined
  top: number | undefined
  handlers: TreeItemHandlers
}

const indent = 16

function TreeItemView({
  node,
  level,
  position,
  size,
  expanded,
  active,
  selected,
  current,
  hover,
  top,
  handlers,
}: TreeItemProps) {
  const twist = (event: MouseEvent<HTMLElement>) => {
    // Inside a link: opening a branch must not go anywhere.
    event.preventDefault()
    event.stopPropagation()
    handlers.toggle(node.id, !expanded)
  }
  const own: DrawnProps = {
    role: 'treeitem',
    'data-node': node.id,
    'aria-level': level,
    'aria-posinset': position,
    'aria-setsize': size,
    'aria-expanded': expanded,
    'aria-selected': selected,
    'aria-current': current ? 'page' : undefined,
    title: node.hint === undefined ? node.label : `${node.label}, ${node.hint}`,
    tabIndex: active ? 0 : -1,
    onFocus: () => handlers.focus(node.id),
    onContextMenu: event => handlers.menu(node.id, event),
    onClick: event => {
      if (node.chooses && (event.ctrlKey || event.metaKey || event.shiftKey)) {
        event.preventDefault()
        event.stopPropagation()
        handlers.choose(node.id, event.shiftKey ? 'range' : 'toggle')
      } else if (!node.link && expanded !== undefined) twist(event)
    },
    draggable: (node.drags ?? node.chooses) ? true : undefined,
    onDragStart: (node.drags ?? node.chooses) ? event => handlers.dragStart(node.id, event) : undefined,
    onDragOver: node.takes ? event => handlers.dragOver(node.id, event) : undefined,
    onDragLeave: node.takes ? () => handlers.dragLeave() : undefined,
    onDrop: node.takes ? event => handlers.drop(node.id, event) : undefined,
    style: {
      paddingLeft: 4 + (level - 1) * indent,
      ...(top === undefined
        ? {}
        : { position: 'absolute', top: 0, left: 0, transform: `translateY(${top}px)` }),
    },
    className: cx(
      'ring-inside flex h-tree-row w-full items-center gap-1.5 pr-2 text-m',
      selected ? 'bg-selected text-strong' : 'hover:bg-hover',
      node.strong ? 'font-medium text-strong' : 'text-default',
      node.stale && 'text-faint grayscale',
      hover === 'yes' && 'outline-2 outline-focus -outline-offset-2',
      hover === 'no' && 'cursor-not-allowed opacity-60',
    ),
    children: (
      <>
        {expanded === undefined ? (
          <span className="w-4 shrink-0" />
        ) : (
          // biome-ignore lint/a11y/noStaticElementInteractions: for the mouse only, keys have the arrows
          // biome-ignore lint/a11y/useKeyWithClickEvents: as above
          <span
            onClick={twist}
            className="relative flex w-4 shrink-0 justify-center text-faint after:absolute after:-inset-x-1 after:-inset-y-[5px] hover:text-strong"
          >
            <Icon name={expanded ? 'collapse' : 'expand'} size={14} />
          </span>
        )}
        {node.lead}
        <span className="grow truncate">
          {node.label}
          {node.hint !== undefined && <span className="sr-only">, {node.hint}</span>}
        </span>
        {node.trail !== undefined && <span className="text-faint tabular-nums">{node.trail}</span>}
      </>
    ),
  }
  return drawnAs(node.link, 'div', own)
}

export const TreeItem = memoGeneric(TreeItemView)
