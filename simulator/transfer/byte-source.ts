import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'

/** The stream ended before all that had to come was there. */
export class CutShort extends Error {
  constructor() {
    super('The stream ended too early')
    this.name = 'CutShort'
  }
}

/** Bytes that arrive in pieces of any size, taken in pieces of known sizes. */
export class ByteSource {
  readonly #pieces: AsyncIterator<Uint8Array>
  #buffer: Buffer = Buffer.alloc(0)
  #taken = 0

  constructor(pieces: AsyncIterable<Uint8Array>) {
    this.#pieces = pieces[Symbol.asyncIterator]()
  }

  /** Bytes taken so far. */
  get position(): number {
    return this.#taken
  }

  /** Exactly so many bytes. Rejects with CutShort when the stream ends before. */
  async take(length: number): Promise<Buffer> {
    const bytes = await this.takeUpTo(length)
    if (bytes.length < length) throw new CutShort()
    return bytes
  }

  /** So many bytes, fewer at the end of the stream. */
  async takeUpTo(length: number): Promise<Buffer> {
    await this.#fill(length)
    const bytes = this.#buffer.subarray(0, length)
    this.#buffer = this.#buffer.subarray(length)
    this.#taken += bytes.length
    return bytes
  }

  /** Bytes that come next, and stay. */
  async peek(length: number): Promise<Buffer> {
    await this.#fill(length)
    return this.#buffer.subarray(0, length)
  }

  /** Passes over bytes. Rejects with CutShort when the stream ends before. */
  async skip(length: number): Promise<void> {
    for (let left = length; left > 0; ) left -= (await this.take(Math.min(left, 1024 * 1024))).length
  }

  /** All that is left, as it comes. */
  async *rest(): AsyncGenerator<Uint8Array> {
    for (;;) {
      const bytes = await this.takeUpTo(Math.max(1, this.#buffer.length))
      if (bytes.length === 0) return
      yield bytes
    }
  }

  async #fill(length: number): Promise<void> {
    if (this.#buffer.length >= length) return
    const pieces: Uint8Array[] = [this.#buffer]
    let size = this.#buffer.length
    while (size < length) {
      const next = await this.#pieces.next()
      if (next.done) break
      pieces.push(next.value)
      size += next.value.length
    }
    this.#buffer = Buffer.concat(pieces)
  }
}

const GZIP = Buffer.from([0x1f, 0x8b])

/** The same bytes, unpacked when they come packed with gzip. */
export async function unpacked(source: ByteSource): Promise<ByteSource> {
  if (!(await source.peek(2)).equals(GZIP)) return source
  const packed = Readable.from(source.rest())
  const plain = createGunzip()
  packed.on('error', error => plain.destroy(error))
  return new ByteSource(packed.pipe(plain))
}
