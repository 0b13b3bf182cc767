import type { Db } from '@/server/db/client'
import type { Prisma } from '@/server/db/generated/client'

/** A user with one role over everything, as a migration or an owner would have left them; `role` null: with nothing. */
export async function addUser(
  db: Db,
  username: string,
  role: string | null,
  more: Omit<Prisma.UserCreateInput, 'username' | 'grants'> = {},
): Promise<string> {
  const whole = { scopeKind: 'everything', mayDelegate: role === 'owner', givenByName: 'a test' }
  const grants = role === null ? {} : { grants: { create: { role, ...whole } } }
  return (await db.user.create({ data: { username, ...more, ...grants } })).id
}
