import type { Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

interface Cut {
  /** Only the answer to this message; any if not given. `file`: what a GET or PUT is answered. */
  readonly message: string | undefined
  /** Bytes of the body that still come; half of them if not given. */
  readonly after: number | undefined
}

/** How much of a stream whose length nobody knows still comes before it is cut, if nobody said. */
const SOME = 1000
/** How often a slow line sends something, in seconds. */
const TICK = 0.05

/** What is wrong with the connections to a pool. All times are real ones: clients live by them. */
export class Line {
  #cuts: Cut[] = []
  #delay = 0
  #pace = Number.POSITIVE_INFINITY

  /** The next answer to `message` (`VM.get_all_records`, `file`; if not given, to anything) ends in its middle. */
  cutNext(message?: string, after?: number): void {
    this.#cuts.push({ message, after })
  }

  /** Answers begin `seconds` later, and come at no more than so many bytes a second. Nothing given: as fast as can be. */
  slow(seconds = 0, bytesPerSecond = Number.POSITIVE_INFINITY): void {
    this.#delay = seconds
    this.#pace = bytesPerSecond
  }

  async begin(): Promise<void> {
    if (this.#delay > 0) await sleep(this.#delay * 1000)
  }

  /** How many bytes of this answer may leave; undefined: all. Asking uses up what was asked for. */
  limit(message: string, length = 2 * SOME): number | undefined {
    const index = this.#cuts.findIndex(one => one.message === undefined || one.message === message)
    const [cut] = index < 0 ? [] : this.#cuts.splice(index, 1)
    return cut && (cut.after ?? Math.floor(length / 2))
  }

  /** A chunk in the parts in which it may leave, each when it may. */
  async *paced(chunk: Buffer): AsyncGenerator<Buffer> {
    for (let at = 0; at < chunk.length; ) {
      const size = Number.isFinite(this.#pace) ? Math.max(1, Math.floor(this.#pace * TICK)) : chunk.length
      yield chunk.subarray(at, at + size)
      at += size
      if (Number.isFinite(this.#pace)) await sleep(TICK * 1000)
    }
  }
}

/** Lets so many more bytes leave through a connection, then drops it. */
export function cutAfter(socket: Socket, bytes: number): void {
  let left = bytes
  const write = socket.write.bind(socket)
  const limited = (data: string | Uint8Array, ...rest: readonly unknown[]): boolean => {
    const chunk = typeof data === 'string' ? Buffer.from(data, encodingOf(rest[0])) : data
    const done = rest.find(one => typeof one === 'function')
    if (chunk.length <= left) {
      left -= chunk.length
      return write(chunk, error => typeof done === 'function' && done(error))
    }
    write(chunk.subarray(0, left), () => socket.destroy())
    left = 0
    return false
  }
  socket.write = limited
}

function encodingOf(value: unknown): BufferEncoding {
  return typeof value === 'string' && Buffer.isEncoding(value) ? value : 'utf8'
}
