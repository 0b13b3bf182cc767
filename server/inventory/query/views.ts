import type { PoolId } from '../rows'
import { type GroupMode, type ListQuery, showsAtFirst, type TreeShows } from '../views'
import { GroupView } from './group-view'
import { type LiveList, listView } from './list-view'
import type { EntryChanges, RowTable } from './row-table'
import { showsKey } from './shown'
import { TreeView } from './tree-view'

/** The groupings that somebody shows: one for each, however many show it. */
export class SharedGroups {
  private readonly held = new Map<string, { view: GroupView; leases: number }>()

  constructor(private readonly table: RowTable) {}

  take(mode: GroupMode, shows: TreeShows = showsAtFirst): Lease<GroupView> {
    const key = `${showsKey(shows)} ${mode}`
    const held = this.held.get(key) ?? { view: new GroupView(mode, this.table, shows), leases: 0 }
    held.leases += 1
    this.held.set(key, held)
    let released = false
    return {
      view: held.view,
      release: () => {
        if (released) return
        released = true
        held.leases -= 1
        if (held.leases === 0) this.held.delete(key)
      },
    }
  }

  follow(changes: EntryChanges): void {
    for (const { view } of this.held.values()) view.follow(changes)
  }
}

/**
 * The trees that somebody shows by what they want to see in them. The one that nobody has to ask for is `first`, and
 * stays.
 */
export class SharedTrees {
  private readonly held = new Map<string, { view: TreeView; leases: number }>()

  constructor(
    private readonly table: RowTable,
    private readonly first: TreeView,
    private readonly isVeiled?: (pool: PoolId) => boolean,
  ) {}

  take(shows: TreeShows): Lease<TreeView> {
    const key = showsKey(shows)
    if (key === showsKey(showsAtFirst)) return { view: this.first, release: () => {} }
    const held = this.held.get(key) ?? { view: this.made(shows), leases: 0 }
    held.leases += 1
    this.held.set(key, held)
    return {
      view: held.view,
      release: () => {
        held.leases -= 1
        if (held.leases === 0) this.held.delete(key)
      },
    }
  }

  follow(changes: EntryChanges): void {
    for (const { view } of this.held.values()) view.follow(changes)
  }

  private made(shows: TreeShows): TreeView {
    const view = new TreeView(this.table, this.isVeiled, shows)
    view.follow(this.table.asChanges())
    return view
  }
}

export interface Lease<T> {
  readonly view: T
  /** Must be called once, when the view is not shown any more. */
  release(): void
}

/** The lists that somebody shows: one for each query, however many show it. */
export class SharedLists {
  private readonly held = new Map<string, { view: LiveList; leases: number }>()

  constructor(private readonly table: RowTable) {}

  get size(): number {
    return this.held.size
  }

  take(query: ListQuery): Lease<LiveList> {
    const key = queryKey(query)
    const held = this.held.get(key) ?? { view: listView(this.table, query), leases: 0 }
    held.leases += 1
    this.held.set(key, held)
    return {
      view: held.view,
      release: () => {
        held.leases -= 1
        if (held.leases === 0) this.held.delete(key)
      },
    }
  }

  follow(changes: EntryChanges): void {
    for (const { view } of this.held.values()) view.follow(changes)
  }
}

/** Equal for equal queries. */
export function queryKey({ class: cls, within, filter, sort, groups, hidden }: ListQuery): string {
  return JSON.stringify([cls, within, filter, sort.id, sort.desc, groups ?? null, hidden === true])
}
