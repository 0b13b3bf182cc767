import type { Row } from './row'

export interface Entry {
  readonly ref: string
  /** Replaced whole at each write, never changed in place. */
  row: Row
  /** Generation of its creation. */
  readonly created: number
  /** Generation of its last write. */
  modified: number
}

export interface Deletion {
  readonly ref: string
  readonly created: number
  readonly deleted: number
}

/** xapi trims its list of deletions to 256 when it reaches 512. */
const DELETIONS_KEPT = 256
const DELETIONS_LIMIT = 512

/** The rows of one class, in the order they came. */
export class Table {
  readonly entries = new Map<string, Entry>()
  readonly #byUuid = new Map<string, string>()
  /** Generation of the last write to any of its rows. */
  changed = 0
  deletions: Deletion[] = []

  insert(ref: string, row: Row, generation: number): void {
    this.entries.set(ref, { ref, row, created: generation, modified: generation })
    if (typeof row.uuid === 'string') this.#byUuid.set(row.uuid, ref)
    this.changed = generation
  }

  remove(entry: Entry, generation: number): void {
    this.entries.delete(entry.ref)
    if (typeof entry.row.uuid === 'string') this.#byUuid.delete(entry.row.uuid)
    this.deletions.push({ ref: entry.ref, created: entry.created, deleted: generation })
    if (this.deletions.length >= DELETIONS_LIMIT) this.deletions = this.deletions.slice(-DELETIONS_KEPT)
    this.changed = generation
  }

  byUuid(uuid: string): string | undefined {
    return this.#byUuid.get(uuid)
  }
}
