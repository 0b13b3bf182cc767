import { AppError, describe } from '@/server/errors'
import { type ConsoleCloseCode, consoleClose } from '@/server/shared/console-close'
import { CertificateError, TransportError, XapiError } from '@/server/xapi/errors'

export interface CloseReason {
  code: ConsoleCloseCode
  /** A sentence; never longer than a close frame can carry. */
  reason: string
}

/** What a host means by the status it answers a console request with. */
const byStatus: Readonly<Record<number, CloseReason>> = {
  403: {
    code: consoleClose.notAllowed,
    reason: 'The user that Domus signs in to the pool with may not open this console.',
  },
  404: { code: consoleClose.noConsole, reason: 'The host has no console for this VM.' },
  500: { code: consoleClose.noConsole, reason: 'The VM does not run on this host now.' },
  501: { code: consoleClose.noConsole, reason: 'The host has no console for this VM.' },
  503: {
    code: consoleClose.busy,
    reason: 'Someone else has this console open, and the pool allows one at a time.',
  },
}

/** Says why a console could not be opened. */
export function closeReasonOf(error: unknown): CloseReason {
  if (error instanceof TransportError && error.kind === 'http-status') {
    const known = byStatus[error.status ?? 0]
    if (known) return known
  }
  const { message, code } = describe(error)
  const reason = shortened(message)
  if (error instanceof TransportError || error instanceof CertificateError) {
    return { code: consoleClose.hostUnreachable, reason }
  }
  if (error instanceof XapiError) {
    const gone = error.code === 'HANDLE_INVALID' || error.code === 'UUID_INVALID'
    const refused = error.code === 'RBAC_PERMISSION_DENIED'
    if (gone) return { code: consoleClose.noConsole, reason }
    return { code: refused ? consoleClose.notAllowed : consoleClose.hostUnreachable, reason }
  }
  if (!(error instanceof AppError)) return { code: consoleClose.internal, reason }
  if (code === 'not-found' || code === 'refused') return { code: consoleClose.noConsole, reason }
  if (code === 'not-allowed') return { code: consoleClose.notAllowed, reason }
  return { code: code === 'internal' ? consoleClose.internal : consoleClose.hostUnreachable, reason }
}

/** A close frame holds 123 bytes of reason (RFC 6455, 5.5). */
function shortened(text: string): string {
  if (Buffer.byteLength(text) <= 123) return text
  let end = text.length
  while (Buffer.byteLength(text.slice(0, end)) > 120) end--
  return `${text.slice(0, end).trimEnd()}…`
}
