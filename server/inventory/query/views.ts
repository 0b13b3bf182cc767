import type { GroupMode, ListQuery } from '../views'
import { GroupView } from './group-view'
import { type LiveList, listView } from './list-view'
import type { EntryChanges, RowTable } from './row-table'

/** The groupings that somebody shows: one for each, however many show it. */
export class SharedGroups {
  private readonly held = new Map<GroupMode, { view: GroupView; leases: number }>()

  constructor(private readonly table: RowTable) {}

  take(mode: GroupMode): Lease<GroupView> {
    const held = this.held.get(mode) ?? { view: new GroupView(mode, this.table), leases: 0 }
    held.leases += 1
    this.held.set(mode, held)
    let released = false
    return {
      view: held.view,
      release: () => {
        if (released) return
        released = true
        held.leases -= 1
        if (held.leases === 0) this.held.delete(mode)
      },
    }
  }

  follow(changes: EntryChanges): void {
    for (const { view } of this.held.values()) view.follow(changes)
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
export function queryKey({ class: cls, within, filter, sort, groups }: ListQuery): string {
  return JSON.stringify([cls, within, filter, sort.id, sort.desc, groups ?? null])
}
