import { openAnswer } from './answer'
import { timeouts } from './call-kind'
import { type Endpoint, endpointText, parseEndpoint } from './endpoint'
import { CertificateError, TransportError, XapiError } from './errors'
import type { Ref } from './model/records'
import { planOf } from './plan'
import type { Trust } from './socket'
import { defaultUserAgent, Transport } from './transport'
import { typeOf } from './type-text'
import { jsonFormat, type WireFormat, xmlFormat } from './wire-format'
import { XapiSession } from './xapi-session'

export type { XapiSession }

export interface LoginOptions {
  /** As a person types it; parseEndpoint() says what it may be. */
  readonly address: string
  readonly username: string
  readonly password: string
  /** The certificate accepted for `address`: SHA-256, colon-separated hex. Without one the system's authorities decide. */
  readonly pin?: string | undefined
  /** Accepted certificates by "host:port". Looked up first. */
  readonly pins?: { readonly [endpointText: string]: string }
  /** Accepted certificates by host, whatever the port. Looked up second. */
  readonly pinOf?: (host: string) => string | undefined
  /** A name for the kind of client: sessions are counted by it. */
  readonly originator?: string
  /** Other hosts of the pool, asked in turn when `address` cannot be reached. */
  readonly members?: readonly string[]
  readonly userAgent?: string
  readonly signal?: AbortSignal
  /**
   * The language of calls. Without it, or with 'auto', JSON-RPC, which costs both sides less, and XML-RPC at hosts that
   * are too old to know it.
   */
  readonly wire?: 'auto' | 'json' | 'xml' | undefined
}

const redirects = 2

/**
 * Logs in to a pool. A member shows the way to the coordinator (`session.redirectedFrom`), whose certificate has to
 * be accepted on its own: CertificateError carries it and its endpoint. Only a failing connection leads to the other
 * members, a refusal never. Throws XapiError, TransportError, CertificateError, and
 * AddressError when one of the addresses is none.
 */
export async function login(options: LoginOptions): Promise<XapiSession> {
  const { address, members = [], pin, pins = {}, pinOf, signal } = options
  const first = parseEndpoint(address)
  const trustOf = (endpoint: Endpoint): Trust => {
    const filed = pins[endpointText(endpoint)] ?? pinOf?.(endpoint.host)
    return { pin: filed ?? (endpointText(endpoint) === endpointText(first) ? pin : undefined) }
  }
  const others = members.map(member => parseEndpoint(member, first.tls))
  let failure: unknown
  const tried = new Set<string>()
  for (const endpoint of [first, ...others]) {
    if (tried.has(endpointText(endpoint))) continue
    tried.add(endpointText(endpoint))
    try {
      return await loginAt(endpoint, options, trustOf)
    } catch (error) {
      // What the address itself said is what a person has to be told, not what a remembered member said.
      failure ??= error
      if (signal?.aborted || !mayGoOn(error, endpoint === first)) throw error
    }
  }
  throw failure
}

function mayGoOn(error: unknown, first: boolean): boolean {
  if (error instanceof TransportError) return error.kind !== 'cancelled'
  // A member whose certificate nobody accepted is passed over; the one asked for is a matter for a person.
  return error instanceof CertificateError && !first
}

async function loginAt(
  start: Endpoint,
  options: LoginOptions,
  trustOf: (endpoint: Endpoint) => Trust,
): Promise<XapiSession> {
  const { userAgent = defaultUserAgent, signal } = options
  let endpoint = start
  for (let hop = 0; ; hop++) {
    const transport = new Transport(endpoint, trustOf(endpoint), userAgent)
    try {
      const { ref, format } = await introduce(transport, options)
      const session = new XapiSession({
        transport,
        format,
        ref,
        logIn: given => openSession(transport, format, options, given),
        trustOf,
        userAgent,
        redirectedFrom: hop === 0 ? undefined : start,
      })
      await meet(session, signal)
      return session
    } catch (error) {
      await transport.close()
      const next = hop < redirects ? coordinatorOf(error, endpoint) : undefined
      if (!next) throw error
      endpoint = next
    }
  }
}

async function meet(session: XapiSession, signal: AbortSignal | undefined): Promise<void> {
  try {
    await session.meet(signal)
  } catch (error) {
    // A session that nobody will use must not stay open at the host.
    await session.logout()
    throw error
  }
}

/** Where HOST_IS_SLAVE points; undefined for any other error. */
function coordinatorOf(error: unknown, member: Endpoint): Endpoint | undefined {
  if (!(error instanceof XapiError) || error.code !== 'HOST_IS_SLAVE') return undefined
  const next = parseEndpoint(error.params[0] ?? '', member.tls)
  return endpointText(next) !== endpointText(member) ? next : undefined
}

/** Logs in for the first time, in the language that the host understands. */
async function introduce(
  transport: Transport,
  options: LoginOptions,
): Promise<{ ref: Ref<'session'>; format: WireFormat }> {
  const { wire = 'auto', signal } = options
  if (wire !== 'xml') {
    try {
      return { ref: await openSession(transport, jsonFormat, options, signal), format: jsonFormat }
    } catch (error) {
      if (wire === 'json' || !knowsNoJson(error)) throw error
    }
  }
  return { ref: await openSession(transport, xmlFormat, options, signal), format: xmlFormat }
}

/** An old host takes a call of JSON-RPC for a malformed one of XML-RPC: it answers, but with an HTTP error or XML. */
function knowsNoJson(error: unknown): boolean {
  return error instanceof TransportError && (error.kind === 'http-status' || error.kind === 'bad-answer')
}

async function openSession(
  transport: Transport,
  format: WireFormat,
  options: LoginOptions,
  signal: AbortSignal | undefined,
): Promise<Ref<'session'>> {
  const call = 'session.login_with_password'
  const { username, password, originator = 'Domus' } = options
  const request = format.request(
    call,
    [
      ['string', username],
      ['string', password],
      ['string', '1.0'],
      ['string', originator],
    ],
    planOf(typeOf('string')),
  )
  const host = endpointText(transport.endpoint)
  const value = openAnswer(
    await transport.post(request, { call, timeout: timeouts.login, signal }),
    call,
    host,
  )
  if (typeof value !== 'string' || value === '')
    throw new TransportError('bad-answer', host, { call, detail: 'no session' })
  return asSession(value)
}

/** What session.login_with_password gives is the reference of a session. */
function asSession(value: string): Ref<'session'> {
  return value as Ref<'session'>
}
