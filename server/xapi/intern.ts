const slot = 64

/**
 * A cache from ASCII byte runs to their strings: the names, states and references of a pool repeat by the thousand,
 * and a string that exists already costs neither time nor memory. Of fixed size: a new run takes the place of an old
 * one. Runs are at most 64 bytes long.
 */
export class Interner {
  readonly #bytes: Uint8Array
  readonly #view: DataView
  readonly #strings: string[]
  readonly #mask: number

  /** `slots` is a power of two. */
  constructor(slots: number) {
    this.#bytes = new Uint8Array(slots * slot)
    this.#view = new DataView(this.#bytes.buffer)
    this.#strings = new Array<string>(slots).fill('')
    this.#mask = slots - 1
  }

  /** Where the string of bytes start..end is or would be. Any hash does, the same one for the same bytes. */
  slotOf(hash: number): number {
    return (hash ^ (hash >>> 15)) & this.#mask
  }

  /** The string in a slot if it is that of bytes start..end of `view`, else undefined. */
  known(at: number, view: DataView, start: number, end: number): string | undefined {
    const text = this.#strings[at] ?? ''
    const length = end - start
    if (text.length !== length) return undefined
    const own = this.#view
    let from = at * slot
    let i = start
    // Compared as numbers, eight bytes at once; a NaN equals nothing, and no ASCII makes one.
    for (; i + 8 <= end; i += 8, from += 8)
      if (view.getFloat64(i, true) !== own.getFloat64(from, true)) return undefined
    for (; i < end; i++, from++) if (view.getUint8(i) !== own.getUint8(from)) return undefined
    return text
  }

  /** Keeps a string in its slot. */
  keep(at: number, text: string, bytes: Uint8Array, start: number, end: number): string {
    this.#bytes.set(bytes.subarray(start, end), at * slot)
    this.#strings[at] = text
    return text
  }

  /** The string of bytes start..end of `bytes`, all of them below 0x80. */
  text(bytes: Buffer, view: DataView, start: number, end: number, hash = hashOf(bytes, start, end)): string {
    const at = this.slotOf(hash)
    return (
      this.known(at, view, start, end) ??
      this.keep(at, bytes.toString('latin1', start, end), bytes, start, end)
    )
  }
}

/** A hash of bytes start..end. */
export function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0
  for (let i = start; i < end; i++) hash = (Math.imul(hash, 31) + (bytes[i] ?? 0)) | 0
  return hash
}
