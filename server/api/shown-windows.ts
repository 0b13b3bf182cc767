import type { Sight } from '@/server/access/sight/sight'
import { equal } from '@/server/inventory/equal'
import type { GroupView } from '@/server/inventory/query/group-view'
import type { LiveList } from '@/server/inventory/query/list-view'
import { showsKey } from '@/server/inventory/query/shown'
import type { TreeView } from '@/server/inventory/query/tree-view'
import type { TreeQuery } from '@/server/inventory/query/tree-window'
import { type Lease, queryKey } from '@/server/inventory/query/views'
import type { ObjectId } from '@/server/inventory/rows'
import {
  type Interests,
  type ListInterest,
  type ListWindow,
  showsAtFirst,
  type TreeMode,
  type TreeWindow,
} from '@/server/inventory/views'
import { groupPart, listPart, treeKey, treePart } from './shared-cuts'

interface ShownList {
  interest: ListInterest
  query: string
  lease: Lease<LiveList>
  /** What the tab has, and for which state of the list it was cut. */
  told: ListWindow | null
  version: number
}

interface ShownTree {
  mode: TreeMode
  query: TreeQuery
  key: string
  /** What the tab has, and whether it was asked for by this query. */
  told: TreeWindow | null
  isNew: boolean
  version: number
  shows: string
  tree: Lease<TreeView> | null
  /** In groups; one of both is there. */
  groups: Lease<GroupView> | null
}

/** The parts of lists and of the tree that one tab shows, and what it was told of them. */
export class ShownWindows {
  private lists = new Map<string, ShownList>()
  private tree: ShownTree | null = null

  constructor(private readonly sight: Pick<Sight, 'lists' | 'trees' | 'groups'>) {}

  /** What is not among them is forgotten at once: shown again later, it is told again. */
  show(interests: Interests): void {
    const before = this.lists
    this.lists = new Map()
    for (const interest of interests.lists) {
      const query = queryKey(interest.query)
      const held = before.get(interest.key)
      if (held?.query === query) {
        before.delete(interest.key)
        this.lists.set(interest.key, {
          ...held,
          interest,
          version:
            held.interest.from === interest.from &&
            held.interest.count === interest.count &&
            equal(held.interest.closed, interest.closed)
              ? held.version
              : -1,
        })
      } else {
        this.lists.get(interest.key)?.lease.release()
        const lease = this.sight.lists.take(interest.query)
        this.lists.set(interest.key, { interest, query, lease, told: null, version: -1 })
      }
    }
    for (const { lease } of before.values()) lease.release()
    this.showTree(interests.tree)
  }

  private showTree(interest: Interests['tree']): void {
    const { tree: old } = this
    const { mode = 'infrastructure', shows = showsAtFirst } = interest ?? {}
    const same = old !== null && interest !== null && old.mode === mode && old.shows === showsKey(shows)
    if (!same) {
      old?.groups?.release()
      old?.tree?.release()
    }
    const query = interest && { ...interest, toggled: new Set(interest.toggled) }
    this.tree = query && {
      mode,
      shows: showsKey(shows),
      query,
      key: treeKey(query),
      told: same ? old.told : null,
      isNew: true,
      version: -1,
      tree: same ? old.tree : mode === 'infrastructure' ? this.sight.trees.take(shows) : null,
      groups: same ? old.groups : mode === 'infrastructure' ? null : this.sight.groups.take(mode, shows),
    }
  }

  /** The next `changes` are everything. */
  forget(): void {
    for (const list of this.lists.values()) {
      list.told = null
      list.version = -1
    }
    if (this.tree !== null) this.tree = { ...this.tree, told: null, version: -1 }
  }

  release(): void {
    for (const { lease } of this.lists.values()) lease.release()
    this.lists.clear()
    this.showTree(null)
  }

  /** Windows that are new or came out different since the last call. */
  changes(): { lists: ListWindow[]; tree: TreeWindow | null } {
    const lists: ListWindow[] = []
    for (const list of this.lists.values()) {
      const window = cut(list)
      if (window !== null) lists.push(window)
    }
    return { lists, tree: this.cutTree() }
  }

  /** Visits the objects in all windows as they were told last. */
  eachId(visit: (id: ObjectId) => void): void {
    for (const { told } of this.lists.values()) told?.ids.forEach(visit)
    for (const { id, object, label } of this.tree?.told?.nodes ?? []) if (label === null) visit(object ?? id)
  }

  private cutTree(): TreeWindow | null {
    const shown = this.tree
    if (shown === null) return null
    const { tree, groups, key, query } = shown
    const version = (groups ?? tree)?.view.version
    if (version === undefined || shown.version === version) return null
    shown.version = version
    const window = groups ? groupPart(groups.view, key, query) : tree && treePart(tree.view, key, query)
    if (window === null) return null
    const { told } = shown
    const same = window === told || (shown.isNew && told !== null && equal(told, window))
    shown.told = window
    shown.isNew = false
    return same ? null : window
  }
}

function cut(list: ShownList): ListWindow | null {
  const { view } = list.lease
  const version = view.version
  if (version === list.version) return null
  list.version = version
  const { key, query, from, count, closed } = list.interest
  const window = {
    key,
    query,
    total: view.total,
    matched: view.matched,
    ...(view.lines === view.matched ? {} : { lines: view.lines }),
    ...(view.groups === undefined ? {} : { groups: view.groups, closed }),
    from,
    ids: listPart(view, from, count, closed),
  }
  if (list.told !== null && sameWindow(list.told, window)) return null
  list.told = window
  return window
}

function sameWindow(a: ListWindow, b: ListWindow): boolean {
  return (
    equal(a.groups, b.groups) &&
    equal(a.closed, b.closed) &&
    a.total === b.total &&
    a.matched === b.matched &&
    a.lines === b.lines &&
    a.from === b.from &&
    a.ids.length === b.ids.length &&
    (a.ids === b.ids || a.ids.every((id, at) => id === b.ids[at]))
  )
}
