/**
 * A cache from short ASCII byte runs to their strings: the member names and states of a pool repeat by the
 * thousand, and a string that exists already costs neither time nor memory. Of fixed size: a new run takes the place
 * of an old one.
 */
export class Interner {
  readonly #hashes: Int32Array
  readonly #strings: string[]
  readonly #mask: number

  /** `slots` is a power of two. */
  constructor(slots: number) {
    this.#hashes = new Int32Array(slots)
    this.#strings = new Array<string>(slots).fill('')
    this.#mask = slots - 1
  }

  /** The string of bytes start..end of `bytes`, all of them below 0x80. */
  text(bytes: Buffer, start: number, end: number): string {
    let hash = end - start
    for (let i = start; i < end; i++) hash = (Math.imul(hash, 31) + (bytes[i] ?? 0)) | 0
    const slot = (hash ^ (hash >>> 15)) & this.#mask
    const known = this.#strings[slot] ?? ''
    if (this.#hashes[slot] === hash && same(known, bytes, start, end)) return known
    const text = bytes.toString('latin1', start, end)
    this.#hashes[slot] = hash
    this.#strings[slot] = text
    return text
  }
}

function same(text: string, bytes: Buffer, start: number, end: number): boolean {
  if (text.length !== end - start) return false
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) !== bytes[start + i]) return false
  return true
}
