import { randomUUID } from 'node:crypto'
import type { Ref } from '../../server/xapi/model/records'
import { isoTime } from '../clock'
import { Failure } from '../failure'
import { addressOf, coordinatorOf, type Pool } from '../pool'
import { refOf } from '../tables/row'

/** PAM takes its time over a wrong password. */
const WRONG_PASSWORD_SECONDS = 2
/** `last_active` is written at most this often. */
const ACTIVE_MILLISECONDS = 10 * 60 * 1000
/** Above this many sessions of one originator the one used longest ago ends. */
const SESSIONS_OF_NOBODY = 400
const SESSIONS_OF_ORIGINATOR = 500

/** Opens a session of the pool, or refuses with SESSION_AUTHENTICATION_FAILED after a while. */
export async function login(
  pool: Pool,
  username: string,
  password: string,
  originator: string,
): Promise<Ref<'session'>> {
  await authenticate(pool, username, password)
  makeRoom(pool, originator)
  const now = isoTime(pool.clock.now())
  return pool.db.create('session', {
    this_host: coordinatorOf(pool),
    last_active: now,
    validation_time: now,
    is_local_superuser: true,
    auth_user_name: username,
    originator,
  })
}

/** A session of its own with the rights of another. */
export function sessionLike(pool: Pool, ref: Ref<'session'>): Ref<'session'> {
  const { uuid: _, tasks: __, ...row } = pool.db.get('session', ref)
  const now = isoTime(pool.clock.now())
  return pool.db.create('session', { ...row, last_active: now, validation_time: now })
}

/** Opens a session that lives on one host, whoever is coordinator, and has no row. */
export async function localLogin(
  pool: Pool,
  host: Ref<'host'>,
  username: string,
  password: string,
): Promise<Ref<'session'>> {
  await authenticate(pool, username, password)
  const session = refOf<'session'>(`OpaqueRef:${randomUUID()}`)
  pool.localSessions.set(session, host)
  return session
}

/** Refuses a wrong name or password with SESSION_AUTHENTICATION_FAILED, after a while. */
export async function authenticate(pool: Pool, username: string, password: string): Promise<void> {
  const right = pool.credentials
  if (username === right.username && password === right.password) return
  await new Promise<void>(resolve => {
    pool.clock.work(WRONG_PASSWORD_SECONDS, resolve)
  })
  const text =
    username === '' ? 'User not known to the underlying authentication module' : 'Authentication failure'
  throw new Failure('SESSION_AUTHENTICATION_FAILED', username, text)
}

/** Refuses what only the coordinator does with HOST_IS_SLAVE, which names it. */
export function assertCoordinator(pool: Pool, host: Ref<'host'>): void {
  const coordinator = coordinatorOf(pool)
  if (host !== coordinator) throw new Failure('HOST_IS_SLAVE', addressOf(pool, coordinator))
}

/**
 * Refuses a session of the pool with HOST_IS_SLAVE where it is not valid, one that is not there with
 * SESSION_INVALID; notes that it is in use. `local`: only one of this host can be meant.
 */
export function useSession(pool: Pool, host: Ref<'host'>, ref: string, local = false): Ref<'session'> {
  if (pool.localSessions.get(ref) === host) return refOf<'session'>(ref)
  if (local && host !== coordinatorOf(pool)) throw new Failure('SESSION_INVALID', ref)
  assertCoordinator(pool, host)
  const session = pool.db.find('session', ref)
  if (!session) throw new Failure('SESSION_INVALID', ref)
  const now = pool.clock.now()
  if (now - Date.parse(session.last_active) > ACTIVE_MILLISECONDS) {
    pool.db.update('session', ref, { last_active: isoTime(now) })
  }
  return refOf<'session'>(ref)
}

/** Refuses a session that has ended meanwhile with SESSION_INVALID. */
export function assertSession(pool: Pool, ref: string): void {
  if (!pool.localSessions.has(ref) && !pool.db.find('session', ref)) throw new Failure('SESSION_INVALID', ref)
}

export function logout(pool: Pool, ref: string): void {
  pool.db.destroy('session', ref)
}

function makeRoom(pool: Pool, originator: string): void {
  const limit = originator === '' ? SESSIONS_OF_NOBODY : SESSIONS_OF_ORIGINATOR
  const alike = [...pool.db.all('session')].filter(([, session]) => session.originator === originator)
  if (alike.length < limit) return
  alike.sort(([, a], [, b]) => a.last_active.localeCompare(b.last_active))
  const [oldest] = alike
  if (oldest) logout(pool, oldest[0])
}
