import type { AnyRow, ObjectId, Rows } from '../rows'
import type { ListedClass, ListGroup, ListQuery } from '../views'
import type { Entry } from './entry'
import type { Field } from './field'
import { fieldsOf, groupsOf, sortOf } from './fields'
import { type Filter, filterOf } from './filter'
import { type Group, groupOrder, ListGroups, openRuns, type Step } from './list-groups'
import type { Around } from './related'
import { aroundOf, type EntryChange, type EntryChanges, isHiddenRow, type RowTable } from './row-table'
import { naturalKey } from './sort-key'
import { SortedItems } from './sorted-items'

type Key = string | number | null
/** A list that goes by the time is built anew after so many milliseconds, when somebody looks. */
const clockStep = 60_000

interface Item {
  id: ObjectId
  key: Key
  name: string
  /** Null: the list is not grouped. */
  group: Group | null
  /** The same row in its next group. */
  next: Item | null
}

/** A list as a query has it, shared by all who show it, and followed by what changes. */
export interface LiveList {
  /** Grows when a row comes, goes or moves, or a number changes. */
  readonly version: number
  /** Rows there are before the filter. */
  readonly total: number
  /** Rows the filter finds. */
  readonly matched: number
  /** The same, each as often as there are groups that it stands in. */
  readonly lines: number
  /** In order; null: too many; undefined: the query asks for none. */
  readonly groups: readonly ListGroup[] | null | undefined
  /** Rows of closed groups, by key, are left out and not counted. */
  slice(from: number, count: number, closed?: readonly string[]): ObjectId[]
  follow(changes: EntryChanges): void
}

/** The query's sort field must be one of the class that sorts. */
export function listView(table: RowTable, query: ListQuery): LiveList {
  switch (query.class) {
    case 'VM':
      return new ListView(table, query, 'VM')
    case 'template':
      return new ListView(table, query, 'template')
    case 'VM_appliance':
      return new ListView(table, query, 'VM_appliance')
    case 'VDI':
      return new ListView(table, query, 'VDI')
    case 'snapshot':
      return new ListView(table, query, 'snapshot')
    case 'VMSS':
      return new ListView(table, query, 'VMSS')
    case 'task':
      return new ListView(table, query, 'task')
  }
}

class ListView<C extends ListedClass> implements LiveList {
  private counted = 0
  private scoped = 0
  private readonly filter: Filter<Rows[C]>
  private readonly keyOf: (entry: Entry<Rows[C]>) => Key
  private readonly readsNames: boolean
  private readonly items: SortedItems<Item>
  /** Of a row that stands in several groups the first. */
  private readonly byId = new Map<ObjectId, Item>()
  private readonly grouped: ListGroups | null
  private readonly stepsOf: readonly ((entry: Entry<Rows[C]>) => readonly Step[])[]
  /** The names it goes by have changed: it is built anew when somebody looks. */
  private outdated = true
  /** When it was built last. */
  private builtAt = 0
  private readonly around: Around

  constructor(
    private readonly table: RowTable,
    private readonly query: ListQuery,
    private readonly cls: C,
  ) {
    const fields = fieldsOf[cls]
    this.around = aroundOf(table)
    const sort = sortOf(cls, query.sort.id)
    if (sort === undefined) throw new Error(`Rows of class ${cls} are not sorted by ${query.sort.id}`)
    this.filter = filterOf<Rows[C]>(query.filter, fields)
    const by = (query.groups ?? []).map(id => groupsOf(cls, id) ?? sort)
    this.readsNames = this.filter.readsNames || [sort, ...by].some(one => 'nameOf' in one)
    this.keyOf = keyFunction(query.sort.id, sort, table)
    const groupsDown = (query.groups ?? []).map(id => query.sort.desc && query.sort.id === id)
    this.grouped = by.length === 0 ? null : new ListGroups(groupsDown)
    this.stepsOf = by.map(one => stepFunction(one, table))
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
    return this.byId.size
  }

  get lines(): number {
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
    if (this.outdated) return
    this.outdated =
      (this.readsNames && namesChanged(changes)) ||
      this.filter.related.some(test => test.changes(changes, this.around))
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
    if (before !== undefined && this.isInScope(before.row)) this.scoped -= 1
    const inScope = after !== undefined && this.isInScope(after.row)
    if (inScope) this.scoped += 1
    const id = (after ?? before)?.row.id
    if (id === undefined) return
    const old = this.byId.get(id) ?? null
    const item = inScope && this.filter.matches(after, this.around) ? this.itemOf(after) : null
    if (same(old, item)) return
    // What comes is counted first: a group that both are in stays the same.
    for (let one = item; one !== null; one = one.next) {
      if (one.group) this.grouped?.add(one.group)
      into.push(one)
    }
    for (let one = old; one !== null; one = one.next) {
      if (one.group) this.grouped?.remove(one.group)
      out.push(one)
    }
    if (item !== null) this.byId.set(id, item)
    else this.byId.delete(id)
  }

