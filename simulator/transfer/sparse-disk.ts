/** Bytes that are kept together. */
export const BLOCK = 64 * 1024

/** The bytes of a disk of which most are zero. Blocks are shared between a disk and its copies until one is written. */
export class SparseDisk {
  readonly #blocks: Map<number, Buffer>

  constructor(from?: SparseDisk) {
    this.#blocks = new Map(from ? from.#blocks : [])
  }

  /** Bytes that are kept: what was written and is not zero. */
  get used(): number {
    return this.#blocks.size * BLOCK
  }

  write(at: number, bytes: Uint8Array): void {
    for (let done = 0; done < bytes.length; ) {
      const index = Math.floor((at + done) / BLOCK)
      const from = at + done - index * BLOCK
      const piece = bytes.subarray(done, done + Math.min(BLOCK - from, bytes.length - done))
      this.#put(index, from, piece)
      done += piece.length
    }
  }

  read(at: number, length: number): Buffer {
    const bytes = Buffer.alloc(length)
    for (let done = 0; done < length; ) {
      const index = Math.floor((at + done) / BLOCK)
      const from = at + done - index * BLOCK
      const size = Math.min(BLOCK - from, length - done)
      this.#blocks.get(index)?.copy(bytes, done, from, from + size)
      done += size
    }
    return bytes
  }

  /** Whether there is nothing but zeros in a range. */
  isEmpty(at: number, length: number): boolean {
    for (let index = Math.floor(at / BLOCK); index * BLOCK < at + length; index++) {
      if (this.#blocks.has(index)) return false
    }
    return true
  }

  /** Whether a range is still the same as in a disk it was copied from. */
  isShared(with_: SparseDisk, at: number, length: number): boolean {
    for (let index = Math.floor(at / BLOCK); index * BLOCK < at + length; index++) {
      const own = this.#blocks.get(index)
      const other = with_.#blocks.get(index)
      if (own !== other && !(own && other && own.equals(other))) return false
    }
    return true
  }

  /** Nothing is left beyond this size. */
  truncate(size: number): void {
    for (const index of [...this.#blocks.keys()]) if (index * BLOCK >= size) this.#blocks.delete(index)
  }

  #put(index: number, from: number, piece: Uint8Array): void {
    const before = this.#blocks.get(index)
    if (!before && isZero(piece)) return
    const block = Buffer.alloc(BLOCK)
    before?.copy(block)
    block.set(piece, from)
    if (isZero(block)) this.#blocks.delete(index)
    else this.#blocks.set(index, block)
  }
}

const zeros = Buffer.alloc(BLOCK)

export function isZero(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; at += BLOCK) {
    const piece = bytes.subarray(at, at + BLOCK)
    if (zeros.compare(piece, 0, piece.length, 0, piece.length) !== 0) return false
  }
  return true
}
