import type { Language } from './languages'
import type { Worded } from './text'

/** The closed list of things that can go wrong, as a program tells them apart. */
export const appErrorCodes = [
  'bad-input',
  'not-signed-in',
  'password-change-required',
  /** The session is good for giving the second factor and nothing else. */
  'second-factor-required',
  'second-factor-set-up-required',
  /** Too long since the person proved who they are for so grave a deed. */
  'recent-sign-in-required',
  'not-allowed',
  'not-found',
  'conflict',
  'refused',
  /** The edition or licence of the pool does not include it. */
  'not-licensed',
  /** The pool met an error of its own while it did what was asked. */
  'pool-failed',
  /** The pool answers, but a host or a service that it needs for this does not. */
  'peer-unreachable',
  'pool-unreachable',
  /** Domus has begun to connect and only knows what it kept from before. */
  'pool-connecting',
  /** A host answers at the pool's address that belongs to another pool. */
  'pool-another',
  'pool-login-failed',
  'certificate-unknown',
  'certificate-changed',
  'pool-unsupported',
  'too-many-attempts',
  'timeout',
  'cancelled',
  'internal',
] as const
export type AppErrorCode = (typeof appErrorCodes)[number]

/** What a pool answered, kept as it came: code and parameters name the cause, call and host the place. */
export interface XapiFailure {
  code: string
  params: string[]
  call?: string
  host?: string
}

/**
 * An error as a person is told it: `message` is one sentence saying what happened, `next` one saying what to
 * do now. `field` names the form field it belongs to. `xapi` is there when a pool refused.
 */
export interface AppErrorShape {
  code: AppErrorCode
  message: string
  next?: string
  field?: string
  xapi?: XapiFailure
  /** The certificate that was met, where one has to be looked at before going on. */
  certificate?: CertificateFacts
  pinned?: string
  /**
   * Where it is kept to be told later: the sentences that have values in them, or, where only the server could tell them,
   * as they are in other languages than English. See `toldError`.
   */
  words?: {
    message?: Worded
    next?: Worded
    in?: { readonly [language in Language]?: { readonly message: string; readonly next?: string } }
  }
}

/** A server certificate as shown to a person. `sha256` is colon-separated upper-case hex, times are ISO 8601. */
export interface CertificateFacts {
  sha256: string
  subject: string
  issuer: string
  validFrom: string
  validTo: string
  selfSigned: boolean
}
