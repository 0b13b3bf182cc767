import type { LiveMessage, WireMessage } from '@/server/api/types'
import { treeLines } from '@/server/shared/tree-runs'

/** The message that was packed for the way. */
export function liveMessage({ tree, ...message }: WireMessage): LiveMessage {
  if (tree === null) return { ...message, tree }
  const { runs, ...window } = tree
  return { ...message, tree: { ...window, nodes: treeLines(runs) } }
}
