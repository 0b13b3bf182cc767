import type { ReactElement, ReactNode } from 'react'

/** One node. `link` is the router's link without children (`<Link href="…" />`); absent: it only opens and closes. */
export interface TreeNode {
  id: string
  label: string
  link?: ReactElement | undefined
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
}

export interface FlatNode {
  node: TreeNode
  /** From 1. */
  level: number
  position: number
  size: number
  parent: string | null
  expanded: boolean | undefined
}

/** The nodes that are visible, in order. Empty `children` still count as something to open. */
export function flatten(
  nodes: readonly TreeNode[],
  isExpanded: (id: string) => boolean,
  level = 1,
  parent: string | null = null,
): FlatNode[] {
  return nodes.flatMap((node, index): FlatNode[] => {
    const expanded = node.children ? isExpanded(node.id) : undefined
    const flat = { node, level, position: index + 1, size: nodes.length, parent, expanded }
    return expanded ? [flat, ...flatten(node.children ?? [], isExpanded, level + 1, node.id)] : [flat]
  })
}

/** Ids above a node, outermost first; undefined when it is not in the tree. */
export function pathTo(nodes: readonly TreeNode[], id: string): string[] | undefined {
  for (const node of nodes) {
    if (node.id === id) return []
    const below = node.children && pathTo(node.children, id)
    if (below) return [node.id, ...below]
  }
  return undefined
}
