import { roleNames } from '@/server/catalogue/permissions'
import type { Db } from '@/server/db/client'
import { appError } from '@/server/errors'
import { Book } from './engine/book'
import { readBook } from './read-book'

/** The roles a user has by grants that stand: names of built-in ones, ids of composed ones, wherever they hold. The one place that knows where roles come from. */
export async function rolesOf(
  db: Pick<Db, 'grant' | 'role' | 'groupMember' | 'projectObject'>,
  userId: string,
): Promise<ReadonlySet<string>> {
  const book = new Book(await readBook(db), Date.now())
  const held = [...book.heldBy(userId)].filter(({ id }) => book.effective(id) !== null)
  return new Set(held.map(({ role }) => role))
}

/** What a user's roles are called, one after the other; '' for who has none. */
export async function roleNamesOf(db: Pick<Db, 'role'>, book: Book, userId: string): Promise<string> {
  const held = [...book.heldBy(userId)].filter(({ id }) => book.effective(id) !== null)
  const roles = [...new Set(held.map(({ role }) => role))]
  const composed = roles.filter(role => book.facts.roles.has(role))
  const names = new Map<string, string>()
  if (composed.length > 0) {
    for (const { id, name } of await db.role.findMany({ where: { id: { in: composed } } }))
      names.set(id, name)
  }
  return roles.map(role => names.get(role) ?? role).join(', ')
}

/**
 * What a role is called: a built-in one by its name, a composed one by its id.
 *
 * @throws AppError 'bad-input' at the field `role` where there is none.
 */
export async function roleNameOf(db: Pick<Db, 'role'>, role: string): Promise<string> {
  if (roleNames.includes(role)) return role
  const composed = await db.role.findUnique({ where: { id: role }, select: { name: true } })
  if (!composed) throw appError('bad-input', 'There is no such role.', { field: 'role' })
  return composed.name
}

/** All roles that somebody can have, by what `rolesOf` says and by what they are called. */
export async function knownRoles(db: Pick<Db, 'role'>): Promise<{ id: string; name: string }[]> {
  const composed = await db.role.findMany({ select: { id: true, name: true }, orderBy: { name: 'asc' } })
  return [...roleNames.map(name => ({ id: name, name })), ...composed]
}
