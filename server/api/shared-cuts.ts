import type { GroupView } from '@/server/inventory/query/group-view'
import { groupWindow } from '@/server/inventory/query/group-window'
import type { LiveList } from '@/server/inventory/query/list-view'
import type { TreeView } from '@/server/inventory/query/tree-view'
import { type TreeQuery, treeWindow } from '@/server/inventory/query/tree-window'
import type { ObjectId } from '@/server/inventory/rows'
import type { TreeWindow } from '@/server/inventory/views'

/** Parts of one list or tree that are kept for who shows the same. */
const mostKept = 100

/** For each list the parts of it that were cut since it last changed. */
const lists = new WeakMap<LiveList, { version: number; parts: Map<string, readonly ObjectId[]> }>()
const trees = new WeakMap<TreeView | GroupView, Map<string, { version: number; window: TreeWindow }>>()

/** A part of a list as it is now: the same for all who ask for it until the list changes. */
export function listPart(
  view: LiveList,
  from: number,
  count: number,
  closed: readonly string[] = [],
): readonly ObjectId[] {
  const { version } = view
  let held = lists.get(view)
  if (held?.version !== version) {
    held = { version, parts: new Map() }
    lists.set(view, held)
  }
  const key = closed.length === 0 ? `${from} ${count}` : JSON.stringify([from, count, [...closed].sort()])
  const ids = held.parts.get(key) ?? view.slice(from, count, closed)
  keep(held.parts, key, ids)
  return ids
}

/** Equal for equal queries. */
export function treeKey({ toggled, name, reveal, from, count }: TreeQuery): string {
  return JSON.stringify([[...toggled].sort(), name ?? null, reveal, from, count])
}

type Cut<V> = (view: V, query: TreeQuery, before?: TreeWindow) => TreeWindow

/** A part of the tree: the same for all who ask for it, and the one before where nothing in it is different. */
export function treePart(tree: TreeView, key: string, query: TreeQuery): TreeWindow {
  return partOf(tree, key, query, treeWindow)
}

/** As much of a tree of groups. */
export function groupPart(groups: GroupView, key: string, query: TreeQuery): TreeWindow {
  return partOf(groups, key, query, groupWindow)
}

function partOf<V extends TreeView | GroupView>(
  view: V,
  key: string,
  query: TreeQuery,
  cut: Cut<V>,
): TreeWindow {
  const held = trees.get(view) ?? new Map<string, { version: number; window: TreeWindow }>()
  trees.set(view, held)
  const { version } = view
  const known = held.get(key)
  if (known?.version === version) return known.window
  const window = cut(view, query, known?.window)
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
