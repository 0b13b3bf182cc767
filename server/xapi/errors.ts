import { type Endpoint, endpointText } from './endpoint'

/** A certificate as it was met. `sha256` is colon-separated upper-case hex of the certificate, times are ISO 8601. */
export interface MetCertificate {
  readonly sha256: string
  readonly subject: string
  readonly issuer: string
  readonly validFrom: string
  readonly validTo: string
  readonly selfSigned: boolean
}

/** Parameters that name a session or a person's text beside a password: never part of a message. */
const quiet = new Set(['SESSION_INVALID', 'SESSION_AUTHENTICATION_FAILED', 'SESSION_AUTHORIZATION_FAILED'])

/** Where a refusal names a session, it gives the reference that opens the pool: that one is left out. */
function withoutSession(code: string, params: readonly string[]): string[] {
  if (code === 'SESSION_INVALID') return []
  return code === 'HANDLE_INVALID' && params[0] === 'session' ? ['session'] : [...params]
}

/** A refusal by the XenAPI: its code and parameters as they came, the call without its arguments, and the host asked. */
export class XapiError extends Error {
  override readonly name = 'XapiError'
  readonly params: string[]

  constructor(
    readonly code: string,
    params: readonly string[],
    readonly call?: string,
    readonly host?: string,
    options?: ErrorOptions,
  ) {
    const kept = withoutSession(code, params)
    super(
      `${call ? `${call}: ` : ''}${code}${quiet.has(code) || kept.length === 0 ? '' : ` [${kept.join(', ')}]`}`,
      options,
    )
    this.params = kept
  }
}

export type TransportKind =
  | 'refused' // nobody listens there, or no way leads there
  | 'forbidden' // an address that this program does not connect to
  | 'dns' // the name is known to no name server
  | 'timeout' // no connection, or no answer, in time
  | 'tls' // the hosts do not agree on an encrypted connection
  | 'closed' // the connection ended before the answer did
  | 'http-status' // an HTTP status other than the one that was needed
  | 'bad-answer' // an answer that is not of the XenAPI
  | 'cancelled' // we gave up because we were asked to

export interface TransportDetails {
  readonly call?: string
  /** The HTTP status of http-status. */
  readonly status?: number
  /** A few words of what came, for the log. */
  readonly detail?: string
  readonly cause?: unknown
}

const said: { readonly [kind in TransportKind]: string } = {
  refused: 'cannot be reached',
  forbidden: 'is not connected to from here',
  dns: 'is not a known name',
  timeout: 'did not answer in time',
  tls: 'did not agree on an encrypted connection',
  closed: 'closed the connection before it had answered',
  'http-status': 'answered with an HTTP error',
  'bad-answer': 'gave an answer that is not of the XenAPI',
  cancelled: 'was not waited for',
}

/** No answer of the XenAPI was had. Whether the host did what was asked is not known, unless no connection was made. */
export class TransportError extends Error {
  override readonly name = 'TransportError'
  readonly call: string | undefined
  readonly status: number | undefined
  readonly detail: string | undefined

  constructor(
    readonly kind: TransportKind,
    /** The endpoint as host:port. */
    readonly host: string,
    { call, status, detail, cause }: TransportDetails = {},
  ) {
    const about = [status === undefined ? '' : String(status), detail ?? ''].filter(Boolean).join(' ')
    super(`${call ? `${call}: ` : ''}${host} ${said[kind]}${about ? ` (${about})` : ''}`, { cause })
    this.call = call
    this.status = status
    this.detail = detail
  }
}

/**
 * The certificate met is one that nobody has accepted (`unknown`) or another than the one accepted before
 * (`changed`, `pinned` being that one). Nothing was sent. `endpoint` is where it was met, which after a redirect is not
 * the one that was typed.
 */
export class CertificateError extends Error {
  override readonly name = 'CertificateError'
  /** The endpoint as host:port, which is how its accepted certificate is filed. */
  readonly host: string

  constructor(
    readonly kind: 'unknown' | 'changed',
    readonly endpoint: Endpoint,
    readonly met: MetCertificate,
    readonly pinned?: string,
  ) {
    const host = endpointText(endpoint)
    super(
      kind === 'unknown'
        ? `${host} shows a certificate that nobody has accepted yet`
        : `${host} shows another certificate than before`,
    )
    this.host = host
  }
}
