import { type Endpoint, parseEndpoint } from './endpoint'
import type { Trust } from './socket'
import type { XapiSession } from './xapi-session'

/** Where a host is reached and what certificate it has to show. */
export interface Route {
  readonly endpoint: Endpoint
  readonly trust: Trust
}

/** The way to a host that a pool knows by an address which we may not reach. */
export type ResolveEndpoint = (host: Endpoint) => Route | Promise<Route>

/**
 * The coordinator is reached as the session reached it, since its pool knows only its address; any other host, and
 * whatever is named with a port of its own, as named.
 */
export function directly(session: XapiSession, host: Endpoint): Route {
  const usual = host.port === (host.tls ? 443 : 80)
  const endpoint = usual && host.host === session.endpoint.host ? session.endpoint : host
  return { endpoint, trust: session.trustOf(endpoint) }
}

/** A host of the session's pool by its address (`host.address`), spoken to as the coordinator is. */
export function hostEndpoint(session: XapiSession, address: string): Endpoint {
  return directly(session, parseEndpoint(address, session.endpoint.tls)).endpoint
}
