import { DirectoryError, PinError } from './client'

/** What went wrong with a directory, for a person: one sentence for what happened, one for what to do. */
export function directorySentence(error: unknown): { sentence: string; next?: string } {
  if (!(error instanceof DirectoryError)) {
    return { sentence: error instanceof Error ? error.message : 'Domus met an error of its own.' }
  }
  const host = new URL(error.url).host
  const cause = error.cause
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  if (cause instanceof PinError) {
    return {
      sentence: `${host} shows another certificate than the pinned one.`,
      next: 'It may have been renewed, or someone may be in between. Compare it there before you pin it.',
    }
  }
  if (typeof code === 'string') return ofNetwork(host, code, error)
  if (typeof code === 'number') return ofAnswer(host, code, error)
  if (/timeout|timed out/i.test(error.message)) {
    return {
      sentence: `${host} did not answer in time.`,
      next: 'Check that it is on and that no firewall is in between.',
    }
  }
  return { sentence: `${host}: ${error.message}` }
}

const untrusted = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
])

function ofNetwork(host: string, code: string, error: DirectoryError) {
  if (untrusted.has(code)) {
    return {
      sentence: `The certificate of ${host} was issued by nobody that is trusted here.`,
      next: 'Give the certificate of the authority that issued it, or pin this one.',
    }
  }
  switch (code) {
    case 'ECONNREFUSED':
      return { sentence: `${host} refuses the connection.`, next: 'Check the address and port.' }
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return { sentence: `The name of ${host} is not known.`, next: 'Check how it is spelt.' }
    case 'ETIMEDOUT':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return {
        sentence: `${host} cannot be reached.`,
        next: 'Check that it is on and that no firewall is in between.',
      }
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return {
        sentence: `The certificate of ${host} is for another name.`,
        next: 'Use the name that stands in the certificate, or pin it.',
      }
    case 'CERT_HAS_EXPIRED':
      return { sentence: `The certificate of ${host} has expired.`, next: 'It has to be renewed there.' }
  }
  if (error.phase === 'secure') {
    return {
      sentence: `No secure connection to ${host} could be made (${code}).`,
      next: 'Check that the port is the one for ldaps, or use StartTLS.',
    }
  }
  return { sentence: `The connection to ${host} failed (${code}).` }
}

/** Codes that Active Directory puts into its answer to a bind. */
const ofActiveDirectory: Record<string, string> = {
  '525': 'It knows no such account.',
  '530': 'The account may not sign in at this time.',
  '532': 'The password of the account has expired.',
  '533': 'The account is disabled.',
  '701': 'The account has expired.',
  '773': 'The account has to change its password first.',
  '775': 'The account is locked.',
}

/** Result codes of RFC 4511. */
function ofAnswer(host: string, code: number, error: DirectoryError) {
  switch (code) {
    case 49: {
      const detail = /data ([0-9a-f]+)/i.exec(error.message)?.[1] ?? ''
      return {
        sentence: `${host} does not accept this name and password.`,
        next: ofActiveDirectory[detail] ?? 'Check the distinguished name and the password.',
      }
    }
    case 8:
    case 13:
      return {
        sentence: `${host} asks for an encrypted connection.`,
        next: 'Use an ldaps:// address, or StartTLS.',
      }
    case 2:
    case 12:
      return error.phase === 'secure'
        ? { sentence: `${host} knows no StartTLS.`, next: 'Use an ldaps:// address.' }
        : { sentence: `${host} did not understand the question.` }
    case 32:
      return {
        sentence: `${host} has no entry where the search begins.`,
        next: 'Check the base distinguished names.',
      }
    case 34:
      return { sentence: 'One of the distinguished names is not one.', next: 'Check how they are written.' }
    case 50:
      return {
        sentence: `${host} does not allow this search.`,
        next: 'The account that searches needs the right to read people and groups.',
      }
    case 51:
    case 52:
      return { sentence: `${host} is not available now.`, next: 'Try again later.' }
    case 1:
      return {
        sentence: `${host} does not answer who has not signed in.`,
        next: 'Give a distinguished name and a password to search with.',
      }
    default:
      return { sentence: `${host} refused (code ${code}).` }
  }
}
