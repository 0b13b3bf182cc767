import { isIPv6 } from 'node:net'

/** Where a host is reached. `host` is a name or an address, IPv6 without brackets. */
export interface Endpoint {
  readonly scheme: 'https' | 'http'
  readonly host: string
  readonly port: number
}

const defaultPort = { https: 443, http: 80 } as const
const name =
  /^(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*\.?$/i

/**
 * What a person types for a host: name, address, either with a port, IPv6 bare or in brackets, or a URL of the host
 * (`https://host`, `http://host:8080`). HTTPS and port 443 if nothing else is said. Undefined for anything else.
 */
export function parseEndpoint(text: string, scheme: Endpoint['scheme'] = 'https'): Endpoint | undefined {
  const m = /^(?:(https?):\/\/)?([^/?#@\s]+)\/*$/i.exec(text.trim())
  if (!m) return undefined
  const said = m[1]?.toLowerCase()
  const used = said === 'http' || said === 'https' ? said : scheme
  const authority = m[2] ?? ''
  if (isIPv6(authority)) return endpoint(used, authority, undefined)
  const bracketed = /^\[([^\]]+)\](?::(\d{1,5}))?$/.exec(authority)
  if (bracketed)
    return isIPv6(bracketed[1] ?? '') ? endpoint(used, bracketed[1] ?? '', bracketed[2]) : undefined
  const plain = /^([^:]+)(?::(\d{1,5}))?$/.exec(authority)
  const host = plain?.[1] ?? ''
  return name.test(host) ? endpoint(used, host, plain?.[2]) : undefined
}

function endpoint(scheme: Endpoint['scheme'], host: string, port: string | undefined): Endpoint | undefined {
  const number = port === undefined ? defaultPort[scheme] : Number(port)
  return number > 0 && number < 65536 ? { scheme, host: host.toLowerCase(), port: number } : undefined
}

function bracketed(host: string): string {
  return host.includes(':') ? `[${host}]` : host
}

/** "host:port" with the port always there: how pins are filed. */
export function hostPort({ host, port }: Endpoint): string {
  return `${bracketed(host)}:${port}`
}

/** As short as it can be typed again: "host", "host:8443", "http://host:8080". */
export function formatEndpoint({ scheme, host, port }: Endpoint): string {
  const place = port === defaultPort[scheme] ? bracketed(host) : `${bracketed(host)}:${port}`
  return scheme === 'http' ? `http://${place}` : place
}

/** The origin of a URL: "https://host:443". */
export function originOf(endpoint: Endpoint): string {
  return `${endpoint.scheme}://${hostPort(endpoint)}`
}
