import { X509Certificate } from 'node:crypto'
import type { DemoPool } from '@/server/env'
import { appError } from '@/server/errors'
import type { Inventory } from '@/server/inventory/inventory'
import type { PoolId } from '@/server/inventory/rows'
import { worded } from '@/server/shared/text'
import { type Endpoint, endpointText, parseEndpoint } from '@/server/xapi/endpoint'
import type { Route } from '@/server/xapi/route'
import type { XapiSession } from '@/server/xapi/session'
import { demoId } from './demo'

/** The way to a host of a pool that is named by its address. Throws AppError for what is no host of the pool. */
export type HostRoutes = (session: XapiSession, pool: PoolId, host: Endpoint) => Promise<Route>

/**
 * Hosts show certificates of their own. Nobody has to accept each of them: the coordinator, whose certificate was
 * accepted, says which one a host has. The hosts of the demo pool are on this machine, whatever address they say.
 */
export function createHostRoutes({
  inventory,
  demo,
}: {
  inventory: Pick<Inventory, 'store'>
  demo?: DemoPool | undefined
}): HostRoutes {
  const standIns = new Map(demo?.hosts?.flatMap(({ address, url }) => (url ? [[address, url]] : [])))
  return async (session, pool, host) => {
    if (host.host === session.endpoint.host && host.port === session.endpoint.port) {
      return { endpoint: session.endpoint, trust: session.trustOf(session.endpoint) }
    }
    const standIn = pool === demoId ? standIns.get(host.host) : undefined
    if (standIn !== undefined)
      return { endpoint: parseEndpoint(standIn), trust: session.trustOf(session.endpoint) }
    const known = session.trustOf(host)
    if (known.pin || !host.tls) return { endpoint: host, trust: known }
    for (const [ref, record] of inventory.store(pool)?.all('host') ?? []) {
      if (record.address !== host.host) continue
      if (ref === session.coordinatorRef)
        return { endpoint: session.endpoint, trust: session.trustOf(session.endpoint) }
      const pem = await session.call.host.get_server_certificate(ref)
      return { endpoint: host, trust: { pin: new X509Certificate(pem).fingerprint256 } }
    }
    throw appError(
      'pool-unreachable',
      worded('{endpointText} is no host of this pool.', { endpointText: endpointText(host) }),
    )
  }
}
