import type { Database } from '../tables/database'
import { SparseDisk } from './sparse-disk'

/** What is on the disks of a pool: by VDI, only those that were ever written. */
export class Disks {
  readonly #contents = new Map<string, SparseDisk>()

  constructor(db: Database) {
    db.onWrite((cls, ref, _, after) => {
      if (cls === 'VDI' && !after) this.#contents.delete(ref)
    })
  }

  /** The bytes of a VDI, which may be written. */
  of(vdi: string): SparseDisk {
    const known = this.#contents.get(vdi)
    if (known) return known
    const empty = new SparseDisk()
    this.#contents.set(vdi, empty)
    return empty
  }

  /** A disk has from now on what a disk of another pool has now. */
  adopt(vdi: string, content: SparseDisk): void {
    this.#contents.set(vdi, new SparseDisk(content))
  }

  /** `to` has from now on what `from` has now. */
  copy(from: string, to: string): void {
    const source = this.#contents.get(from)
    if (source) this.#contents.set(to, new SparseDisk(source))
  }
}
