import type { Inventory } from '@/server/inventory/inventory'
import type { ObjectId } from '@/server/inventory/rows'
import type { HostRoutes } from '@/server/pools/host-routes'
import type { Pools } from '@/server/pools/pools'
import { type Endpoint, parseEndpoint } from '@/server/xapi/endpoint'
import { TransportError } from '@/server/xapi/errors'
import type { Ref } from '@/server/xapi/model/records'
import type { Route } from '@/server/xapi/route'
import type { XapiSession } from '@/server/xapi/session'
import { rrdUpdates, textOfDownload } from '@/server/xapi/transfers'
import { type HostMoment, hostMoments, type Load, vmLoads } from './host-load'
import { parseUpdates, type Updates } from './updates'

/** What a host answered last is good for so long. Hosts measure every five seconds. */
const freshMs = 10_000
/** A host that does not answer is left alone for so long. */
const failedMs = 30_000
/** A host that nobody asked about for so long is forgotten. */
const keptMs = 10 * 60_000
const answerMs = 10_000
const largestAnswer = 32 * 1024 * 1024
/** The history of a host: ten minutes of every five seconds, a little less than it keeps, so that it always has them. */
const historySeconds = 590
const fineSeconds = 5
const minute = 60

/** What is known of a host's use. */
export interface HostLoad {
  /** The last ten minutes, the oldest first. */
  history: readonly HostMoment[]
  /** Of each VM that runs there, by uuid. */
  vms: ReadonlyMap<string, Load>
}

interface Held {
  asked: number
  /** Until when `load` is the answer. */
  until: number
  load: Promise<HostLoad>
  /** The way to it, as long as it answers there. */
  way: { route?: Route }
  history: readonly HostMoment[]
}

/**
 * What hosts measure of themselves and of the VMs that run there, asked of each host itself (`/rrd_updates`) when somebody
 * looks, and once for all who look at the same time. Nothing is asked while nobody does.
 */
export function createMetrics({
  inventory,
  pools,
  routes,
  now = Date.now,
}: {
  inventory: Pick<Inventory, 'record' | 'row'>
  pools: Pick<Pools, 'session'>
  routes: HostRoutes
  now?: () => number
}) {
  const held = new Map<ObjectId, Held>()

  async function fetch(
    id: ObjectId,
    before: readonly HostMoment[],
    way: { route?: Route },
  ): Promise<HostLoad> {
    const row = inventory.row(id)
    const found = inventory.record('host', id)
    if (!row || !found) throw new TransportError('closed', id, { call: '/rrd_updates' })
    const session = pools.session(row.pool)
    const at = endpointOf(session, found.ref, found.record.address)
    const signal = AbortSignal.timeout(answerMs)
    const resolveEndpoint = async (host: Endpoint) => {
      way.route ??= await routes(session, row.pool, host)
      return way.route
    }
    const ask = async (query: Parameters<typeof rrdUpdates>[2]): Promise<Updates> =>
      parseUpdates(
        await textOfDownload(
          session,
          await rrdUpdates(session, at, { cf: 'AVERAGE', ...query }, { signal, resolveEndpoint }),
          largestAnswer,
        ),
      )
    const last = before.at(-1)?.t
    const fine = await ask({
      start: last ?? -historySeconds,
      interval: fineSeconds,
      host: true,
      // No VM is called so: of VMs a minute is enough.
      vm_uuid: ['none'],
    })
    const vms = await ask({ start: -2 * minute - fineSeconds, interval: minute })
      .then(vmLoads)
      .catch(noneSelected)
    const fresh = hostMoments(fine)
    const history = [...before.filter(({ t }) => t < (fresh[0]?.t ?? Number.POSITIVE_INFINITY)), ...fresh]
    const newest = history.at(-1)?.t ?? 0
    return { history: history.filter(({ t }) => t > newest - historySeconds), vms }
  }

  function forgetOld(): void {
    for (const [id, { asked }] of held) if (asked + keptMs < now()) held.delete(id)
  }

  return {
    /** How a host is used. Rejects with why it could not be asked. */
    host(id: ObjectId): Promise<HostLoad> {
      const known = held.get(id)
      if (known && known.until > now()) {
        known.asked = now()
        return known.load
      }
      forgetOld()
      const way = known?.way ?? {}
      const load = fetch(id, known?.history ?? [], way)
      const next: Held = {
        asked: now(),
        until: Number.POSITIVE_INFINITY,
        load,
        way,
        history: known?.history ?? [],
      }
      held.set(id, next)
      load.then(
        ({ history }) => {
          next.history = history
          next.until = now() + freshMs
        },
        () => {
          next.until = now() + failedMs
          delete way.route
        },
      )
      return load
    },
  }
}

export type Metrics = ReturnType<typeof createMetrics>

/** The coordinator is asked where the session has reached it, whatever the pool calls it. */
function endpointOf(session: XapiSession, ref: Ref<'host'>, address: string): Endpoint {
  return ref === session.coordinatorRef ? session.endpoint : parseEndpoint(address, session.endpoint.tls)
}

/** A host on which nothing runs answers so when it is asked about VMs. */
function noneSelected(error: unknown): ReadonlyMap<string, Load> {
  if (error instanceof TransportError && error.kind === 'http-status' && error.status === 500)
    return new Map()
  throw error
}
