import { ZodError } from 'zod'
import { PoolSilentError } from '@/server/inventory/guarded'
import type { AppErrorCode, AppErrorShape } from '@/server/shared/app-error'
import { t, told, toldWorded, type Worded } from '@/server/shared/text'
import { type NameOf, type XapiErrorKind, xapiErrorKind, xapiSentence } from '@/server/shared/xapi-sentences'
import { CertificateError, TransportError, XapiError } from '@/server/xapi/errors'

/** An error that says what a person needs to know. `cause` is for the log and never leaves the server. */
export class AppError extends Error {
  override readonly name = 'AppError'

  constructor(
    readonly shape: AppErrorShape,
    options?: ErrorOptions,
    /** Where its sentences have values in them. */
    readonly words: Words = {},
  ) {
    super(shape.message, options)
  }

  get code(): AppErrorCode {
    return this.shape.code
  }
}

interface Words {
  message?: Worded
  next?: Worded
}

/** `message` and `next` stand here in English; where they have values in them, as `worded` gives them. */
export function appError(
  code: AppErrorCode,
  message: string | Worded,
  { next, ...more }: Omit<AppErrorShape, 'code' | 'message' | 'next'> & { next?: string | Worded } = {},
): AppError {
  const words: Words = {
    ...(typeof message === 'object' ? { message } : {}),
    ...(typeof next === 'object' ? { next } : {}),
  }
  const english = (part: string | Worded) => (typeof part === 'object' ? toldWorded(part) : part)
  const shape = {
    code,
    message: english(message),
    ...(next === undefined ? {} : { next: english(next) }),
    ...more,
  }
  return new AppError(shape, undefined, words)
}

/** In the language of who reads. */
function retold({ shape, words }: AppError): AppErrorShape {
  const { message, next } = shape
  return {
    ...shape,
    message: words.message ? toldWorded(words.message) : told(message),
    ...(next === undefined ? {} : { next: words.next ? toldWorded(words.next) : told(next) }),
  }
}

/**
 * The one place where what went wrong becomes words. Errors nobody foresaw come out as 'internal' without their
 * text: it may hold what is nobody's business, and stands in the log.
 */
export function describe(error: unknown, nameOf?: NameOf): AppErrorShape {
  if (error instanceof AppError) return retold(error)
  if (error instanceof XapiError) return describeXapi(error, nameOf)
  if (error instanceof CertificateError) return describeCertificate(error)
  if (error instanceof TransportError) return describeTransport(error)
  if (error instanceof PoolSilentError) {
    return {
      code: 'pool-unreachable',
      message: t('The pool has not answered for {seconds} seconds.', { seconds: error.seconds }),
      next: t('Check that its coordinator is on and can be reached. Domus keeps trying.'),
    }
  }
  if (error instanceof ZodError) {
    const issue = error.issues[0]
    const field = issue?.path.join('.')
    return {
      code: 'bad-input',
      message: issue === undefined ? t('The input is not as it should be.') : told(issue.message),
      ...(field ? { field } : {}),
    }
  }
  return {
    code: 'internal',
    message: t('Domus met an error of its own.'),
    next: t('Try again; if it stays, the log of the server says more.'),
  }
}

/** What each kind of refusal is to a program. */
const ofKind: { readonly [kind in XapiErrorKind]: AppErrorCode } = {
  refused: 'refused',
  conflict: 'conflict',
  missing: 'not-found',
  permission: 'not-allowed',
  licence: 'not-licensed',
  transport: 'peer-unreachable',
  internal: 'pool-failed',
}

/** Refusals that a program treats unlike others of their kind. */
const ofCode = new Map<string, AppErrorCode>([
  ['TASK_CANCELLED', 'cancelled'],
  ['SESSION_AUTHENTICATION_FAILED', 'pool-login-failed'],
  ['SESSION_AUTHORIZATION_FAILED', 'pool-login-failed'],
])

function describeXapi(error: XapiError, nameOf?: NameOf): AppErrorShape {
  const { code, params, call, host } = error
  // Parameters of session errors are session references, which open the pool to whoever reads them.
  const shown = code.startsWith('SESSION_') ? [] : [...params]
  return {
    code: ofCode.get(code) ?? ofKind[xapiErrorKind(code)],
    ...xapiSentence(code, params, nameOf),
    xapi: { code, params: shown, ...(call ? { call } : {}), ...(host ? { host } : {}) },
  }
}

function describeCertificate(error: CertificateError): AppErrorShape {
  if (error.kind === 'changed') {
    return {
      code: 'certificate-changed',
      message: t('The certificate of {host} is not the one that was accepted.', { host: error.host }),
      next: t(
        'It may have been renewed, or someone may be in between. Compare the fingerprint on the host before you accept it.',
      ),
      certificate: error.met,
      ...(error.pinned ? { pinned: error.pinned } : {}),
    }
  }
  return {
    code: 'certificate-unknown',
    message: t('The certificate of {host} has not been accepted yet.', { host: error.host }),
    next: t('Compare its fingerprint with the one on the host, then accept it.'),
    certificate: error.met,
  }
}

function describeTransport(error: TransportError): AppErrorShape {
  const { host } = error
  switch (error.kind) {
    case 'refused':
      return {
        code: 'pool-unreachable',
        message: t('{host} refuses the connection.', { host }),
        next: t('Check the address and port, and that the host is on.'),
      }
    case 'forbidden':
      return {
        code: 'refused',
        message: t('Domus does not connect to {host}.', { host }),
        next: t(
          'It is an address of this server itself, of its link or of its cloud. Whoever runs Domus can allow it by POOL_NETWORKS.',
        ),
      }
    case 'dns':
      return {
        code: 'pool-unreachable',
        message: t('The name {host} is not known.', { host }),
        next: t('Check how it is spelt, or use the IP address.'),
      }
    case 'timeout':
      return {
        code: 'pool-unreachable',
        message: t('{host} did not answer in time.', { host }),
        next: t('Check that it is on and that no firewall is in between.'),
      }
    case 'tls':
      return {
        code: 'pool-unreachable',
        message: t('No secure connection to {host} could be made.', { host }),
        next: t('Check that the port speaks HTTPS.'),
      }
    case 'closed':
      return {
        code: 'pool-unreachable',
        message: t('{host} closed the connection.', { host }),
        next: t('It may be restarting. Domus keeps trying.'),
      }
    case 'cancelled':
      return { code: 'cancelled', message: t('This was cancelled.') }
    case 'http-status':
      return {
        code: 'pool-unsupported',
        message: t('{host} answers, but not as a Xen host does (HTTP {status}).', {
          host,
          status: error.status ?? '?',
        }),
        next: t('Check the address and port.'),
      }
    case 'bad-answer':
      return {
        code: 'pool-unsupported',
        message: t('{host} answers, but not as a Xen host does.', { host }),
        next: t('Check the address and port.'),
      }
  }
}
