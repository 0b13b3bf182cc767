import type { LiveMessage, TreeWindow } from '@/server/inventory/views'
import { type TreeRun, treeRuns } from '@/server/shared/tree-runs'

/** A message as it goes to the browser. */
export type WireMessage = Omit<LiveMessage, 'tree'> & {
  tree: (Omit<TreeWindow, 'nodes'> & { runs: readonly TreeRun[] }) | null
}

/** Where much changes, parts of the tree are most of what tabs are told: packed they are a quarter as long. */
export function wireMessage({ tree, ...message }: LiveMessage): WireMessage {
  if (tree === null) return { ...message, tree }
  const { nodes, ...window } = tree
  return { ...message, tree: { ...window, runs: treeRuns(nodes) } }
}
