import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type { ClassName, Records, Ref } from '../../server/xapi/model/records'
import { Failure } from '../failure'
import { classNames, factsOf } from './facts'
import { namedRefs, reversesOf } from './relations'
import { completeRow, type Row, recordOf, refOf, rowOf } from './row'
import { type Entry, Table } from './table'

/** A row to be loaded: fields of the model, those left out get their default. */
export interface Draft {
  readonly cls: ClassName
  readonly ref: string
  readonly row: Row
}

/** Called after each write, before the next one with the row as it was and as it is (undefined: not there). */
export type Consequence = (
  cls: ClassName,
  ref: string,
  before: Row | undefined,
  after: Row | undefined,
) => void

/** Called at each write of a row, also at those that follow from another's; `row`: as it is, or as it was last. */
export type Log = (cls: ClassName, ref: string, operation: 'add' | 'mod' | 'del', row: Row) => void

/**
 * The rows of a pool. Every write goes through `create`, `update` or `destroy`, which keep the relations that
 * follow from it (VM.VBDs from VBD.VM), number it, and tell whoever watches.
 */
export class Database {
  readonly #tables = new Map<ClassName, Table>()
  readonly #watchers = new Set<() => void>()
  readonly #consequences: Consequence[] = []
  readonly #logs = new Set<Log>()
  #generation: number

  /** `generation` is the number of the last write so far; a loaded pool goes on from its own. */
  constructor(generation = 0) {
    this.#generation = generation
    for (const cls of classNames) if (factsOf(cls).db) this.#tables.set(cls, new Table())
  }

  get generation(): number {
    return this.#generation
  }

  table(cls: ClassName): Table {
    const table = this.#tables.get(cls)
    if (!table) throw new Error(`${cls} has no rows`)
    return table
  }

  tables(): Iterable<[ClassName, Table]> {
    return this.#tables
  }

  /** The record of `ref`; a ref of no row is refused with HANDLE_INVALID. */
  get<C extends ClassName>(cls: C, ref: string): Records[C] {
    const entry = this.#tables.get(cls)?.entries.get(ref)
    if (!entry) throw new Failure('HANDLE_INVALID', cls, ref)
    return recordOf<C>(entry.row)
  }

  find<C extends ClassName>(cls: C, ref: string): Records[C] | undefined {
    const entry = this.#tables.get(cls)?.entries.get(ref)
    return entry && recordOf<C>(entry.row)
  }

  *all<C extends ClassName>(cls: C): Generator<[Ref<C>, Records[C]]> {
    for (const entry of this.table(cls).entries.values()) yield [refOf<C>(entry.ref), recordOf<C>(entry.row)]
  }

  /** The ref of the row with this uuid; refused with UUID_INVALID when there is none. */
  byUuid<C extends ClassName>(cls: C, uuid: string): Ref<C> {
    const ref = this.table(cls).byUuid(uuid)
    if (ref === undefined) throw new Failure('UUID_INVALID', cls, uuid)
    return refOf<C>(ref)
  }

