import type { LiveList } from '@/server/inventory/query/list-view'
import type { TreeView } from '@/server/inventory/query/tree-view'
import { type TreeQuery, treeWindow } from '@/server/inventory/query/tree-window'
import type { ObjectId } from '@/server/inventory/rows'
import type { TreeWindow } from '@/server/inventory/views'

/** Parts of one list or tree that are kept for who shows the same. */
const mostKept = 100

/** For each list the parts of it that were cut since it last changed. */
const lists = new WeakMap<LiveList, { version: number; parts: Map<string, readonly ObjectId[]> }>()
const trees = new WeakMap<TreeView, Map<string, { version: number; window: TreeWindow }>>()

/** A part of a list as it is now: the same for all who ask for it until the list changes. */
export function listPart(view: LiveList, from: number, count: number): readonly ObjectId[] {
  const { version } = view
  let held = lists.get(view)
  if (held?.version !== version) {
    held = { version, parts: new Map() }
    lists.set(view, held)
  }
  const key = `${from} ${count}`
  const ids = held.parts.get(key) ?? view.slice(from, count)
  keep(held.parts, key, ids)
  return ids
}

/** Equal for equal queries. */
export function treeKey({ toggled, reveal, from, count }: TreeQuery): string {
  return JSON.stringify([[...toggled].sort(), reveal, from, count])
}

/** A part of the tree: the same for all who ask for it, and the one before where nothing in it is different. */
export function treePart(tree: TreeView, key: string, query: TreeQuery): TreeWindow {
  const held = trees.get(tree) ?? new Map<string, { version: number; window: TreeWindow }>()
  trees.set(tree, held)
  const { version } = tree
  const known = held.get(key)
  if (known?.version === version) return known.window
  const window = treeWindow(tree, query, known?.window)
  keep(held, key, { version, window })
  return window
}

/** What was asked for longest ago goes first. */
function keep<T>(parts: Map<string, T>, key: string, part: T): void {
  parts.delete(key)
  parts.set(key, part)
  if (parts.size <= mostKept) return
  const [oldest] = parts.keys()
  if (oldest !== undefined) parts.delete(oldest)
}
