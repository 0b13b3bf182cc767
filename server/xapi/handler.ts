import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { type Endpoint, endpointText, parseEndpoint } from './endpoint'
import { TransportError, XapiError } from './errors'
import { networkError } from './network-error'
import { directly, type ResolveEndpoint } from './route'
import { openSocket } from './socket'
import type { XapiSession } from './xapi-session'

export interface HandlerOptions {
  readonly signal?: AbortSignal | undefined
  /** Milliseconds without a byte moving after which the transfer counts as dead, 5 min if not given. */
  readonly idleMs?: number
  /** The way to hosts that are known to the pool by an address that we may not reach. */
  readonly resolveEndpoint?: ResolveEndpoint
}

/** A request to one of the handlers that hosts have beside the calls. */
export interface HandlerRequest {
  readonly method: 'GET' | 'PUT'
  /** "/export" */
  readonly path: string
  /** Without the session, which is added; undefined members are left out, arrays repeated. */
  readonly query: { readonly [name: string]: string | number | boolean | readonly string[] | undefined }
  /** The host to ask, the coordinator if not given. */
  readonly at?: Endpoint | undefined
  readonly headers?: { readonly [name: string]: string }
  /** Of the body of a PUT, undefined if not known: then the end of the connection ends it. */
  readonly length?: number | undefined
}

/** A handler that has accepted a request. */
export interface OpenHandler {
  /** The endpoint that serves it, which after a redirect is not the one that was asked, as host:port. */
  readonly host: string
  readonly request: ClientRequest
  readonly socket: Socket
  /** The answer: there at once for a GET; for a PUT some handlers give it only after the body. */
  readonly answer: Promise<IncomingMessage>
  /** What went wrong, from what the socket or its streams threw. */
  readonly fault: (error: unknown) => unknown
  /** What an answer says that is not well: http-status, or the XapiError that stands in its page. */
  readonly refusal: (answer: IncomingMessage) => Promise<XapiError | TransportError>
}

const redirects = 3
/** How long a PUT waits for a redirect or a refusal before its body goes out. */
const patience = 1000
export const usualIdleMs = 5 * 60_000

/**
 * Sends the head of a request and follows redirects to other hosts, whose certificates the session knows, before any of
 * a body is sent. A session that has run out is renewed once. Throws TransportError (http-status for a refusal that
 * says no more), CertificateError, and XapiError where the answer names what was wrong. The session is in no error.
 */
export async function openHandler(
  session: XapiSession,
  request: HandlerRequest,
  options: HandlerOptions = {},
): Promise<OpenHandler> {
  let named = request.at ?? session.endpoint
  let renewed = false
  for (let hop = 0; ; hop++) {
    const used = session.ref
    const { endpoint, trust } = await (options.resolveEndpoint?.(named) ?? directly(session, named))
    const { socket } = await openSocket(endpoint, trust, { signal: options.signal })
    const open = send(socket, endpoint, request, used, session.userAgent, options)
    // Nobody may be listening when it fails later.
    open.answer.catch(() => undefined)
    const waiting = new AbortController()
    const early = await Promise.race([
      open.answer,
      ...(request.method === 'PUT' ? [setTimeout(patience, undefined, { signal: waiting.signal })] : []),
    ]).finally(() => waiting.abort())
    if (early === undefined || isWell(early)) return open
    const status = early.statusCode ?? 0
    if (status === 302 && hop < redirects) {
      named = target(early, endpoint, request.path)
      socket.destroy()
      continue
    }
    if (status === 401 && !renewed) {
      renewed = true
      socket.destroy()
      await session.renew(used)
      continue
    }
    throw await open.refusal(early)
  }
}

export function isWell(answer: IncomingMessage): boolean {
  const status = answer.statusCode ?? 0
  return status >= 200 && status < 300
}

function pathOf({ path, query }: HandlerRequest, session: string): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) continue
    for (const item of Array.isArray(value) ? value : [value]) search.append(name, String(item))
  }
  search.append('session_id', session)
  // References are known by their colon.
  return `${path}?${search.toString().replaceAll('%3A', ':').replaceAll('+', '%20')}`
}

function send(
  socket: Socket,
  endpoint: Endpoint,
  wanted: HandlerRequest,
  session: string,
  userAgent: string,
  { signal, idleMs = usualIdleMs }: HandlerOptions,
): OpenHandler {
  const { method, path: call, headers, length } = wanted
  const host = endpointText(endpoint)
  const request = httpRequest({
    method,
    path: pathOf(wanted, session),
    host: endpoint.host,
    port: endpoint.port,
    headers: {
      'user-agent': userAgent,
      ...headers,
      ...(length === undefined ? {} : { 'content-length': String(length) }),
      connection: 'close',
    },
    // Used only because no agent is named.
    createConnection: () => socket,
  })
  // Hosts know no chunks.
  request.useChunkedEncodingByDefault = false
  let cancelled = false
  const cancel = () => {
    cancelled = true
    socket.destroy()
  }
  signal?.addEventListener('abort', cancel, { once: true })
  if (signal?.aborted) cancel()
  let silent = false
  socket.setTimeout(idleMs, () => {
    silent = true
    socket.destroy()
  })
  socket.once('close', () => signal?.removeEventListener('abort', cancel))
  const fault = (error: unknown) => {
    if (error instanceof XapiError) return error
    if (cancelled) return new TransportError('cancelled', host, { call })
    return silent ? new TransportError('timeout', host, { call }) : networkError(error, host, { call })
  }
  const answer = new Promise<IncomingMessage>((resolve, reject) => {
    request.once('response', resolve)
    request.on('error', error => reject(fault(error)))
  })
  if (method === 'GET') request.end()
  else request.flushHeaders()
  return { host, request, socket, answer, fault, refusal: page => refusal(page, host, call, session) }
}

/** Where a redirect leads: to the same handler of another host. */
function target(answer: IncomingMessage, from: Endpoint, call: string): Endpoint {
  const { location = '' } = answer.headers
  const url = URL.canParse(location) ? new URL(location) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol))
    throw new TransportError('bad-answer', endpointText(from), { call, detail: 'a redirect to nowhere' })
  const next = parseEndpoint(`${url.protocol}//${url.host}`)
  // Where credentials went over TLS they do not go on without it.
  return from.tls && !next.tls ? parseEndpoint(`https://${url.hostname}`) : next
}

const said = 16 * 1024

/** What a refusal says: hosts write the error, with its parameters, into a page for people. */
async function refusal(
  answer: IncomingMessage,
  host: string,
  call: string,
  session: string,
): Promise<XapiError | TransportError> {
  let page = ''
  try {
    for await (const chunk of answer) {
      page += String(chunk)
      if (page.length > said) break
    }
  } catch {
    // Cut off: what came of it has to do.
  }
  answer.destroy()
  const found = /\b([A-Z][A-Z0-9_]{3,}): \[ (.*?) \]/s.exec(page)
  const [, code, list = ''] = found ?? []
  if (code === undefined)
    return new TransportError('http-status', host, { call, status: answer.statusCode ?? 0 })
  const params = plain(list).split('; ')
  return new XapiError(
    code,
    params.map(param => param.replaceAll(session, 'the session')),
    call,
    host,
  )
}

function plain(html: string): string {
  return html
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}
