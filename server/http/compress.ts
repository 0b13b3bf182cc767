import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Transform } from 'node:stream'
import { constants, createBrotliCompress, createGzip } from 'node:zlib'

/** Below this a body comes out no smaller than one packet anyway. */
const smallestBody = 1024
/**
 * Measured on what a tab is told first and on messages of changes: brotli as quick as gzip makes the first a quarter
 * smaller and the others a sixth, because it looks back 256 kB instead of 32, in no more memory for a stream. gzip at this
 * level is half the work of zlib's own choice, and hardly larger; browsers ask for it where the way is not secure.
 */
const packers = {
  br: () =>
    createBrotliCompress({
      flush: constants.BROTLI_OPERATION_FLUSH,
      params: { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_LGWIN]: 18 },
    }),
  gzip: () => createGzip({ level: 4, flush: constants.Z_SYNC_FLUSH }),
}
type Encoding = keyof typeof packers

/** What may wait to be packed before the writer is asked to wait. */
const mostWaiting = 64 * 1024

/**
 * Packs the answer by brotli or gzip where the browser takes that: bodies from 1 kB on, and streams of events, each of which
 * arrives at once. `write`, `end`, `flush` and the event 'drain' go on as before.
 *
 * An attacker who has a page ask for texts of their choice could guess secrets from the length of packed answers that
 * hold both (BREACH). The answers of tRPC repeat no input, the cookie is not among them, and the one secret there is,
 * the ticket of a console, comes alone in a small body to a request from our own pages.
 */
export function compressAnswer(request: IncomingMessage, response: ServerResponse): ServerResponse {
  const encoding = encodingFor(request.headers['accept-encoding'])
  if (encoding === undefined) return response
  const plain = { write: response.write.bind(response), end: response.end.bind(response) }
  let packed: Packed | null | undefined

  const decide = (chunk: string | Uint8Array): Packed | null => {
    const streams = String(response.getHeader('Content-Type')).startsWith('text/event-stream')
    response.appendHeader('Vary', 'Accept-Encoding')
    if (!streams && Buffer.byteLength(chunk) < smallestBody) return null
    response.setHeader('Content-Encoding', encoding)
    response.removeHeader('Content-Length')
    return new Packed(response, plain, packers[encoding]())
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
  private waiting: Uint8Array[] = []
  private waitingBytes = 0

  constructor(
    private readonly response: ServerResponse,
    plain: Plain,
    private readonly packer: Transform,
  ) {
    this.packer.on('data', (part: Uint8Array) => {
      if (!plain.write(part)) this.packer.pause()
    })
    this.packer.on('drain', () => response.emit('drain'))
    this.packer.on('end', () => plain.end())
    this.packer.on('error', error => response.destroy(error))
    response.on('drain', () => {
      if (!response.writableNeedDrain) this.packer.resume()
    })
    response.once('close', () => this.packer.destroy())
  }

  write(chunk: string | Uint8Array): boolean {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk
    // One event comes as several chunks, one right after the other: they are packed as one.
    if (this.waiting.length === 0) setImmediate(() => this.pack())
    this.waiting.push(bytes)
    this.waitingBytes += bytes.byteLength
    return (
      this.waitingBytes < mostWaiting && !this.packer.writableNeedDrain && !this.response.writableNeedDrain
    )
  }

  end(): void {
    this.pack()
    if (!this.packer.destroyed) this.packer.end()
  }

  private pack(): void {
    const chunks = this.waiting
    const many = this.waitingBytes >= mostWaiting
    this.waiting = []
    this.waitingBytes = 0
    if (chunks.length === 0 || this.packer.destroyed) return
    const takesMore = this.packer.write(Buffer.concat(chunks))
    // Who was asked to wait because of what stood here is not told by the packer.
    if (many && takesMore && !this.response.writableNeedDrain) this.response.emit('drain')
  }
}

/** The best of what `Accept-Encoding` names and does not refuse. */
function encodingFor(header: string | string[] | undefined): Encoding | undefined {
  const accepted = String(header ?? '')
    .toLowerCase()
    .split(',')
    .flatMap(part => {
      const [name = '', ...parameters] = part.split(';').map(text => text.trim())
      const refused = parameters.some(parameter => /^q=0(?:\.0*)?$/.test(parameter))
      return refused ? [] : [name === 'x-gzip' ? 'gzip' : name]
    })
  return (['br', 'gzip'] as const).find(encoding => accepted.includes(encoding))
}
