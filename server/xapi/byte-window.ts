/**
 * The bytes a reader has been given and not yet used. Bytes that make no whole token yet wait in a buffer of our own
 * that grows by doubling; `scanned` remembers how far they were searched, so that neither many small pieces nor one
 * huge text costs more than its length.
 */
export class ByteWindow {
  buffer: Buffer = Buffer.alloc(0)
  /** The same bytes, for reading several at once. */
  view = new DataView(this.buffer.buffer, 0, 0)
  /** Unread bytes are pos..end of `buffer`. */
  pos = 0
  end = 0
  /** Up to here nothing was found. */
  scanned = 0
  /** Bytes of the document before the start of `buffer`. */
  base = 0
  #own = false

  get total(): number {
    return this.base + this.end
  }

  /** Adds the next bytes; with nothing waiting they are read where they lie. */
  take(chunk: Uint8Array): void {
    if (this.pos === this.end) {
      this.base += this.end
      this.buffer = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
      this.view = new DataView(chunk.buffer, chunk.byteOffset, chunk.byteLength)
      this.#own = false
      this.pos = 0
      this.scanned = 0
      this.end = chunk.length
      return
    }
    if (this.end + chunk.length > this.buffer.length) this.#move(2 * (this.end - this.pos + chunk.length))
    this.buffer.set(chunk, this.end)
    this.end += chunk.length
  }

  /** The last chunk is not ours to keep: what is left of it moves into a buffer of our own. */
  settle(): void {
    if (!this.#own && this.pos !== this.end) this.#move(2 * (this.end - this.pos))
  }

  matches(start: number, wanted: Buffer): boolean {
    const end = start + wanted.length
    return this.end >= end && this.buffer.compare(wanted, 0, wanted.length, start, end) === 0
  }

  /** Where `wanted` begins, from `start` on; -1 when it is not here yet. */
  find(start: number, wanted: Buffer): number {
    const from = Math.max(start, this.scanned - wanted.length)
    const at = this.buffer.subarray(0, this.end).indexOf(wanted, from)
    if (at < 0) this.scanned = this.end
    return at
  }

  #move(size: number): void {
    const to = Buffer.allocUnsafe(Math.max(1024, size))
    this.buffer.copy(to, 0, this.pos, this.end)
    this.base += this.pos
    this.scanned = Math.max(0, this.scanned - this.pos)
    this.end -= this.pos
    this.pos = 0
    this.buffer = to
    this.view = new DataView(to.buffer, to.byteOffset, to.length)
    this.#own = true
  }
}
