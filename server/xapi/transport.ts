import { Pool } from 'undici'
import type { Answer } from './answer'
import { type Endpoint, endpointText } from './endpoint'
import { type MetCertificate, TransportError } from './errors'
import { networkError } from './network-error'
import { openSocket, type Trust } from './socket'
import { inTurns } from './turns'
import { WireError } from './wire'
import type { Request } from './wire-format'

export { readCertificate } from './socket'

export const defaultUserAgent = 'Domus/0.1'

/** A host serves few connections to each client: four for calls, and two for event.from, which blocks. */
const lanes = { call: 4, event: 2 } as const
export type Lane = keyof typeof lanes

export interface PostOptions {
  /** Name of the call, for errors. */
  readonly call: string
  /** Milliseconds without anything arriving, after which the answer counts as lost. */
  readonly timeout: number
  readonly lane?: Lane
  readonly signal?: AbortSignal | undefined
  readonly headers?: { readonly [name: string]: string }
}

/** An answer that has begun is read for at most this long and this far, however steadily it goes on. */
const longestAnswer = 10 * 60_000
const longestBody = 512 * 2 ** 20

/** The HTTP connections to one host, over which calls and answers go to and fro. */
export class Transport {
  readonly #pools: { readonly [lane in Lane]: Pool }
  readonly #host: string
  readonly #userAgent: string
  readonly #closing = new AbortController()
  #certificate: MetCertificate | undefined

  constructor(
    readonly endpoint: Endpoint,
    trust: Trust,
    userAgent = defaultUserAgent,
  ) {
    this.#host = endpointText(endpoint)
    this.#userAgent = userAgent
    const pool = (connections: number) =>
      new Pool(endpoint.url, {
        connections,
        pipelining: 1,
        keepAliveTimeout: 60_000,
        // Answers are timed by post(): the first may take as long as the work does.
        headersTimeout: 0,
        bodyTimeout: 0,
        connect: (_, callback) => {
          openSocket(endpoint, trust, { signal: this.#closing.signal }).then(
            ({ socket, certificate }) => {
              this.#certificate = certificate
              callback(null, socket)
            },
            (error: Error) => callback(error, null),
          )
        },
      })
    this.#pools = { call: pool(lanes.call), event: pool(lanes.event) }
  }

  /** The certificate of the last connection; undefined before the first and over plain HTTP. */
  get certificate(): MetCertificate | undefined {
    return this.#certificate
  }

  /** Sends a call and reads the answer. Throws TransportError or CertificateError; sends again never. */
  async post(request: Request, options: PostOptions): Promise<Answer> {
    const { path, contentType, accepts, body, reader } = request
    const { call, timeout, lane = 'call', signal, headers } = options
    const watch = new Watch(timeout, signal)
    try {
      const answer = await this.#pools[lane].request({
        method: 'POST',
        path,
        headers: { 'content-type': contentType, 'user-agent': this.#userAgent, ...headers },
        body,
        signal: watch.signal,
      })
      if (answer.statusCode !== 200) {
        answer.body.on('error', () => undefined).destroy()
        throw new TransportError('http-status', this.#host, { call, status: answer.statusCode })
      }
      const detail = objection(answer.headers, accepts)
      if (detail !== undefined) {
        answer.body.on('error', () => undefined).destroy()
        throw new TransportError('bad-answer', this.#host, { call, detail })
      }
      watch.until(longestAnswer)
      await inTurns(answer.body, piece => {
        watch.progress()
        reader.write(piece)
      })
      return reader.end()
    } catch (error) {
      if (watch.ended !== undefined) throw new TransportError(watch.ended, this.#host, { call, cause: error })
      if (error instanceof WireError)
        throw new TransportError('bad-answer', this.#host, { call, detail: error.message, cause: error })
      throw networkError(error, this.#host, { call })
    } finally {
      watch.stop()
    }
  }

  /** Ends all connections; what is under way fails with TransportError cancelled. */
  async close(): Promise<void> {
    this.#closing.abort()
    await Promise.all([this.#pools.call.destroy(), this.#pools.event.destroy()])
  }
}

/** What speaks against reading a body, from its headers. */
function objection(
  headers: { readonly [name: string]: string | string[] | undefined },
  accepts: RegExp,
): string | undefined {
  const type = String(headers['content-type'] ?? '')
  if (type !== '' && !accepts.test(type)) return `content type ${type.slice(0, 60)}`
  const charset = /charset\s*=\s*"?([^\s;"]+)/i.exec(type)?.[1]
  if (charset !== undefined && !/^(utf-?8|(us-)?ascii)$/i.test(charset))
    return `charset ${charset.slice(0, 30)}`
  const encoding = String(headers['content-encoding'] ?? 'identity')
  if (encoding !== 'identity') return `content encoding ${encoding.slice(0, 30)}`
  return Number(headers['content-length'] ?? 0) > longestBody ? 'too long' : undefined
}

/** Aborts when nothing moves for too long or when the caller gives up, and knows which it was. */
class Watch {
  readonly #controller = new AbortController()
  readonly #timer: NodeJS.Timeout
  #deadline: NodeJS.Timeout | undefined
  readonly #caller: AbortSignal | undefined
  ended: 'timeout' | 'cancelled' | undefined

  constructor(timeout: number, caller: AbortSignal | undefined) {
    this.#caller = caller
    this.#timer = setTimeout(() => this.#end('timeout'), timeout)
    caller?.addEventListener('abort', this.#cancel, { once: true })
    if (caller?.aborted) this.#cancel()
  }

  get signal(): AbortSignal {
    return this.#controller.signal
  }

  progress(): void {
    this.#timer.refresh()
  }

  /** Ends it in any case after so many milliseconds. */
  until(milliseconds: number): void {
    this.#deadline = setTimeout(() => this.#end('timeout'), milliseconds)
  }

  stop(): void {
    clearTimeout(this.#timer)
    clearTimeout(this.#deadline)
    this.#caller?.removeEventListener('abort', this.#cancel)
  }

  readonly #cancel = () => this.#end('cancelled')

  #end(why: 'timeout' | 'cancelled'): void {
    this.ended ??= why
    this.#controller.abort()
  }
}
