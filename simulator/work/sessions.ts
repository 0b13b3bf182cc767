import { randomUUID } from 'node:crypto'
import type { Records, Ref } from '../../server/xapi/model/records'
import { type Directory, personNamed } from '../access/directory'
import { permissionsOf, roleOf } from '../access/roles'
import { isoTime } from '../clock'
import { Failure } from '../failure'
import { addressOf, coordinatorOf, type Pool } from '../pool'
import { NULL, refOf } from '../tables/row'

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
  const who = await identify(pool, username, password)
  makeRoom(pool, originator)
  const now = isoTime(pool.clock.now())
  return pool.db.create('session', {
    this_host: coordinatorOf(pool),
    last_active: now,
    validation_time: now,
    ...who,
    auth_user_name: username,
    originator,
  })
}

type Rights = Pick<
  Records['session'],
  'is_local_superuser' | 'subject' | 'auth_user_sid' | 'rbac_permissions'
>

const superuser: Rights = {
  is_local_superuser: true,
  subject: refOf<'subject'>(NULL),
  auth_user_sid: '',
  rbac_permissions: [],
}

/** Whose name and password these are: the local superuser is asked first, then the directory. */
async function identify(pool: Pool, username: string, password: string): Promise<Rights> {
  const { external_auth_type } = pool.db.get('host', coordinatorOf(pool))
  if (external_auth_type === '' || !pool.directory || username === pool.credentials.username) {
    await authenticate(pool, username, password)
    return superuser
  }
  try {
    return rightsOf(pool, pool.directory, username, password)
  } catch (error) {
    await passTime(pool, WRONG_PASSWORD_SECONDS)
    throw error
  }
}

/** What somebody of the directory may do: all that the roles of their subjects may, or of the groups they are in. */
function rightsOf(pool: Pool, directory: Directory, username: string, password: string): Rights {
  const person = personNamed(directory, username)
  if (person?.password !== password)
    throw new Failure('SESSION_AUTHENTICATION_FAILED', username, 'The user name or password is wrong')
  const where = `(subject_id ${person.sid}, from localhost)`
  if (person.disabled) {
    const text = `User ${username} ${where} suspended in external directory`
    throw new Failure('SESSION_AUTHORIZATION_FAILED', username, text)
  }
  const ids = [person.sid, ...person.groups]
  const subjects = [...pool.db.all('subject')].filter(([, row]) => ids.includes(row.subject_identifier))
  const [own] = subjects
  if (!own) {
    const text = `Subject ${username} (identifier ${person.sid}, from localhost) has no access rights in this pool`
    throw new Failure('SESSION_AUTHORIZATION_FAILED', username, text)
  }
  const roles = new Set(subjects.flatMap(([, row]) => row.roles))
  const granted = new Set([...roles].flatMap(role => permissionsOf(role)))
  if (granted.size === 0) {
    const text = `Subject ${username} (identifier ${person.sid}) has no roles in this pool`
    throw new Failure('RBAC_PERMISSION_DENIED', 'session.login_with_password', text)
  }
  return {
    is_local_superuser: false,
    subject: own[0],
    auth_user_sid: person.sid,
    rbac_permissions: [...granted].map(permission => roleOf(permission).name_label),
  }
}

function passTime(pool: Pool, seconds: number): Promise<void> {
  return new Promise(resolve => {
    pool.clock.work(seconds, resolve)
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
  await passTime(pool, WRONG_PASSWORD_SECONDS)
  const text =
    username === '' ? 'User not known to the underlying authentication module' : 'Authentication failure'
  throw new Failure('SESSION_AUTHENTICATION_FAILED', username, text)
}

/** Refuses what only the coordinator does with HOST_IS_SLAVE, which names it. */
export function assertCoordinator(pool: Pool, host: Ref<'host'>): void {
  if (pool.memberOf)
    throw new Failure('HOST_IS_SLAVE', addressOf(pool.memberOf, coordinatorOf(pool.memberOf)))
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
