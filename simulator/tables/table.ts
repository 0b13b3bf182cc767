import type { Row } from './row'

export interface Entry {
  readonly ref: string
  /** Replaced whole at each write, never changed in place. */
  row: Row
  /** Generation of its creation. */
  readonly created: number
  /** Generation of its last write. */
  modified: number
  /** The entries written just before and just after it. */
  older: Entry | undefined
  newer: Entry | undefined
}

export interface Deletion {
  readonly ref: string
  readonly created: number
  readonly deleted: number
}

/** xapi trims its list of deletions to 256 when it reaches 512. */
const DELETIONS_KEPT = 256
const DELETIONS_LIMIT = 512

/** The rows of one class, in the order they came, and in the order they were written. */
export class Table {
  readonly entries = new Map<string, Entry>()
  readonly #byUuid = new Map<string, string>()
  #newest: Entry | undefined
  /** Generation of the last write to any of its rows. */
  changed = 0
  deletions: Deletion[] = []

  insert(ref: string, row: Row, generation: number): Entry {
    const entry = { ref, row, created: generation, modified: generation, older: undefined, newer: undefined }
    this.entries.set(ref, entry)
    if (typeof row.uuid === 'string') this.#byUuid.set(row.uuid, ref)
    this.#link(entry)
    this.changed = generation
    return entry
  }

  write(entry: Entry, row: Row, generation: number): void {
    this.#unlink(entry)
    entry.row = row
    entry.modified = generation
    this.#link(entry)
    this.changed = generation
  }

  remove(entry: Entry, generation: number): void {
    this.entries.delete(entry.ref)
    this.#unlink(entry)
    if (typeof entry.row.uuid === 'string') this.#byUuid.delete(entry.row.uuid)
    this.deletions.push({ ref: entry.ref, created: entry.created, deleted: generation })
    if (this.deletions.length >= DELETIONS_LIMIT) this.deletions = this.deletions.slice(-DELETIONS_KEPT)
    this.changed = generation
  }

  byUuid(uuid: string): string | undefined {
    return this.#byUuid.get(uuid)
  }

  /** What was written after `generation`, oldest write first. Takes time by how much that is, not by how much there is. */
  writtenSince(generation: number): Entry[] {
    const found: Entry[] = []
    for (let entry = this.#newest; entry && entry.modified > generation; entry = entry.older)
      found.push(entry)
    return found.reverse()
  }

  #link(entry: Entry): void {
    entry.older = this.#newest
    if (this.#newest) this.#newest.newer = entry
    this.#newest = entry
  }

  #unlink(entry: Entry): void {
    if (entry.newer) entry.newer.older = entry.older
    else this.#newest = entry.older
    if (entry.older) entry.older.newer = entry.newer
    entry.older = undefined
    entry.newer = undefined
  }
}
