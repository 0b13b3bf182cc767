import { isIPv6 } from 'node:net'

/** Where a host is reached. `host` is a name or an address, IPv6 without brackets. */
export interface Endpoint {
  /** HTTPS, else plain HTTP. */
  readonly tls: boolean
  readonly host: string
  readonly port: number
  /** As short as it can be typed again: "https://host", "http://host:8080". */
  readonly url: string
}

/** A text that names no host. */
export class AddressError extends Error {
  override readonly name = 'AddressError'
  constructor() {
    super('Not the address of a host')
  }
}

const name =
  /^(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*\.?$/i

/**
 * What a person types for a host: name, address, either with a port, IPv6 bare or in brackets, or a URL of the host
 * (`https://host`, `http://host:8080`). HTTPS (or what `tls` says) and the scheme's own port if nothing else is said.
 * Throws AddressError for anything else.
 */
export function parseEndpoint(text: string, tls = true): Endpoint {
  const m = /^(?:(https?):\/\/)?([^/?#@\s]+)\/*$/i.exec(text.trim())
  const scheme = m?.[1]?.toLowerCase()
  const authority = m?.[2] ?? ''
  const [host = '', port] = isIPv6(authority) ? [authority] : split(authority)
  const secure = scheme === undefined ? tls : scheme === 'https'
  const number = port === undefined ? defaultPort(secure) : Number(port)
  if (!(name.test(host) || isIPv6(host)) || number < 1 || number > 65535) throw new AddressError()
  const lower = host.toLowerCase()
  const place = number === defaultPort(secure) ? bracketed(lower) : `${bracketed(lower)}:${number}`
  return { tls: secure, host: lower, port: number, url: `http${secure ? 's' : ''}://${place}` }
}

function split(authority: string): [host?: string, port?: string] {
  const m = /^(?:\[([0-9a-f:.]+)\]|([^:[\]]+))(?::(\d{1,5}))?$/i.exec(authority)
  if (m?.[1] !== undefined && !isIPv6(m[1])) return []
  return m ? [m[1] ?? m[2], m[3]] : []
}

function defaultPort(tls: boolean): number {
  return tls ? 443 : 80
}

function bracketed(host: string): string {
  return host.includes(':') ? `[${host}]` : host
}

/** "host:port", the port always there: how certificates are filed and hosts are named in errors. */
export function endpointText({ host, port }: Endpoint): string {
  return `${bracketed(host)}:${port}`
}
