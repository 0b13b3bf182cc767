/** The session cookie's name. The prefix makes browsers refuse it unless it came over HTTPS for this host alone. */
export function sessionCookieName(secure: boolean): string {
  return secure ? '__Host-domus-session' : 'domus-session'
}

/** The value of a cookie in a Cookie header, or undefined. */
export function readCookie(header: string | undefined, name: string): string | undefined {
  for (const pair of header?.split(';') ?? []) {
    const at = pair.indexOf('=')
    if (at > 0 && pair.slice(0, at).trim() === name) return decodeURIComponent(pair.slice(at + 1).trim())
  }
  return undefined
}
