import { roleNames } from '@/server/catalogue/permissions'
import type { Db } from '@/server/db/client'

/** The names of all roles a user has, wherever they hold. The one place that knows where roles come from. */
export async function rolesOf(db: Pick<Db, 'user'>, userId: string): Promise<ReadonlySet<string>> {
  const user = await db.user.findUnique({ where: { id: userId }, select: { role: true } })
  return new Set(user ? [user.role] : [])
}

/** The names of all roles that somebody can have. */
export async function knownRoles(_db: Db): Promise<string[]> {
  return [...roleNames]
}
