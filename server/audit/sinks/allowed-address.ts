import { lookup } from 'node:dns'
import { BlockList, isIP, isIPv6, type LookupFunction } from 'node:net'

/** Link-local: cloud providers answer there with the machine's own credentials. And what stands for no machine at all. */
const refused = new BlockList()
refused.addSubnet('169.254.0.0', 16, 'ipv4')
refused.addSubnet('0.0.0.0', 8, 'ipv4')
refused.addSubnet('224.0.0.0', 4, 'ipv4')
refused.addSubnet('fe80::', 10, 'ipv6')
refused.addSubnet('ff00::', 8, 'ipv6')
refused.addAddress('::', 'ipv6')
refused.addAddress('fd00:ec2::254', 'ipv6')

export function isRefusedAddress(address: string): boolean {
  return isIP(address) !== 0 && refused.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')
}

class RefusedAddress extends Error {
  constructor(host: string) {
    super(`${host} is a link-local address or another to which the log is not sent.`)
  }
}

/** Throws where a host is such an address itself; names are looked at when they are resolved. */
export function requireAllowed(host: string): void {
  if (isRefusedAddress(host)) throw new RefusedAddress(host)
}

/** Resolves names for the very connection, so that a name can't stand for another address a moment later. */
export const allowedLookup: LookupFunction = (host, options, callback) => {
  lookup(host, { ...options, all: true }, (error, found) => {
    if (error) return callback(error, '', 0)
    const bad = found.find(({ address }) => isRefusedAddress(address))
    if (bad) return callback(new RefusedAddress(host), '', 0)
    if (options.all) return callback(null, found)
    const [first] = found
    return first
      ? callback(null, first.address, first.family)
      : callback(new Error(`${host} has no address.`), '', 0)
  })
}
