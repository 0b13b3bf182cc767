import type { ReactElement, ReactNode } from 'react'

/** One node. `link` is the router's link without children (`<Link href="…" />`); absent: it only opens and closes. */
export interface TreeNode {
  id: string
  label: string
  link?: ReactElement<object> | undefined
  /** Before the name: mark, icon. Its meaning must be in `hint` too. */
  lead?: ReactNode
  /** Said after the name by screen readers, and a title for the eye: "Running", "stale since 14:03". */
  hint?: string | undefined
  /** After the name, at the end: one count. */
  trail?: ReactNode
  /** Greyed: it may have changed since. */
  stale?: boolean
  /** Emphasised name, as for pools. */
  strong?: boolean
  children?: readonly TreeNode[]
  /** It can be chosen together with others. */
  chooses?: boolean
  /** It can be dragged by itself; absent: where it can be chosen. */
  drags?: boolean
  /** Something may be dropped onto it. */
  takes?: boolean
}

export interface FlatNode {
  node: TreeNode
  /** From 1. */
  level: number
  position: number
  size: number
  parent: string | null
  /** Where the node above stands in the list; null: there is none. */
  parentIndex: number | null
  expanded: boolean | undefined
}

/** The nodes that are visible, in order. Empty `children` still count as something to open. */
export function flatten(nodes: readonly TreeNode[], isExpanded: (id: string) => boolean): FlatNode[] {
  const list: FlatNode[] = []
  const add = (siblings: readonly TreeNode[], level: number, above: FlatNode | null, at: number | null) => {
    for (const [index, node] of siblings.entries()) {
      const expanded = node.children ? isExpanded(node.id) : undefined
      const place = { level, position: index + 1, size: siblings.length }
      const flat = { node, ...place, parent: above?.node.id ?? null, parentIndex: at, expanded }
      list.push(flat)
      if (expanded) add(node.children ?? [], level + 1, flat, list.length - 1)
    }
  }
  add(nodes, 1, null, null)
  return list
}

/** The visible nodes of a tree, of which perhaps only a part is here. Indices count from 0. */
export interface FlatList {
  count: number
  /** Undefined: on its way. */
  at: (index: number) => FlatNode | undefined
  /** -1: not among those that are here. */
  indexOf: (id: string | null) => number
  /** Told which nodes are seen, so that the right part is asked for. */
  show?: (first: number, last: number) => void
}

/** A tree that is all here. */
export function flatList(nodes: readonly TreeNode[], isExpanded: (id: string) => boolean): FlatList {
  const list = flatten(nodes, isExpanded)
  return {
    count: list.length,
    at: index => list[index],
    indexOf: id => list.findIndex(flat => flat.node.id === id),
  }
}
