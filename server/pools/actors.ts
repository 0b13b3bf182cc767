import { AppError, appError } from '@/server/errors'
import type { PoolId } from '@/server/inventory/rows'
import type { AppErrorShape } from '@/server/shared/app-error'
import { say, t, toldWorded, worded } from '@/server/shared/text'
import { XapiError } from '@/server/xapi/errors'
import type { XapiSession } from '@/server/xapi/session'
import type { Connections } from './connections'
import { openPool } from './open'
import type { PoolCredentialLogin, PoolCredentials } from './pool-credentials'
import type { Pools } from './pools'

/** A session that nobody has used for so long is logged out. */
const idleMs = 10 * 60 * 1000
/** Credentials that a pool refused are not tried again for so long: a directory behind it would lock the account. */
const refusedMs = 60 * 1000
const loginMs = 30 * 1000

/** Through whom somebody acts in a pool. */
export interface Acting {
  session: XapiSession
  /** The user at the pool. */
  poolUser: string
  /** Whether these are the person's own credentials. */
  own: boolean
}

interface Kept {
  version: string
  session: Promise<XapiSession>
  usedAt: number
}

/**
 * Sessions at pools of people who gave credentials of their own: opened when they first act, kept while they are used,
 * renewed once by the session itself when the pool has forgotten it, logged out when idle or when the credentials change.
 * Who gave none acts through the pool's service account. Credentials that do not work any more are an error: never does
 * the service account step in.
 */
export function createActors({
  pools,
  connections,
  credentials,
  now = Date.now,
}: {
  pools: Pick<Pools, 'session' | 'find'>
  connections: Connections
  credentials: PoolCredentials
  now?: () => number
}) {
  const kept = new Map<string, Kept>()
  const refused = new Map<string, { version: string; until: number }>()
  const keyOf = (userId: string, pool: PoolId) => `${userId} ${pool}`
  const sweep = setInterval(() => {
    for (const [key, one] of kept) if (one.usedAt + idleMs <= now()) drop(key)
  }, 60_000)
  sweep.unref()

  function drop(key: string): void {
    const one = kept.get(key)
    if (!one) return
    kept.delete(key)
    one.session
      .then(session => session.logout())
      .catch(error =>
        console.warn(
          'A session at a pool could not be ended:',
          error instanceof Error ? error.message : error,
        ),
      )
  }

  /** Signs in with somebody's credentials at the pool that is connected, and at no other. */
  async function open(pool: PoolId, username: string, password: string): Promise<XapiSession> {
    const [login, stored] = await Promise.all([connections.login(pool), connections.find(pool)])
    if (!login || !stored) throw appError('not-found', 'This pool is not connected.')
    const signal = AbortSignal.timeout(loginMs)
    const session = await openPool({ ...login, username, password }, [], signal)
    try {
      const [found] = Object.values(await session.call.pool.get_all_records())
      if (stored.poolUuid && found?.uuid !== stored.poolUuid)
        throw appError('pool-another', 'Another pool answers at this address.')
      return session
    } catch (error) {
      await session.logout()
      throw error
    }
  }

  async function own(userId: string, pool: PoolId, login: PoolCredentialLogin): Promise<XapiSession> {
    const key = keyOf(userId, pool)
    const { version, username, password } = login
    const before = refused.get(key)
    if (before?.version === version && before.until > now()) throw notAccepted(username)
    const known = kept.get(key)
    if (known?.version === version) {
      known.usedAt = now()
      return known.session
    }
    drop(key)
    const session = open(pool, username, password)
    const one = { version, session, usedAt: now() }
    kept.set(key, one)
    try {
      return await session
    } catch (error) {
      if (kept.get(key) === one) kept.delete(key)
      if (isWrong(error)) refused.set(key, { version, until: now() + refusedMs })
      throw isWrong(error) ? notAccepted(username, error) : error
    }
  }

  return {
    /** Through whom this user acts in the pool. Throws the reason when they cannot act now. */
    async actAs(userId: string, pool: PoolId): Promise<Acting> {
      const login = await credentials.login(userId, pool)
      // Also says that the pool does not answer, before anything is tried.
      const service = pools.session(pool)
      if (login) return { session: await own(userId, pool, login), poolUser: login.username, own: true }
      return { session: service, poolUser: (await pools.find(pool))?.username ?? '', own: false }
    },
    /** The user at the pool as whom this user acts, without signing in. */
    async nameAt(userId: string, pool: PoolId): Promise<string> {
      return (await credentials.nameOf(userId, pool)) ?? (await pools.find(pool))?.username ?? ''
    },
    /**
     * What an error of a call means to whoever acted: a session that the pool would not renew is one of credentials that
     * it does not accept any more.
     */
    failed(userId: string, pool: PoolId, { own, poolUser }: Acting, error: unknown): unknown {
      if (!own || !isWrong(error)) return error
      drop(keyOf(userId, pool))
      return notAccepted(poolUser, error)
    },
    /** Tries credentials before they are kept. */
    async test(pool: PoolId, username: string, password: string): Promise<void> {
      const session = await open(pool, username, password)
      await session.logout()
    },
    /** Ends the session that was opened with credentials that have changed. */
    changed(userId: string, pool: PoolId): void {
      refused.delete(keyOf(userId, pool))
      drop(keyOf(userId, pool))
    },
    /** Logs all of them out. */
    async stop(): Promise<void> {
      clearInterval(sweep)
      const open = [...kept.values()]
      kept.clear()
      await Promise.allSettled(open.map(async one => (await one.session).logout()))
    },
  }
}
export type Actors = ReturnType<typeof createActors>

/** What the pool refuses to somebody's own account is not refused to the one of Domus. */
export function inOwnName(
  shape: AppErrorShape,
  { own, poolUser }: Pick<Acting, 'own' | 'poolUser'>,
): AppErrorShape {
  if (!own || shape.xapi?.code !== 'RBAC_PERMISSION_DENIED') return shape
  const [permission] = shape.xapi.params
  return {
    ...shape,
    message: permission
      ? t('Your account at this pool, {poolUser}, may not do this ({permission}).', { poolUser, permission })
      : t('Your account at this pool, {poolUser}, may not do this.', { poolUser }),
    next: t('Ask an administrator of the pool for a role there that holds it.'),
  }
}

function isWrong(error: unknown): boolean {
  return error instanceof XapiError && error.code === 'SESSION_AUTHENTICATION_FAILED'
}

function notAccepted(username: string, cause?: unknown): AppError {
  const message = worded('The pool does not accept your own credentials, of {username}.', { username })
  return new AppError(
    {
      code: 'pool-login-failed',
      message: toldWorded(message),
      next: say(
        'Correct or remove them under Settings, Account, Pool credentials. Nothing was done in your name.',
      ),
    },
    { cause },
    { message },
  )
}
