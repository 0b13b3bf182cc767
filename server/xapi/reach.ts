import { lookup as resolve } from 'node:dns'
import { BlockList, isIP, isIPv6, type LookupFunction } from 'node:net'
import { type Endpoint, endpointText } from './endpoint'
import { TransportError } from './errors'

/** Where no host of a pool is, but what a server must not be talked into asking: its cloud, its neighbours at large. */
const refused = listOf([
  '0.0.0.0/8', // "this host": a connection goes to the loopback
  '169.254.0.0/16', // link-local, with the metadata service of most clouds
  '100.100.100.200', // metadata service
  '192.0.0.192', // metadata service
  '224.0.0.0/4', // multicast
  '240.0.0.0/4', // reserved, and broadcast
  '::', // as 0.0.0.0
  'fe80::/10', // link-local
  'ff00::/8', // multicast
  'fd00:ec2::254', // metadata service
  'fd20:ce::254', // metadata service
])
const loopback = listOf(['127.0.0.0/8', '::1'])

export interface Reach {
  /** Who uses this program sits at this machine anyway, so that its loopback gives away nothing. */
  readonly loopback: boolean
  /** Addresses and networks ("169.254.7.0/24") that may be reached all the same. */
  readonly allowed: readonly string[]
  /** Single places that may be, such as a pool that was started here. */
  readonly places: readonly Endpoint[]
}

let reach = { loopback: true, allowed: listOf([]), places: new Set<string>() }

/** Says where connections of this process may go, once at its start. Without it: anywhere but what is refused. */
export function limitReach(to: Reach): void {
  reach = {
    loopback: to.loopback,
    allowed: listOf(to.allowed),
    places: new Set(to.places.map(endpointText)),
  }
}

/** Whether a connection may go to the address, which the endpoint's host is or was resolved to. */
export function mayReach(address: string, endpoint: Endpoint): boolean {
  const plain = embedded(address)
  if (holds(reach.allowed, plain)) return true
  if (holds(refused, plain)) return false
  return reach.loopback || !holds(loopback, plain) || reach.places.has(endpointText(endpoint))
}

/** Throws TransportError 'forbidden' where the host is an address that may not be reached; names are looked up later. */
export function assertReachable(endpoint: Endpoint): void {
  if (isIP(endpoint.host) && !mayReach(endpoint.host, endpoint)) throw forbidden(endpoint)
}

/**
 * Looks names up for a connection and refuses what they lead to: the very addresses it is then made to, so that a name
 * which leads elsewhere the second time gains nothing.
 */
export function guardedLookup(endpoint: Endpoint, look: typeof resolve = resolve): LookupFunction {
  return (hostname, options, callback) => {
    look(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, '')
      const [first] = addresses
      if (!first || addresses.some(({ address }) => !mayReach(address, endpoint)))
        return callback(forbidden(endpoint), '')
      if (options.all) callback(null, addresses)
      else callback(null, first.address, first.family)
    })
  }
}

function forbidden(endpoint: Endpoint): TransportError {
  return new TransportError('forbidden', endpointText(endpoint))
}

function listOf(addresses: readonly string[]): BlockList {
  const list = new BlockList()
  for (const one of addresses) {
    const [address = '', bits] = one.split('/')
    const family = isIPv6(address) ? 'ipv6' : 'ipv4'
    if (bits === undefined) list.addAddress(address, family)
    else list.addSubnet(address, Number(bits), family)
  }
  return list
}

function holds(list: BlockList, address: string): boolean {
  return list.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')
}

/** IPv4 in the clothes of IPv6 (mapped, NAT64, 6to4) is the IPv4 it leads to; a zone ("%eth0") is left out. */
function embedded(address: string): string {
  const plain = address.split('%')[0] ?? ''
  if (!isIPv6(plain)) return plain
  const parts = wordsOf(plain)
  const v4 = (high = 0, low = 0) => [high >> 8, high & 255, low >> 8, low & 255].join('.')
  const begins = (...words: number[]) => words.every((word, at) => parts[at] === word)
  if (begins(0, 0, 0, 0, 0, 0xffff) || begins(0x64, 0xff9b, 0, 0, 0, 0)) return v4(parts[6], parts[7])
  // "::127.0.0.1", which nobody uses any more, but "::1" and "::" are their own.
  if (begins(0, 0, 0, 0, 0, 0) && (parts[6] !== 0 || (parts[7] ?? 0) > 1)) return v4(parts[6], parts[7])
  return begins(0x2002) ? v4(parts[1], parts[2]) : plain
}

/** The eight words of an IPv6 address, as the URL parser writes them out. */
function wordsOf(address: string): number[] {
  const host = new URL(`http://[${address}]`).hostname.slice(1, -1)
  const [before = '', after] = host.split('::')
  const read = (text: string | undefined) =>
    text ? text.split(':').map(word => Number.parseInt(word, 16)) : []
  const [first, last] = [read(before), read(after)]
  return [...first, ...Array.from({ length: 8 - first.length - last.length }, () => 0), ...last]
}
