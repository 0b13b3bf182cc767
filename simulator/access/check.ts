import { Failure } from '../failure'
import type { Pool } from '../pool'
import { rolesWith } from './roles'

/** What each session may do, by the list in its row. */
const granted = new WeakMap<readonly string[], ReadonlySet<string>>()

function isGranted(names: readonly string[], permission: string): boolean {
  let known = granted.get(names)
  if (!known) {
    known = new Set(names)
    granted.set(names, known)
  }
  return known.has(permission)
}

/** Whether a session may do something: `vm.start`, `http/get_export`. The superuser may do everything. */
export function mayDo(pool: Pool, session: string, permission: string): boolean {
  if (session === '' || pool.localSessions.has(session)) return true
  const row = pool.db.find('session', session)
  return row !== undefined && (row.is_local_superuser || isGranted(row.rbac_permissions, permission))
}

/** Refuses with RBAC_PERMISSION_DENIED and the roles that could. */
export function assertMay(pool: Pool, session: string, permission: string): void {
  if (mayDo(pool, session, permission)) return
  const roles = rolesWith(permission).join(', ')
  const text = `No permission in user session. (Roles with this permission: ${roles})`
  throw new Failure('RBAC_PERMISSION_DENIED', permission, text)
}
