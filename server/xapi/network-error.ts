import { CertificateError, type TransportDetails, TransportError, type TransportKind } from './errors'

const kinds: { readonly [code: string]: TransportKind } = {
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
  EAI_FAIL: 'dns',
  EAI_NODATA: 'dns',
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'refused',
  EHOSTDOWN: 'refused',
  ENETUNREACH: 'refused',
  ENETDOWN: 'refused',
  EADDRNOTAVAIL: 'refused',
  EACCES: 'refused',
  EPERM: 'refused',
  ETIMEDOUT: 'timeout',
  EPROTO: 'tls',
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  UND_ERR_BODY_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_OVERFLOW: 'bad-answer',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'closed',
  UND_ERR_ABORTED: 'cancelled',
  UND_ERR_DESTROYED: 'cancelled',
  UND_ERR_CLOSED: 'cancelled',
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : ''
}

/** What a failing socket or HTTP client threw, as one of ours; ours stay as they are. */
export function networkError(error: unknown, host: string, details: TransportDetails = {}): Error {
  if (error instanceof TransportError || error instanceof CertificateError) return error
  // The HTTP client gives no code to some of the ways in which an answer is no HTTP.
  const code = error instanceof Error && error.name === 'HTTPParserError' ? 'HPE_INVALID' : codeOf(error)
  return new TransportError(kindOf(code), host, { detail: code, ...details, cause: error })
}

function kindOf(code: string): TransportKind {
  const known = kinds[code]
  if (known !== undefined) return known
  if (/^ERR_(SSL|TLS|OSSL)|^(CERT|UNABLE_TO|DEPTH_ZERO)_/.test(code)) return 'tls'
  return /^HPE_/.test(code) ? 'bad-answer' : 'closed'
}