  create<C extends ClassName>(
    cls: C,
    fields: Partial<Records[C]>,
    ref = `OpaqueRef:${randomUUID()}`,
  ): Ref<C> {
    const table = this.table(cls)
    const row = completeRow(cls, { uuid: randomUUID(), ...rowOf(fields) })
    table.insert(ref, row, ++this.#generation)
    this.#note(cls, ref, 'add', row)
    this.#relate(cls, ref, undefined, row)
    this.#follow(cls, ref, undefined, row)
    return refOf<C>(ref)
  }

  /** Writes the fields that differ; nothing at all happens when none does. Refused with HANDLE_INVALID. */
  update<C extends ClassName>(cls: C, ref: string, changes: Partial<Records[C]>): void {
    const entry = this.table(cls).entries.get(ref)
    if (!entry) throw new Failure('HANDLE_INVALID', cls, ref)
    const before = entry.row
    const differing = Object.entries(rowOf(changes)).filter(
      ([field, value]) => !isDeepStrictEqual(before[field], value),
    )
    if (differing.length === 0) return
    this.#write(cls, entry, { ...before, ...Object.fromEntries(differing) })
    this.#relate(cls, ref, before, entry.row)
    this.#follow(cls, ref, before, entry.row)
  }

  /** Writes the row as it is: it shows in events as modified. */
  touch(cls: ClassName, ref: string): void {
    const entry = this.table(cls).entries.get(ref)
    if (!entry) throw new Failure('HANDLE_INVALID', cls, ref)
    this.#write(cls, entry, entry.row)
    this.#tell()
  }

  /** Nothing happens when the row is gone already. */
  destroy(cls: ClassName, ref: string): void {
    const table = this.table(cls)
    const entry = table.entries.get(ref)
    if (!entry) return
    table.remove(entry, ++this.#generation)
    this.#note(cls, ref, 'del', entry.row)
    this.#relate(cls, ref, entry.row, undefined)
    this.#follow(cls, ref, entry.row, undefined)
  }

  /** Fills an empty database at once: relations are built in one pass, nobody is told. */
  load(drafts: readonly Draft[]): void {
    for (const { cls, ref, row } of drafts) {
      this.table(cls).insert(ref, completeRow(cls, row), ++this.#generation)
    }
    const lists = new Map<Entry, Map<string, string[]>>()
    for (const [cls, table] of this.#tables) {
      for (const { field, target, targetField } of reversesOf(cls)) {
        for (const { ref, row } of table.entries.values()) {
          for (const named of namedRefs(row[field])) {
            const other = this.table(target).entries.get(named)
            if (!other) continue
            const fields = lists.get(other) ?? new Map<string, string[]>()
            lists.set(other, fields)
            const list = fields.get(targetField) ?? []
            fields.set(targetField, list)
            list.push(ref)
          }
        }
      }
    }
    for (const [entry, fields] of lists) entry.row = { ...entry.row, ...Object.fromEntries(fields) }
  }

  /** Calls `told` after each write, until the returned function is called. */
  watch(told: () => void): () => void {
    this.#watchers.add(told)
    return () => this.#watchers.delete(told)
  }

  /** Calls `log` at each write as long as the returned function was not called. */
  record(log: Log): () => void {
    this.#logs.add(log)
    return () => this.#logs.delete(log)
  }

  /** What else changes when something was written. */
  onWrite(consequence: Consequence): void {
    this.#consequences.push(consequence)
  }

  #write(cls: ClassName, entry: Entry, row: Row): void {
    this.table(cls).write(entry, row, ++this.#generation)
    this.#note(cls, entry.ref, 'mod', row)
  }

  #note(cls: ClassName, ref: string, operation: 'add' | 'mod' | 'del', row: Row): void {
    for (const log of this.#logs) log(cls, ref, operation, row)
  }

  /** Brings the other ends of the relations of a row up to date. */
  #relate(cls: ClassName, ref: string, before: Row | undefined, after: Row | undefined): void {
    for (const { field, target, targetField } of reversesOf(cls)) {
      const old = namedRefs(before?.[field])
      const now = namedRefs(after?.[field])
      for (const gone of old) if (!now.includes(gone)) this.#relist(target, gone, targetField, ref, false)
      for (const come of now) if (!old.includes(come)) this.#relist(target, come, targetField, ref, true)
    }
  }

  #relist(target: ClassName, ref: string, field: string, member: string, belongs: boolean): void {
    const entry = this.table(target).entries.get(ref)
    if (!entry) return
    const list = namedRefs(entry.row[field])
    const without = list.filter(one => one !== member)
    this.#write(target, entry, { ...entry.row, [field]: belongs ? [...without, member] : without })
  }

  #follow(cls: ClassName, ref: string, before: Row | undefined, after: Row | undefined): void {
    for (const consequence of this.#consequences) consequence(cls, ref, before, after)
    this.#tell()
  }

  #tell(): void {
    for (const told of this.#watchers) told()
  }
}
