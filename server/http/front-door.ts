import type { IncomingMessage } from 'node:http'
import { BlockList, isIP, isIPv6 } from 'node:net'
import { addressHeader } from '@/server/access/auth-options'
import type { SignedIn } from '@/server/access/sessions'
import { owed, payAt } from '@/server/shared/sign-in-standing'

/** Pages that show themselves to people who are not signed in. */
const open = ['/sign-in', '/change-password', '/second-factor', '/second-factor/set-up']
/** Files that Next serves from app/ by their own name. */
const files = /^\/(favicon\.ico|icon[^/]*\.(svg|png)|apple-icon[^/]*\.png|manifest\.webmanifest|robots\.txt)$/

/** Proxies in front of Domus whose word about a caller's address is taken: addresses and networks ("10.0.0.0/8"). */
export function trustedProxies(list: readonly string[]): BlockList {
  const trusted = new BlockList()
  for (const one of list) {
    const [address = '', bits] = one.split('/')
    const family = isIPv6(address) ? 'ipv6' : 'ipv4'
    if (bits === undefined) trusted.addAddress(address, family)
    else trusted.addSubnet(address, Number(bits), family)
  }
  return trusted
}

/**
 * The address a request came from: of the socket, or, where a trusted proxy stands at its other end, the last one in
 * X-Forwarded-For that is no trusted proxy. What stands before that anybody may have written.
 */
export function callerAddress(request: IncomingMessage, trusted: BlockList): string {
  const forwarded = [request.headers['x-forwarded-for'] ?? []].flat().join(',').split(',')
  let address = plain(request.socket.remoteAddress ?? '')
  while (isIP(address) && trusted.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')) {
    const before = plain(forwarded.pop() ?? '')
    if (!isIP(before)) break
    address = before
  }
  return address
}

const plain = (address: string) => address.trim().replace(/^::ffff:/, '')

/** The caller's address; goes on to next-auth in a header that nobody outside can set. */
export function noteAddress(request: IncomingMessage, trusted: BlockList): string {
  const address = callerAddress(request, trusted)
  request.headers[addressHeader] = address
  return address
}

/** The address that was noted for a request. */
export function addressOf(request: IncomingMessage): string {
  return [request.headers[addressHeader] ?? []].flat()[0] ?? ''
}

/**
 * Whether a request that changes something, or opens a socket, comes from a page of ours. Browsers say where from;
 * programs that say nothing carry no cookies of a browser either.
 */
export function sameOrigin(request: IncomingMessage, publicUrl: string | undefined): boolean {
  const site = request.headers['sec-fetch-site']
  if (site === 'cross-site' || site === 'same-site') return false
  const { origin, host } = request.headers
  if (origin === undefined) return true
  if (publicUrl !== undefined && origin === new URL(publicUrl).origin) return true
  try {
    return new URL(origin).host === host
  } catch {
    return false
  }
}

/** Where to send a request for a page, or undefined to show it. A deep link survives the sign-in. */
export function redirectFor(
  path: string,
  user: Pick<SignedIn, 'mustChangePassword' | 'secondFactor'> | null,
): string | undefined {
  const page = path.split('?')[0] ?? '/'
  if (page.startsWith('/_next/') || page.startsWith('/api/') || files.test(page)) return undefined
  const next = page === '/' ? '' : `?next=${encodeURIComponent(withoutFlight(path))}`
  // A link to choose a password is for who cannot sign in, and for nobody in particular.
  if (page === '/reset-password') return undefined
  if (!user) return page === '/sign-in' ? undefined : `/sign-in${next}`
  const first = owed(user)
  if (!first || page === payAt[first]) return undefined
  return `${payAt[first]}${open.includes(page) ? nextOf(path) : next}`
}

/** From one page before everything else to the next, what was wanted at first goes along. */
function nextOf(path: string): string {
  const next = new URL(path, 'http://localhost').searchParams.get('next')
  return next === null ? '' : `?next=${encodeURIComponent(next)}`
}

/** Next asks for parts of a page under the page's own address with a parameter of its own. */
function withoutFlight(path: string): string {
  const url = new URL(path, 'http://localhost')
  url.searchParams.delete('_rsc')
  return url.pathname + url.search
}
