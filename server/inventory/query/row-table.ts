import type { AnyRow, ObjectId, RowClass, Rows } from '../rows'
import { Entry, type Extra } from './entry'
import type { Around } from './related'

/** One row's way from one state to the next. No `before`: it is new; no `after`: it is gone. */
export interface EntryChange<R extends AnyRow = AnyRow> {
  before: Entry<R> | undefined
  after: Entry<R> | undefined
}
export type EntryChanges = { [C in RowClass]: EntryChange<Rows[C]>[] }

/** What a row is now; no row: it is gone. */
export interface RowUpdate {
  id: ObjectId
  row: AnyRow | undefined
  extra: Extra
}

type Tables = { [C in RowClass]: Map<ObjectId, Entry<Rows[C]>> }

/** The rows of all pools as they were told last: what lists, the tree and tabs are made of. Views follow its changes. */
export class RowTable {
  private readonly byId = new Map<ObjectId, Entry>()
  private readonly tables: Tables = {
    pool: new Map(),
    host: new Map(),
    VM: new Map(),
    template: new Map(),
    VM_appliance: new Map(),
    VMSS: new Map(),
    SR: new Map(),
    network: new Map(),
    VDI: new Map(),
    snapshot: new Map(),
    task: new Map(),
  }
  private readonly followers = new Set<(changes: EntryChanges) => void>()
  private readonly counted = {
    pool: 0,
    host: 0,
    VM: 0,
    template: 0,
    VM_appliance: 0,
    VMSS: 0,
    SR: 0,
    network: 0,
    VDI: 0,
    snapshot: 0,
    task: 0,
  }
  private log: ObjectId[] = []
  private logStart = 0

  /** So many changes are remembered at least; who looks less often compares everything. */
  constructor(private readonly remembered = 20_000) {}

  get(id: ObjectId): Entry | undefined {
    return this.byId.get(id)
  }

  all<C extends RowClass>(cls: C): ReadonlyMap<ObjectId, Entry<Rows[C]>> {
    return this.tables[cls]
  }

  /** Of each class, without hidden ones; of parts those that are there. */
  counts(): Record<RowClass, number> {
    return { ...this.counted }
  }

  /** All there is, as if it had just come. */
  asChanges(): EntryChanges {
    const come = <C extends RowClass>(cls: C) =>
      [...this.all(cls).values()].map(after => ({ before: undefined, after }))
    return {
      pool: come('pool'),
      host: come('host'),
      VM: come('VM'),
      template: come('template'),
      VM_appliance: come('VM_appliance'),
      VMSS: come('VMSS'),
      SR: come('SR'),
      network: come('network'),
      VDI: [],
      snapshot: [],
      task: [],
    }
  }

  /** Counts the rows that changed: the point from which `changedSince` goes on. */
  get revision(): number {
    return this.logStart + this.log.length
  }

  /** Ids of the rows that changed after a revision, some more than once; null when that is not known any more. */
  changedSince(revision: number): readonly ObjectId[] | null {
    return revision < this.logStart ? null : this.log.slice(revision - this.logStart)
  }

  /** Calls the listener after each change, in the order of coming. Listeners must not throw. */
  follow(listener: (changes: EntryChanges) => void): () => void {
    this.followers.add(listener)
    return () => this.followers.delete(listener)
  }

  apply(updates: Iterable<RowUpdate>): void {
    const changes: EntryChanges = noChanges()
    // Each once, as it comes out: what was a template and is a VM by now has changed in two tables.
    const latest = new Map<ObjectId, RowUpdate>()
    for (const update of updates) latest.set(update.id, update)
    for (const { id, row, extra } of latest.values()) {
      const before = this.byId.get(id)
      if (before === undefined && row === undefined) continue
      // Each change comes with an id that was put together anew: tens of thousands of them would be kept.
      const known = before?.id ?? id
      this.log.push(known)
      if (before !== undefined && before.row.class !== row?.class) this.put(before.row, undefined, changes)
      if (row !== undefined) this.put(row, new Entry(row, extra, known), changes)
    }
    if (this.log.length > 2 * this.remembered) {
      this.logStart += this.log.length - this.remembered
      this.log = this.log.slice(-this.remembered)
    }
    for (const follower of this.followers) follower(changes)
  }

  private put(row: AnyRow, after: Entry | undefined, changes: EntryChanges): void {
    if (after === undefined) this.byId.delete(row.id)
    else this.byId.set(row.id, after)
    this.putIn(row.class, row.id, after, changes)
  }

  private putIn<C extends RowClass>(
    cls: C,
    id: ObjectId,
    entry: Entry | undefined,
    changes: EntryChanges,
  ): void {
    const table: Tables[C] = this.tables[cls]
    const list: EntryChanges[C] = changes[cls]
    const after = entry === undefined ? undefined : ofClass(cls, entry)
    const before = table.get(id)
    list.push({ before, after })
    this.counted[cls] += counting(after) - counting(before)
    if (after === undefined) table.delete(id)
    else table.set(id, after)
  }
}

const noChanges = (): EntryChanges => ({
  pool: [],
  host: [],
  VM: [],
  template: [],
  VM_appliance: [],
  VMSS: [],
  SR: [],
  network: [],
  VDI: [],
  snapshot: [],
  task: [],
})

const counting = (entry: Entry | undefined) => (entry === undefined || isHiddenRow(entry.row) ? 0 : 1)

/** Whether its owner keeps an object out of sight. */
export function isHiddenRow(row: AnyRow): boolean {
  return row.class !== 'task' && row.hidden === true
}

/** An entry whose row is of this class: the caller has just read the class off the row. */
function ofClass<C extends RowClass>(_cls: C, entry: Entry): Entry<Rows[C]> {
  return entry as Entry<Rows[C]>
}

/** A table as filters look at it. */
export function aroundOf(table: RowTable): Around {
  return {
    nameOf: id => table.get(id)?.lowerName ?? '',
    get: id => table.get(id),
    all: cls => table.all(cls).values(),
  }
}
