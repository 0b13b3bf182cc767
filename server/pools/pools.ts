import { AppError, appError, describe } from '@/server/errors'
import { type Clock, systemClock } from '@/server/inventory/clock'
import type { Inventory } from '@/server/inventory/inventory'
import type { Freshness, PoolId } from '@/server/inventory/rows'
import type { Snapshots } from '@/server/inventory/snapshot/snapshots'
import type { CertificateFacts } from '@/server/shared/app-error'
import { worded } from '@/server/shared/text'
import { AddressError, type Endpoint, endpointText, parseEndpoint } from '@/server/xapi/endpoint'
import type { XapiSession } from '@/server/xapi/session'
import { readCertificate } from '@/server/xapi/transport'
import type { Connections, StoredConnection } from './connections'
import { demoId } from './demo'
import { asSource, openPool, type PoolLogin } from './open'
import { type PoolReach, Wanted } from './wanted'

export interface PoolConnectionInfo {
  id: PoolId
  name: string
  address: string
  username: string
  /** Fingerprint of the certificate accepted for the address; null for plain HTTP. */
  sha256: string | null
  createdAt: string
  freshness: Freshness
}

/** How long who looks at a pool that was not followed waits for what was kept of it, and who works in it for its answer. */
const readyMs = { look: 2_000, work: 10_000 }

export interface PoolsOptions {
  snapshots?: Snapshots | undefined
  /** Only pools that are held are followed, and let go of so long after the last hold. Absent: all are followed. */
  graceMs?: number | undefined
  clock?: Clock
}