  private isInScope(row: AnyRow): boolean {
    return liesWithin(row, this.query.within) && (this.query.hidden === true || !isHiddenRow(row))
  }

  private itemOf(entry: Entry<Rows[C]>): Item {
    // One literal for all: thousands are made for each list, and spreading another object costs more than all the rest.
    const made = (group: Group | null, next: Item | null): Item => ({
      id: entry.row.id,
      key,
      name: entry.nameKey,
      group,
      next,
    })
    const key = this.keyOf(entry)
    if (this.grouped === null) return made(null, null)
    let item: Item | null = null
    for (const steps of ways(this.stepsOf.map(stepsOf => stepsOf(entry)))) {
      item = made(this.grouped.of(steps), item)
    }
    return item ?? made(null, null)
  }

  private refresh(): void {
    if (this.filter.followsClock && Date.now() - this.builtAt >= clockStep) this.outdated = true
    if (!this.outdated) return
    this.outdated = false
    this.builtAt = Date.now()
    this.counted += 1
    this.scoped = 0
    this.byId.clear()
    this.grouped?.clear()
    const items: Item[] = []
    for (const entry of this.table.all(this.cls).values()) {
      if (!this.isInScope(entry.row)) continue
      this.scoped += 1
      if (!this.filter.matches(entry, this.around)) continue
      const item = this.itemOf(entry)
      this.byId.set(item.id, item)
      for (let one: Item | null = item; one !== null; one = one.next) {
        if (one.group) this.grouped?.add(one.group)
        items.push(one)
      }
    }
    this.items.fill(items)
  }
}

function same(a: Item | null, b: Item | null): boolean {
  if (a === null || b === null) return a === b
  return a.key === b.key && a.name === b.name && a.group === b.group && same(a.next, b.next)
}

/** Every way through these choices, one of each. */
function ways(choices: readonly (readonly Step[])[]): Step[][] {
  let all: Step[][] = [[]]
  for (const steps of choices) all = all.flatMap(way => steps.map(step => [...way, step]))
  return all
}

function liesWithin(row: AnyRow, within: ObjectId | null): boolean {
  if (within === null || row.pool === within) return true
  if (row.class === 'task') return row.host === within
  if (row.class === 'template') return row.home === within || row.networks.includes(within)
  if (row.class === 'VDI') return row.sr === within || row.users.some(({ id }) => id === within)
  if (row.class === 'snapshot') return row.vm?.id === within || row.storage.includes(within)
  return row.class === 'VM' && ((row.host ?? row.home) === within || row.networks.includes(within))
}

/** Whether an object that others name was renamed, came or went. */
function namesChanged({ pool, host, network, SR }: EntryChanges): boolean {
  const renamed = ({ before, after }: EntryChange) => before?.row.name_label !== after?.row.name_label
  return pool.some(renamed) || host.some(renamed) || network.some(renamed) || SR.some(renamed)
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

const nothing: readonly Step[] = [{ key: '', label: null }]

/** The values that a row stands together with others by at one level, made of what it would be sorted by. */
function stepFunction<R extends AnyRow>(
  by: NonNullable<Field<R>['sort']> | ((row: R) => readonly string[]),
  table: RowTable,
): (entry: Entry<R>) => readonly Step[] {
  if (typeof by === 'function') {
    return ({ row }) => {
      const values = new Set(by(row))
      return values.size === 0 ? nothing : [...values].map(value => ({ key: value, label: value }))
    }
  }
  if ('nameOf' in by) {
    return ({ row }) => {
      const named = by.nameOf(row)
      return named === null ? nothing : [{ key: named, label: table.get(named)?.row.name_label ?? null }]
    }
  }
  return ({ row }) => {
    const value = 'text' in by ? by.text(row) : by.number(row)
    return value === null || value === '' ? nothing : [{ key: String(value), label: String(value) }]
  }
}

/** By group, then by key, without one last in either direction; then by name, then by id. */
function comparison(desc: boolean, groupsDown: readonly boolean[]): (a: Item, b: Item) => number {
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
