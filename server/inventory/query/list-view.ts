import type { AnyRow, ObjectId, Rows } from '../rows'
import type { ListedClass, ListGroup, ListQuery } from '../views'
import type { Entry } from './entry'
import type { Field } from './field'
import { fieldsOf, sortOf } from './fields'
import { type Filter, filterOf, type NameOf } from './filter'
import { type Group, groupOrder, ListGroups, openRuns } from './list-groups'
import type { EntryChange, EntryChanges, RowTable } from './row-table'
import { naturalKey } from './sort-key'
import { SortedItems } from './sorted-items'

type Key = string | number | null

interface Item {
  id: ObjectId
  key: Key
  name: string
  /** Null: the list is not grouped. */
  group: Group | null
}

/** A list as a query has it, shared by all who show it, and followed by what changes. */
export interface LiveList {
  /** Grows when a row comes, goes or moves, or a number changes. */
  readonly version: number
  /** Rows there are before the filter. */
  readonly total: number
  /** Rows the filter finds. */
  readonly matched: number
  /** In order; null: too many; undefined: the query asks for none. */
  readonly groups: readonly ListGroup[] | null | undefined
  /** Rows of closed groups, by key, are left out and not counted. */
  slice(from: number, count: number, closed?: readonly string[]): ObjectId[]
  follow(changes: EntryChanges): void
}

/** The query's sort field must be one of the class that sorts. */
export function listView(table: RowTable, query: ListQuery): LiveList {
  return query.class === 'VM' ? new ListView(table, query, 'VM') : new ListView(table, query, 'task')
}

class ListView<C extends ListedClass> implements LiveList {
  private counted = 0
  private scoped = 0
  private readonly filter: Filter<Rows[C]>
  private readonly keyOf: (entry: Entry<Rows[C]>) => Key
  private readonly readsNames: boolean
  private readonly items: SortedItems<Item>
  private readonly byId = new Map<ObjectId, Item>()
  private readonly grouped: ListGroups | null
  private readonly groupOf: (entry: Entry<Rows[C]>) => Group | null
  /** The names it goes by have changed: it is built anew when somebody looks. */
  private outdated = true
  private readonly nameOf: NameOf = id => this.table.get(id)?.lowerName ?? ''

  constructor(
    private readonly table: RowTable,
    private readonly query: ListQuery,
    private readonly cls: C,
  ) {
    const fields = fieldsOf[cls]
    const sort = sortOf(cls, query.sort.id)
    if (sort === undefined) throw new Error(`Rows of class ${cls} are not sorted by ${query.sort.id}`)
    this.filter = filterOf<Rows[C]>(query.filter, fields)
    const group = query.group === undefined ? undefined : sortOf(cls, query.group)
    this.readsNames = this.filter.readsNames || 'nameOf' in sort || (group !== undefined && 'nameOf' in group)
    this.keyOf = keyFunction(query.sort.id, sort, table)
    const groupsDown = query.sort.desc && query.sort.id === query.group
    this.grouped = group === undefined ? null : new ListGroups(groupsDown)
    this.groupOf = groupFunction(this.grouped, group, table)
    this.items = new SortedItems<Item>(comparison(query.sort.desc, groupsDown))
  }

  get version(): number {
    this.refresh()
    return this.counted
  }

  get total(): number {
    this.refresh()
    return this.scoped
  }

  get matched(): number {
    this.refresh()
    return this.items.size
  }

  get groups(): readonly ListGroup[] | null | undefined {
    this.refresh()
    return this.grouped?.list()
  }

  slice(from: number, count: number, closed: readonly string[] = []): ObjectId[] {
    this.refresh()
    const groups = closed.length === 0 ? null : this.grouped?.list()
    const runs = groups ? openRuns(groups, new Set(closed), from, count) : [{ from, to: from + count }]
    return runs.flatMap(run => this.items.slice(run.from, run.to).map(item => item.id))
  }

  follow(changes: EntryChanges): void {
    if (this.readsNames && !this.outdated) this.outdated = namesChanged(changes)
    if (this.outdated) return
    const own: EntryChange<Rows[C]>[] = changes[this.cls]
    const out: Item[] = []
    const into: Item[] = []
    const scopedBefore = this.scoped
    for (const change of own) this.take(change, out, into)
    if (out.length > 0 || into.length > 0) this.items.change(out, into)
    if (out.length > 0 || into.length > 0 || this.scoped !== scopedBefore) this.counted += 1
  }

