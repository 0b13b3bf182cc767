import type { Duplex } from 'node:stream'
import { type Endpoint, endpointText, parseEndpoint } from './endpoint'
import { TransportError } from './errors'
import { networkError } from './network-error'
import { directly, type ResolveEndpoint } from './route'
import { openSocket, type Trust } from './socket'
import type { XapiSession } from './xapi-session'

export interface ConsoleOptions {
  readonly signal?: AbortSignal
  /** Milliseconds until the console must be open, 15 s if not given. */
  readonly timeoutMs?: number
  /**
   * Where the host of a location is reached and what certificate it has to show: a host may be known to its pool by an
   * address that nobody else can reach. The location's own host, and what the session accepts, if not given.
   */
  readonly resolveEndpoint?: ResolveEndpoint
}

export interface ConsoleStream {
  /** The bytes of the console, RFB or text, both ways. Nothing is read before there is a reader. */
  readonly stream: Duplex
  /** What came behind the answer already: the first bytes of the stream. */
  readonly head: Buffer
}

const headLimit = 16 * 1024
const call = 'console'

/**
 * Opens a console by its `location`, at the host that runs the VM. Throws TransportError — http-status when the host
 * refuses: 401 session, 403 role, 404 no live console, 500 the VM does not run there, 503 in use by others — or
 * CertificateError. The session's reference stands in no error.
 */
export async function openConsole(
  session: XapiSession,
  location: string,
  options: ConsoleOptions = {},
): Promise<ConsoleStream> {
  const url = parseLocation(location)
  if (!url)
    throw new TransportError('bad-answer', endpointText(session.endpoint), {
      call,
      detail: 'no console location',
    })
  const named = parseEndpoint(`${url.protocol}//${url.host}`)
  const { endpoint, trust } = await (options.resolveEndpoint ?? (host => directly(session, host)))(named)
  const used = session.ref
  try {
    return await connect(endpoint, trust, pathOf(url, used), session.userAgent, options)
  } catch (error) {
    if (!(error instanceof TransportError) || error.status !== 401) throw error
    // The session has run out: any call renews it, and so does this one.
    await session.renew(used)
    return connect(endpoint, trust, pathOf(url, session.ref), session.userAgent, options)
  }
}

function parseLocation(location: string): URL | undefined {
  const url = URL.canParse(location) ? new URL(location) : undefined
  return url?.protocol === 'https:' || url?.protocol === 'http:' ? url : undefined
}

function pathOf(url: URL, session: string): string {
  const value = /^[\w:.-]+$/.test(session) ? session : encodeURIComponent(session)
  return `${url.pathname}${url.search}${url.search ? '&' : '?'}session_id=${value}`
}

async function connect(
  endpoint: Endpoint,
  trust: Trust,
  path: string,
  userAgent: string,
  options: ConsoleOptions,
): Promise<ConsoleStream> {
  const { signal, timeoutMs = 15_000 } = options
  const host = endpointText(endpoint)
  const { socket } = await openSocket(endpoint, trust, { signal, timeoutMs })
  return new Promise((resolve, reject) => {
    let received: Buffer = Buffer.alloc(0)
    const settle = (outcome: ConsoleStream | Error) => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', cancel)
      socket.off('readable', take).off('error', fail).off('close', close)
      if (outcome instanceof Error) {
        socket.on('error', () => undefined)
        socket.destroy()
        reject(outcome)
      } else resolve(outcome)
    }
    // Read by hand, not by 'data': the stream is then left as new, waiting for its reader.
    const take = () => {
      const chunk: Buffer | null = socket.read()
      if (chunk === null) return
      received = received.length === 0 ? chunk : Buffer.concat([received, chunk])
      const end = received.indexOf('\r\n\r\n')
      if (end < 0 && received.length <= headLimit) return
      const refusal = end < 0 ? undefined : statusOf(received.toString('latin1', 0, end))
      if (refusal === undefined) settle(new TransportError('bad-answer', host, { call, detail: 'no HTTP' }))
      else if (refusal !== 200) settle(new TransportError('http-status', host, { call, status: refusal }))
      else settle({ stream: socket, head: received.subarray(end + 4) })
    }
    const fail = (error: Error) => settle(networkError(error, host, { call }))
    const close = () => settle(new TransportError('closed', host, { call }))
    const cancel = () => settle(new TransportError('cancelled', host, { call }))
    const timer = setTimeout(() => settle(new TransportError('timeout', host, { call })), timeoutMs)
    signal?.addEventListener('abort', cancel, { once: true })
    socket.on('readable', take).on('error', fail).on('close', close)
    if (signal?.aborted) cancel()
    else socket.write(`CONNECT ${path} HTTP/1.1\r\nHost: ${host}\r\nUser-Agent: ${userAgent}\r\n\r\n`)
  })
}

/** The status of an answer's first line; undefined when it is not HTTP. */
function statusOf(head: string): number | undefined {
  const m = /^HTTP\/1\.[01] (\d{3})(?: |\r|$)/.exec(head)
  return m ? Number(m[1]) : undefined
}
