import { ZodError } from 'zod'
import { PoolSilentError } from '@/server/inventory/guarded'
import type { AppErrorCode, AppErrorShape } from '@/server/shared/app-error'
import { languages } from '@/server/shared/languages'
import { language, say, told, toldWorded, type Worded, worded } from '@/server/shared/text'
import { type NameOf, type XapiErrorKind, xapiErrorKind, xapiSentence } from '@/server/shared/xapi-sentences'
import { readAs } from '@/server/texts/reading'
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

type Words = NonNullable<AppErrorShape['words']>

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

/** What happened and what to do, not told to anybody yet. */
interface Untold extends Omit<AppErrorShape, 'message' | 'next' | 'words'> {
  message: string | Worded
  next?: string | Worded
}

/** In the language of who reads. */
const tell = (text: string | Worded) => (typeof text === 'object' ? toldWorded(text) : told(text))

function toldShape({ message, next, ...more }: Untold): AppErrorShape {
  return { ...more, message: tell(message), ...(next === undefined ? {} : { next: tell(next) }) }
}

/**
 * The one place where what went wrong becomes words. Errors nobody foresaw come out as 'internal' without their
 * text: it may hold what is nobody's business, and stands in the log.
 */
export function describe(error: unknown, nameOf?: NameOf): AppErrorShape {
  return error instanceof XapiError ? describeXapi(error, nameOf) : toldShape(untold(error))
}

/** What `make` tells, in English, with what it is in the other languages: for who reads it later. See `toldError`. */
export function inEveryLanguage(make: () => AppErrorShape): AppErrorShape {
  const shape = readAs('en', make)
  const others = languages.flatMap(one => {
    const { message, next } = readAs(one, make)
    if (message === shape.message && next === shape.next) return []
    return [[one, { message, ...(next === undefined ? {} : { next }) }] as const]
  })
  return others.length === 0 ? shape : { ...shape, words: { in: Object.fromEntries(others) } }
}

/** The same in English, with what it takes to tell it later, by `toldError`, to whoever reads then. */
export function describeForLater(error: unknown): AppErrorShape {
  // Only the server has the sentences of all codes: they are told in every language at once.
  if (error instanceof XapiError) return inEveryLanguage(() => describeXapi(error))
  const { message, next } = untold(error)
  const words: Words = {
    ...(typeof message === 'object' ? { message } : {}),
    ...(typeof next === 'object' ? { next } : {}),
  }
  return Object.keys(words).length === 0 ? describe(error) : { ...describe(error), words }
}

function untold(error: unknown): Untold {
  if (error instanceof AppError) {
    const { words: _, ...shape } = error.shape
    const { in: others, ...words } = error.words
    return { ...shape, ...words, ...others?.[language()] }
  }
  if (error instanceof CertificateError) return untoldCertificate(error)
  if (error instanceof TransportError) return untoldTransport(error)
  if (error instanceof PoolSilentError) {
    return {
      code: 'pool-unreachable',
      message: worded('The pool has not answered for {seconds} seconds.', { seconds: error.seconds }),
      next: say('Check that its coordinator is on and can be reached. Domus keeps trying.'),
    }
  }
  if (error instanceof ZodError) {
    const issue = error.issues[0]
    const field = issue?.path.join('.')
    return {
      code: 'bad-input',
      message: issue === undefined ? say('The input is not as it should be.') : issue.message,
      ...(field ? { field } : {}),
    }
  }
  return {
    code: 'internal',
    message: say('Domus met an error of its own.'),
    next: say('Try again; if it stays, the log of the server says more.'),
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

function untoldCertificate(error: CertificateError): Untold {
  if (error.kind === 'changed') {
    return {
      code: 'certificate-changed',
      message: worded('The certificate of {host} is not the one that was accepted.', { host: error.host }),
      next: say(
        'It may have been renewed, or someone may be in between. Compare the fingerprint on the host before you accept it.',
      ),
      certificate: error.met,
      ...(error.pinned ? { pinned: error.pinned } : {}),
    }
  }
  return {
    code: 'certificate-unknown',
    message: worded('The certificate of {host} has not been accepted yet.', { host: error.host }),
    next: say('Compare its fingerprint with the one on the host, then accept it.'),
    certificate: error.met,
  }
}

function untoldTransport(error: TransportError): Untold {
  const { host } = error
  switch (error.kind) {
    case 'refused':
      return {
        code: 'pool-unreachable',
        message: worded('{host} refuses the connection.', { host }),
        next: say('Check the address and port, and that the host is on.'),
      }
    case 'forbidden':
      return {
        code: 'refused',
        message: worded('Domus does not connect to {host}.', { host }),
        next: say(
          'It is an address of this server itself, of its link or of its cloud. Whoever runs Domus can allow it by POOL_NETWORKS.',
        ),
      }
    case 'dns':
      return {
        code: 'pool-unreachable',
        message: worded('The name {host} is not known.', { host }),
        next: say('Check how it is spelt, or use the IP address.'),
      }
    case 'timeout':
      return {
        code: 'pool-unreachable',
        message: worded('{host} did not answer in time.', { host }),
        next: say('Check that it is on and that no firewall is in between.'),
      }
    case 'tls':
      return {
        code: 'pool-unreachable',
        message: worded('No secure connection to {host} could be made.', { host }),
        next: say('Check that the port speaks HTTPS.'),
      }
    case 'closed':
      return {
        code: 'pool-unreachable',
        message: worded('{host} closed the connection.', { host }),
        next: say('It may be restarting. Domus keeps trying.'),
      }
    case 'cancelled':
      return { code: 'cancelled', message: say('This was cancelled.') }
    case 'http-status':
      return {
        code: 'pool-unsupported',
        message: worded('{host} answers, but not as a Xen host does (HTTP {status}).', {
          host,
          status: error.status ?? '?',
        }),
        next: say('Check the address and port.'),
      }
    case 'bad-answer':
      return {
        code: 'pool-unsupported',
        message: worded('{host} answers, but not as a Xen host does.', { host }),
        next: say('Check the address and port.'),
      }
  }
}