/** The pools Domus is connected to: signs in, hands sessions out, has the inventory follow them. */
export function createPools(
  connections: Connections,
  inventory: Inventory,
  { snapshots, graceMs, clock = systemClock }: PoolsOptions = {},
) {
  const sessions = new Map<PoolId, XapiSession>()
  /** With which version of its connection each pool is followed. */
  const versions = new Map<PoolId, string>()
  /** What is being done about each pool: one thing after another. */
  const turns = new Map<PoolId, Promise<void>>()
  /** All that are connected, as far as this process has heard. */
  const connected = new Set<PoolId>()
  const wanted = graceMs === undefined ? null : new Wanted(graceMs, clock, key => track(key))
  /** Pools that are followed again because somebody looks, and since when. */
  const coming = new Map<PoolId, number>()
  const settling = new Set<Promise<void>>()
  let stopped = false

  function track(key: PoolId | 'all'): void {
    const work = (key === 'all' ? settleAll() : settle(key))
      .catch(error => console.error('A pool could not be followed or let go of:', describe(error).message))
      .finally(() => settling.delete(work))
    settling.add(work)
  }

  function follow({ id, name, address, version }: StoredConnection): void {
    if (inventory.pool(id)) return
    versions.set(id, version)
    inventory.follow({ id, name, address }, async signal => {
      sessions.delete(id)
      const session = await signIn(id, signal)
      sessions.set(id, session)
      return asSource(session)
    })
  }

  /**
   * Signs in to the pool that was connected, and keeps what helps to find it again: its name and the addresses of its
   * hosts now. A host that has come to another pool is passed over for the others that are remembered.
   */
  async function signIn(id: PoolId, signal: AbortSignal): Promise<XapiSession> {
    const [login, stored] = await Promise.all([connections.login(id), connections.find(id)])
    if (!login || !stored) throw appError('not-found', 'This connection was removed.')
    // The demo's pool is made anew with each release.
    const expected = id === demoId ? null : stored.poolUuid
    const { tls } = parseAddress(login.address)
    const hosts = [login.address, ...login.members.map(member => parseEndpoint(member, tls).url)]
    let another: AppError | undefined
    for (const [at, address] of hosts.entries()) {
      const session = await openPool({ ...login, address, members: hosts.slice(at + 1) }, [], signal).catch(
        error => {
          throw another ?? error
        },
      )
      try {
        const facts = await factsOf(session)
        if (expected === null || facts.poolUuid === expected) {
          await connections.update(id, facts)
          return session
        }
        another ??= anotherPool(session, facts.name)
      } catch (error) {
        await session.logout()
        throw error
      }
      await session.logout()
    }
    throw another ?? appError('not-found', 'This connection has no address.')
  }

  async function mustHave(id: PoolId): Promise<StoredConnection> {
    const found = await connections.find(id)
    if (!found) throw appError('not-found', 'There is no such connection.')
    return found
  }

  /** Follows a pool as it is connected now, or no longer. What is done here is heard of once more from the database. */
  function settle(id: PoolId): Promise<void> {
    const before = turns.get(id) ?? Promise.resolve()
    const next = before.catch(() => undefined).then(() => settleNow(id))
    turns.set(id, next)
    const done = () => {
      if (turns.get(id) === next) turns.delete(id)
    }
    next.then(done, done)
    return next
  }

  async function settleNow(id: PoolId): Promise<void> {
    const stored = await connections.find(id)
    if (stopped) return
    const followed = inventory.pool(id)
    if (!stored) {
      sessions.delete(id)
      versions.delete(id)
      connected.delete(id)
      return inventory.unfollow(id)
    }
    connected.add(id)
    if (wanted && !wanted.has(id)) {
      sessions.delete(id)
      versions.delete(id)
      return inventory.letGo(id)
    }
    if (!followed) return follow(stored)
    if (versions.get(id) === stored.version) return
    versions.set(id, stored.version)
    sessions.delete(id)
    await followed.renew()
  }

  /** The same for all that are or were connected. */
  async function settleAll(): Promise<void> {
    const ids = (await connections.list()).map(({ id }) => id)
    await Promise.all([...new Set([...ids, ...inventory.pools().map(({ id }) => id)])].map(settle))
  }

  /** Those that somebody waits for, of which nothing, or for work nothing new, is known yet. */
  function unready(reach: PoolReach, purpose: keyof typeof readyMs): PoolId[] {
    for (const [id, since] of coming) {
      const freshness = inventory.pool(id)?.freshness
      const answered = freshness && freshness.state !== 'connecting' && isAnswered(freshness)
      if (answered || !connected.has(id) || clock.passed() - since > readyMs.work) coming.delete(id)
    }
    return [...coming.keys()].filter(id => {
      if (reach !== 'all' && !reach.has(id)) return false
      const state = inventory.pool(id)?.freshness.state
      return purpose === 'work' || state === undefined || state === 'connecting'
    })
  }

  return {
    /** Has pools followed until it is let go of, and a while longer. */
    hold(reach: PoolReach): () => void {
      if (wanted === null) return () => {}
      for (const id of reach === 'all' ? connected : reach) {
        if (connected.has(id) && !inventory.pool(id) && !coming.has(id)) coming.set(id, clock.passed())
      }
      return wanted.hold(reach)
    },

    /** Has all pools followed until the signal says so. */
    async holdAll(signal: AbortSignal): Promise<void> {
      const letGo = wanted?.hold('all')
      if (signal.aborted) letGo?.()
      else if (letGo) signal.addEventListener('abort', letGo, { once: true })
    },

    /**
     * Resolves when pools that are held anew can be looked at, by what was kept of them, or worked in, as they have
     * answered or failed; in any case after a while.
     */
    async ready(reach: PoolReach, purpose: keyof typeof readyMs): Promise<void> {
      if (unready(reach, purpose).length === 0) return
      const late = AbortSignal.timeout(readyMs[purpose])
      await inventory
        .waitFor(() => unready(reach, purpose).length === 0, late)
        .catch(error => {
          if (!late.aborted) throw error
        })
      await inventory.whenTold()
    },

    /** Resolves when all pools that are held are followed. */
    async settled(): Promise<void> {
      while (settling.size > 0) await Promise.all(settling)
    },

    async start(): Promise<void> {
      await snapshots?.keepOnly((await connections.list()).map(({ id }) => id))
      await settleAll()
    },
    /** Another process may have made, changed or removed connections, or the one named. */
    changedElsewhere: (id?: PoolId): Promise<void> => (id === undefined ? settleAll() : settle(id)),

    async list(): Promise<PoolConnectionInfo[]> {
      return (await connections.list()).map(({ id, name, address, username, pins, createdAt }) => ({
        id,
        name,
        address,
        username,
        sha256: pins[endpointText(parseAddress(address))] ?? null,
        createdAt,
        freshness: inventory.pool(id)?.freshness ?? { state: 'connecting' },
      }))
    },

    /** The certificate a host shows, before anything secret is sent to it; null where the address is plain HTTP. */
    async look(
      address: string,
      signal?: AbortSignal,
    ): Promise<{ address: string; certificate: CertificateFacts | null }> {
      const endpoint = parseAddress(address)
      return {
        address: endpoint.url,
        certificate: await readCertificate(endpoint, { timeoutMs: 10_000, signal }),
      }
    },

    /**
     * Signs in, makes sure the pool is not connected already, keeps the connection and follows it. `accepted` are
     * the certificate fingerprints the person has agreed to. Notices say what a person should know.
     */
    async connect(
      given: { address: string; username: string; password: string; accepted: readonly string[]; by: string },
      signal: AbortSignal,
    ): Promise<{ id: PoolId; name: string; notices: string[] }> {
      const endpoint = parseAddress(given.address)
      const login: PoolLogin = {
        address: endpoint.url,
        username: given.username,
        password: given.password,
        pins: {},
        members: [],
      }
      const session = await openPool(login, given.accepted, signal)
      try {
        const { name, poolUuid, members } = await factsOf(session)
        const existing = await connections.byPool(poolUuid)
        if (existing) {
          throw appError(
            'conflict',
            `This pool is connected already, as ${existing.name || existing.address}.`,
            { field: 'address' },
          )
        }
        const notices: string[] = []
        if (session.redirectedFrom) {
          login.address = session.endpoint.url
          notices.push(
            `${endpointText(session.redirectedFrom)} is a supporter of this pool. Domus followed it to the coordinator, ${endpointText(session.endpoint)}.`,
          )
        }
        if (!session.endpoint.tls)
          notices.push('The connection is not encrypted: the password crossed the network readable.')
        const stored = await connections.create(
          { ...login, members },
          { name, poolUuid, createdBy: given.by },
        )
        await settle(stored.id)
        return { id: stored.id, name, notices }
      } finally {
        await session.logout()
      }
    },

    /** Accepts the certificate that the pool's endpoint shows now, if it is the one that was looked at. */
    async trustCertificate(id: PoolId, sha256: string, signal: AbortSignal): Promise<void> {
      const login = await connections.login(id)
      if (!login) throw appError('not-found', 'There is no such connection.')
      // The changed certificate may be the coordinator's while the address is a supporter's: the login finds which.
      const session = await openPool(login, [sha256], signal)
      await session.logout()
      await connections.update(id, { pins: login.pins })
      await settle(id)
      inventory.pool(id)?.retryNow()
    },

    /** Replaces user name and password, after having tried them. */
    async setCredentials(id: PoolId, username: string, password: string, signal: AbortSignal): Promise<void> {
      const login = await connections.login(id)
      if (!login) throw appError('not-found', 'There is no such connection.')
      const session = await openPool({ ...login, username, password }, [], signal)
      await session.logout()
      await connections.update(id, { username, password })
      await settle(id)
      inventory.pool(id)?.retryNow()
    },

    async disconnect(id: PoolId): Promise<StoredConnection> {
      const found = await mustHave(id)
      await connections.remove(id)
      await settle(id)
      return found
    },

    async reconnect(id: PoolId): Promise<void> {
      await mustHave(id)
      inventory.pool(id)?.retryNow()
    },

    /** The session to act through. Throws the reason when the pool does not answer. */
    session(id: PoolId): XapiSession {
      const followed = inventory.pool(id)
      const session = sessions.get(id)
      const freshness = followed?.freshness
      if (!followed || !freshness) throw appError('not-found', 'This pool is not connected.')
      if (freshness.state === 'stale' || freshness.state === 'failed') {
        throw new AppError(freshness.error, undefined, freshness.error.words)
      }
      if (!session) {
        throw appError('pool-unreachable', 'Domus is still signing in to this pool.', {
          next: 'Try again in a moment.',
        })
      }
      return session
    },

    /** The session of a pool that answers; undefined while there is none. */
    live(id: PoolId): XapiSession | undefined {
      return inventory.pool(id)?.freshness.state === 'live' ? sessions.get(id) : undefined
    },

    find: connections.find,
    async stop(): Promise<void> {
      stopped = true
      wanted?.stop()
      await inventory.stop()
      await Promise.allSettled(turns.values())
    },
  }
}
export type Pools = ReturnType<typeof createPools>

