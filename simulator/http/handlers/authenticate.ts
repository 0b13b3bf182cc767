import type { IncomingMessage } from 'node:http'
import type { Ref } from '../../../server/xapi/model/records'
import { Failure } from '../../failure'
import type { Pool } from '../../pool'
import { refOf } from '../../tables/row'
import { login, logout } from '../../work/sessions'
import { cookie } from '../cookie'
import { failureText } from './raised'

/** Who asks. `done` ends a session that was opened for one request. */
export interface Guest {
  readonly session: Ref<'session'>
  readonly done: () => void
}

/**
 * The session a request to a handler belongs to: named by a cookie or in the query, else opened with the credentials
 * it brings. Members take the sessions of the pool too. Undefined when it has none or a wrong one.
 */
export async function authenticate(
  pool: Pool,
  host: Ref<'host'>,
  request: IncomingMessage,
  params: URLSearchParams,
): Promise<Guest | undefined> {
  const named = cookie(request.headers.cookie, 'session_id') ?? params.get('session_id') ?? ''
  if (named !== '') {
    const known = pool.db.find('session', named) !== undefined || pool.localSessions.get(named) === host
    return known ? { session: refOf<'session'>(named), done: () => {} } : undefined
  }
  const { authorization } = request.headers
  if (authorization === undefined) return undefined
  const [, encoded] = /^Basic (.*)$/.exec(authorization) ?? []
  if (encoded === undefined) throw failureText(`Unknown authorization header: ${authorization}`)
  const credentials = Buffer.from(encoded, 'base64').toString('utf8')
  const colon = credentials.indexOf(':')
  try {
    const session = await login(pool, credentials.slice(0, colon), credentials.slice(colon + 1), '')
    return { session, done: () => logout(pool, session) }
  } catch (error) {
    if (error instanceof Failure) return undefined
    throw error
  }
}

/** Whether the role of a session allows an action such as `get_export`. */
export function allows(pool: Pool, session: Ref<'session'>, action: string): boolean {
  const row = pool.db.find('session', session)
  // Sessions of one host only are root's.
  if (!row || row.is_local_superuser) return true
  return row.rbac_permissions.includes(`http/${action}`)
}
