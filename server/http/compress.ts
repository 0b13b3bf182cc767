import type { IncomingMessage, ServerResponse } from 'node:http'
import { constants, createGzip, type Gzip } from 'node:zlib'

/** Below this a body comes out no smaller than one packet anyway. */
const smallestBody = 1024
/** Measured on messages of changes: half the work of zlib's own choice, and hardly larger. */
const level = 4
/** What may wait to be packed before the writer is asked to wait. */
const mostWaiting = 64 * 1024

/**
 * Packs the answer by gzip where the browser takes that: bodies from 1 kB on, and streams of events, each of which
 * arrives at once. `write`, `end`, `flush` and the event 'drain' go on as before.
 *
 * An attacker who has a page ask for texts of their choice could guess secrets from the length of packed answers that
 * hold both (BREACH). The answers of tRPC repeat no input, the cookie is not among them, and the one secret there is,
 * the ticket of a console, comes alone in a small body to a request from our own pages.
 */
export function compressAnswer(request: IncomingMessage, response: ServerResponse): ServerResponse {
  if (!acceptsGzip(request.headers['accept-encoding'])) return response
  const plain = { write: response.write.bind(response), end: response.end.bind(response) }
  let packed: Packed | null | undefined

  function decide(chunk: string | Uint8Array): Packed | null {
    const streams = String(response.getHeader('Content-Type')).startsWith('text/event-stream')
    response.appendHeader('Vary', 'Accept-Encoding')
    if (!streams && Buffer.byteLength(chunk) < smallestBody) return null
    response.setHeader('Content-Encoding', 'gzip')
    response.removeHeader('Content-Length')
    return new Packed(response, plain)
  }

  return Object.assign(response, {
    write(chunk: string | Uint8Array): boolean {
      if (packed === undefined) packed = decide(chunk)
      return packed === null ? plain.write(chunk) : packed.write(chunk)
    },
    end(): ServerResponse {
      if (packed) packed.end()
      else plain.end()
      return response
    },
    /** Every chunk is on its way already. */
    flush(): void {},
  })
}

interface Plain {
  write: (chunk: Uint8Array) => boolean
  end: () => void
}

class Packed {
  private readonly gzip: Gzip
  private waiting: Uint8Array[] = []
  private waitingBytes = 0

  constructor(
    private readonly response: ServerResponse,
    plain: Plain,
  ) {
    this.gzip = createGzip({ level, flush: constants.Z_SYNC_FLUSH })
    this.gzip.on('data', (part: Uint8Array) => {
      if (!plain.write(part)) this.gzip.pause()
    })
    this.gzip.on('drain', () => response.emit('drain'))
    this.gzip.on('end', () => plain.end())
    this.gzip.on('error', error => response.destroy(error))
    response.on('drain', () => {
      if (!response.writableNeedDrain) this.gzip.resume()
    })
    response.once('close', () => this.gzip.destroy())
  }

  write(chunk: string | Uint8Array): boolean {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk
    // One event comes as several chunks, one right after the other: they are packed as one.
    if (this.waiting.length === 0) setImmediate(() => this.pack())
    this.waiting.push(bytes)
    this.waitingBytes += bytes.byteLength
    return this.waitingBytes < mostWaiting && !this.gzip.writableNeedDrain && !this.response.writableNeedDrain
  }

  end(): void {
    this.pack()
    if (!this.gzip.destroyed) this.gzip.end()
  }

  private pack(): void {
    const chunks = this.waiting
    const many = this.waitingBytes >= mostWaiting
    this.waiting = []
    this.waitingBytes = 0
    if (chunks.length === 0 || this.gzip.destroyed) return
    const takesMore = this.gzip.write(Buffer.concat(chunks))
    // Who was asked to wait because of what stood here is not told by the packer.
    if (many && takesMore && !this.response.writableNeedDrain) this.response.emit('drain')
  }
}

/** Whether `Accept-Encoding` names gzip, and not to refuse it. */
function acceptsGzip(header: string | string[] | undefined): boolean {
  return String(header ?? '')
    .split(',')
    .some(part => /^\s*(?:x-)?gzip\s*(?:;(?!\s*q=0(?:\.0*)?\s*$).*)?$/i.test(part))
}