/** Whether it has answered or failed since it is followed. */
function isAnswered(freshness: Freshness): boolean {
  return !('error' in freshness && freshness.error.code === 'pool-connecting')
}

function parseAddress(address: string): Endpoint {
  try {
    return parseEndpoint(address)
  } catch (error) {
    if (!(error instanceof AddressError)) throw error
    throw appError('bad-input', worded('“{text}” is not an address.', { text: address.trim() }), {
      field: 'address',
      next: 'Give a name or an IP address, with a port if it is not 443.',
    })
  }
}

function anotherPool(session: XapiSession, name: string): AppError {
  return appError(
    'pool-another',
    worded('{endpointText} answers for another pool, {name}.', {
      endpointText: endpointText(session.endpoint),
      name,
    }),
    {
      next: 'If the pool was set up anew, disconnect it here and connect it again.',
    },
  )
}

async function factsOf(session: XapiSession): Promise<{ name: string; poolUuid: string; members: string[] }> {
  const [pool] = Object.values(await session.call.pool.get_all_records())
  const hosts = await session.call.host.get_all_records()
  if (!pool) throw appError('pool-unsupported', 'The host answers but knows no pool.')
  const name = pool.name_label || hosts[pool.master]?.name_label || ''
  return {
    name,
    poolUuid: pool.uuid,
    members: Object.values(hosts)
      .map(host => host.address)
      .filter(Boolean),
  }
}
