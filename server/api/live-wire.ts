import type { LiveMessage, TreeWindow } from '@/server/inventory/views'
import { type TreeRun, treeRuns } from '@/server/shared/tree-runs'
import type { SharedTexts } from './shared-texts'

type WireTree = Omit<TreeWindow, 'nodes'> & { runs: readonly TreeRun[] }

/** A message as it goes to the browser. */
export type WireMessage = Omit<LiveMessage, 'tree'> & { tree: WireTree | null }

/** Parts of the tree are the same for all tabs that show the same of it. */
const packedTrees = new WeakMap<TreeWindow, WireTree>()

/**
 * Where much changes, parts of the tree are most of what tabs are told: packed they are a quarter as long. With `shared`,
 * of the answer that the message goes into, rows, windows and the tree are written once for all who see the same.
 */
export function wireMessage(message: LiveMessage, shared?: SharedTexts): WireMessage {
  const tree = message.tree && packedTree(message.tree)
  if (shared === undefined) return { ...message, tree }
  return {
    ...message,
    set: shared.all(message.set),
    lists: message.lists.map(({ ids, ...list }) => ({ ...list, ids: shared.one(ids) })),
    tree: tree && shared.one(tree),
  }
}

function packedTree(tree: TreeWindow): WireTree {
  const known = packedTrees.get(tree)
  if (known) return known
  const { nodes, ...window } = tree
  const packed = { ...window, runs: treeRuns(nodes) }
  packedTrees.set(tree, packed)
  return packed
}