  private take({ before, after }: EntryChange<Rows[C]>, out: Item[], into: Item[]): void {
    const { within } = this.query
    if (before !== undefined && liesWithin(before.row, within)) this.scoped -= 1
    const inScope = after !== undefined && liesWithin(after.row, within)
    if (inScope) this.scoped += 1
    const id = (after ?? before)?.row.id
    if (id === undefined) return
    const old = this.byId.get(id)
    const item = inScope && this.filter.matches(after, this.nameOf) ? this.itemOf(after) : undefined
    if (
      old !== undefined &&
      item !== undefined &&
      old.key === item.key &&
      old.name === item.name &&
      old.group === item.group
    )
      return
    // What comes is counted first: a group that both are in stays the same.
    if (item?.group) this.grouped?.add(item.group)
    if (old?.group) this.grouped?.remove(old.group)
    if (old !== undefined) {
      out.push(old)
      this.byId.delete(id)
    }
    if (item !== undefined) {
      into.push(item)
      this.byId.set(id, item)
    }
  }

  private itemOf(entry: Entry<Rows[C]>): Item {
    return { id: entry.row.id, key: this.keyOf(entry), name: entry.nameKey, group: this.groupOf(entry) }
  }

  private refresh(): void {
    if (!this.outdated) return
    this.outdated = false
    this.counted += 1
    this.scoped = 0
    this.byId.clear()
    this.grouped?.clear()
    const items: Item[] = []
    for (const entry of this.table.all(this.cls).values()) {
      if (!liesWithin(entry.row, this.query.within)) continue
      this.scoped += 1
      if (!this.filter.matches(entry, this.nameOf)) continue
      const item = this.itemOf(entry)
      if (item.group) this.grouped?.add(item.group)
      this.byId.set(item.id, item)
      items.push(item)
    }
    this.items.fill(items)
  }
}

function liesWithin(row: AnyRow, within: ObjectId | null): boolean {
  if (within === null || row.pool === within) return true
  if (row.class === 'task') return row.host === within
  return row.class === 'VM' && ((row.host ?? row.home) === within || row.networks.includes(within))
}

/** Whether an object that others name was renamed, came or went. */
function namesChanged({ pool, host, network }: EntryChanges): boolean {
  const renamed = ({ before, after }: EntryChange) => before?.row.name_label !== after?.row.name_label
  return pool.some(renamed) || host.some(renamed) || network.some(renamed)
}

function keyFunction<R extends AnyRow>(
  id: string,
  sort: NonNullable<Field<R>['sort']>,
  table: RowTable,
): (entry: Entry<R>) => Key {
  if (id === 'name') return entry => entry.nameKey
  if ('number' in sort) return entry => sort.number(entry.row)
  if ('text' in sort) {
    return entry => {
      const text = sort.text(entry.row)
      return text === null ? null : naturalKey(text)
    }
  }
  return entry => {
    const named = sort.nameOf(entry.row)
    return (named === null ? undefined : table.get(named)?.nameKey) ?? null
  }
}

/** In which group a row stands, made of what it would be sorted by. */
function groupFunction<R extends AnyRow>(
  groups: ListGroups | null,
  by: Field<R>['sort'],
  table: RowTable,
): (entry: Entry<R>) => Group | null {
  if (groups === null || by === undefined) return () => null
  if ('nameOf' in by) {
    return entry => {
      const named = by.nameOf(entry.row)
      return groups.of(named ?? '', named === null ? null : (table.get(named)?.row.name_label ?? null))
    }
  }
  return entry => {
    const value = 'text' in by ? by.text(entry.row) : by.number(entry.row)
    return value === null || value === '' ? groups.of('', null) : groups.of(String(value), String(value))
  }
}

/** By group, then by key, without one last in either direction; then by name, then by id. */
function comparison(desc: boolean, groupsDown: boolean): (a: Item, b: Item) => number {
  const sign = desc ? -1 : 1
  return (a, b) => {
    if (a.group !== b.group && a.group !== null && b.group !== null) {
      const order = groupOrder(a.group, b.group, groupsDown)
      if (order !== 0) return order
    }
    if (a.key !== b.key) {
      if (a.key === null) return 1
      if (b.key === null) return -1
      return a.key < b.key ? -sign : sign
    }
    if (a.name !== b.name) return a.name < b.name ? -1 : 1
    return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
  }
}
