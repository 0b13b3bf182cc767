import {
  browserSupportsWebAuthn,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
  WebAuthnError,
} from '@simplewebauthn/browser'
import type { AppErrorShape } from '@/server/shared/app-error'
import { t } from '@/server/shared/text'

/** Why passkeys cannot be used on this page in this browser; undefined: they can. */
export function noPasskeysReason(): string | undefined {
  if (!window.isSecureContext) return t('Passkeys need HTTPS.')
  if (!browserSupportsWebAuthn()) return t('This browser knows no passkeys.')
  // A passkey belongs to a name; browsers give none to an address.
  if (/^(\d+\.){3}\d+$|^\[/.test(window.location.hostname))
    return t('Passkeys need a name: this page was opened by an address.')
  return undefined
}

/** A passkey was not used, for a reason that is told as it stands. */
export class PasskeyProblem extends Error {
  override readonly name = 'PasskeyProblem'
  constructor(readonly shape: AppErrorShape) {
    super(shape.message)
  }
}

/** Has the browser make a passkey. Throws PasskeyProblem. */
export function makePasskey(optionsJSON: PublicKeyCredentialCreationOptionsJSON) {
  return startRegistration({ optionsJSON }).catch(told)
}

/** Has the browser ask for a passkey. Throws PasskeyProblem. */
export function askPasskey(optionsJSON: PublicKeyCredentialRequestOptionsJSON) {
  return startAuthentication({ optionsJSON }).catch(told)
}

function told(error: unknown): never {
  if (error instanceof WebAuthnError && error.code === 'ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED') {
    throw new PasskeyProblem({ code: 'conflict', message: t('This passkey is registered already.') })
  }
  if (error instanceof Error && error.name === 'NotAllowedError') {
    // Browsers do not say which: a page must not learn what keys there are.
    throw new PasskeyProblem({
      code: 'cancelled',
      message: t('No passkey was used.'),
      next: t('It was cancelled, took too long, or there is none for this site here.'),
    })
  }
  console.warn('passkey', error)
  throw new PasskeyProblem({
    code: 'refused',
    message: t('The browser could not use a passkey.'),
    next: t('Try again, or use another way.'),
  })
}
