import { type PartsLease, type TakeParts, takeAll } from '../part-rows'
import { type PoolId, partClasses } from '../rows'
import { type GroupMode, type ListQuery, showsAtFirst, type TreeShows } from '../views'
import { GroupView } from './group-view'
import { type LiveList, listView } from './list-view'
import type { EntryChanges, RowTable } from './row-table'
import { showsKey } from './shown'
import { TreeView } from './tree-view'

export interface Lease<T> {
  readonly view: T
  /** Where rows have to be made first: resolves when they are there. */
  readonly ready?: Promise<void> | undefined
  /** To be called when the view is not shown any more; a second time it does nothing. */
  release(): void
}

/** Views that somebody shows: one for each key, however many show it, as long as one does. */
class Shared<T extends { follow(changes: EntryChanges): void }> {
  private readonly held = new Map<string, { view: T; leases: number }>()

  get size(): number {
    return this.held.size
  }

  take(key: string, make: () => T): Lease<T> {
    const held = this.held.get(key) ?? { view: make(), leases: 0 }
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

function joined<T>(lease: Lease<T>, parts: PartsLease | undefined): Lease<T> {
  if (parts === undefined) return lease
  return {
    view: lease.view,
    ready: parts.ready,
    release: () => {
      lease.release()
      parts.release()
    },
  }
}

/** The groupings that somebody shows. */
export class SharedGroups {
  private readonly shared = new Shared<GroupView>()

  constructor(
    private readonly table: RowTable,
    private readonly parts?: TakeParts,
  ) {}

  take(mode: GroupMode, shows: TreeShows = showsAtFirst): Lease<GroupView> {
    const parts = takeAll(this.parts, mode === 'type' ? partClasses : [])
    const make = () => new GroupView(mode, this.table, shows)
    return joined(this.shared.take(`${showsKey(shows)} ${mode}`, make), parts)
  }

  follow(changes: EntryChanges): void {
    this.shared.follow(changes)
  }
}

/**
 * The trees that somebody shows by what they want to see in them. The one that nobody has to ask for is `first`, and
 * stays.
 */
export class SharedTrees {
  private readonly shared = new Shared<TreeView>()

  constructor(
    private readonly table: RowTable,
    private readonly first: TreeView,
    private readonly isVeiled?: (pool: PoolId) => boolean,
  ) {}

  take(shows: TreeShows): Lease<TreeView> {
    const key = showsKey(shows)
    if (key === showsKey(showsAtFirst)) return { view: this.first, release: () => {} }
    return this.shared.take(key, () => {
      const view = new TreeView(this.table, this.isVeiled, shows)
      view.follow(this.table.asChanges())
      return view
    })
  }

  follow(changes: EntryChanges): void {
    this.shared.follow(changes)
  }
}

/** The lists that somebody shows. */
export class SharedLists {
  private readonly shared = new Shared<LiveList>()

  constructor(
    private readonly table: RowTable,
    private readonly parts?: TakeParts,
  ) {}

  get size(): number {
    return this.shared.size
  }

  take(query: ListQuery): Lease<LiveList> {
    const parts = takeAll(this.parts, [query.class])
    return joined(
      this.shared.take(queryKey(query), () => listView(this.table, query)),
      parts,
    )
  }

  follow(changes: EntryChanges): void {
    this.shared.follow(changes)
  }
}

/** Equal for equal queries. */
export function queryKey({ class: cls, within, filter, sort, groups, hidden }: ListQuery): string {
  return JSON.stringify([cls, within, filter, sort.id, sort.desc, groups ?? null, hidden === true])
}
