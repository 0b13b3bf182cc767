import { roleNames } from '@/server/catalogue/permissions'
import type { Db } from '@/server/db/client'
import type { Prisma } from '@/server/db/generated/client'
import { appError } from '@/server/errors'
import type { PlacesOf } from './engine/access'
import { Book, type GrantFacts } from './engine/book'
import { maskOf } from './engine/mask'
import { mayAddTo, mayRevoke, mayRule, mustBeAbleToGive, type Wish } from './engine/rules'
import { everything, narrowed } from './engine/scope'
import { readBook } from './read-book'

export type Locked = Prisma.TransactionClient

/** Who does it. */
export interface Actor {
  userId: string
  username: string
}

/** To whom: exactly one of the two. */
export type GrantTo = { user: string } | { group: string }

/**
 * Does something about who may do what, alone among all processes: what is allowed to one deed depends on what the other
 * leaves. Everything that changes grants, memberships, or who is enabled goes through here. What would leave nobody who
 * could give rights back is refused.
 */
export function lockedAccess<T>(db: Db, act: (tx: Locked, book: Book) => Promise<T>): Promise<T> {
  return db.$transaction(
    async tx => {
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('domus users'))`
      const book = new Book(await readBook(tx), Date.now())
      const owned = await hasOwner(tx, book)
      const result = await act(tx, book)
      if (owned && !(await hasOwner(tx, new Book(await readBook(tx), Date.now())))) {
        throw appError('refused', 'This would leave no enabled owner.', {
          next: 'Give another user the role owner over everything first.',
        })
      }
      return result
    },
    { timeout: 30_000 },
  )
}

/** Gives what the actor may give. Returns the grant's id. */
export async function give(
  tx: Locked,
  book: Book,
  actor: Actor,
  to: GrantTo,
  wish: Wish,
  placesOf?: PlacesOf,
): Promise<string> {
  const basis = mustBeAbleToGive(book, actor.userId, wish, placesOf)
  const { id } = await tx.grant.create({
    data: {
      ...('user' in to ? { userId: to.user } : { groupId: to.group }),
      ...(roleNames.includes(wish.role) ? { role: wish.role } : { roleId: wish.role }),
      scopeKind: wish.scope.kind,
      scopeRef: wish.scope.ref,
      mayDelegate: wish.mayDelegate,
      expiresAt: wish.until === null ? null : new Date(wish.until),
      parentId: basis?.id ?? null,
      givenById: actor.userId,
      givenByName: actor.username,
    },
  })
  return id
}

/** Takes a grant away, with all that was built on it. */
export async function revoke(tx: Locked, book: Book, actor: Actor, grant: GrantFacts): Promise<void> {
  if (!mayRevoke(book, actor.userId, grant)) {
    throw appError('not-allowed', 'You can revoke only what was built on a right of yours.', {
      next: 'Whoever gave it can, and those who rule all.',
    })
  }
  await tx.grant.deleteMany({ where: { id: grant.id } })
}

export function mustRule(book: Book, actor: Pick<Actor, 'userId'>, other: string): void {
  if (mayRule(book, actor.userId, other)) return
  throw appError('not-allowed', 'They may do what you may not: their account is not yours to change.', {
    next: 'Someone who may do as much can.',
  })
}

export function mustBeAbleToAdd(book: Book, actor: Pick<Actor, 'userId'>, group: string): void {
  if (mayAddTo(book, actor.userId, [group])) return
  throw appError('not-allowed', 'This group holds grants that are not yours to give.', {
    next: 'Someone who could give them can add members.',
  })
}

const ruling = maskOf(['access.manage', 'user.manage'])

/** Users who give rights over everything, for as long as they like. */
export function ownersIn(book: Book): ReadonlySet<string> {
  const owners = new Set<string>()
  for (const grant of book.grants.values()) {
    const effect = book.effective(grant.id)
    if (!effect || effect.until !== null || (effect.mask & ruling) !== ruling) continue
    if (narrowed(effect.scopes)?.length !== 0) continue
    if (grant.user !== null) owners.add(grant.user)
    if (grant.group !== null) for (const user of book.usersIn(grant.group)) owners.add(user)
  }
  return owners
}

/** Whether one of them is a person who can sign in. */
async function hasOwner(tx: Locked, book: Book): Promise<boolean> {
  const where = { id: { in: [...ownersIn(book)] }, kind: 'person', disabledAt: null }
  return (await tx.user.count({ where })) > 0
}

/** The direct grants of a user over everything: what the list of users calls their role. */
export function wholeGrants(book: Book, userId: string): GrantFacts[] {
  return [...book.grants.values()].filter(
    grant => grant.user === userId && grant.scope.kind === everything.kind,
  )
}

/** What a user's own grants over everything are called, and the role to name them by where it is one: '' for none or several. */
export function wholeRole(grants: readonly HeldRole[]): { role: string; roleId: string } {
  const [only, ...others] = grants
  return {
    role: grants.map(grant => grant.composed?.name ?? grant.role ?? '').join(', '),
    roleId: others.length > 0 ? '' : (only?.role ?? only?.roleId ?? ''),
  }
}
interface HeldRole {
  role: string | null
  roleId: string | null
  composed: { name: string } | null
}

/** Puts one role over everything in the place of those a user has there. Null: none. */
export async function setWholeRole(
  tx: Locked,
  book: Book,
  actor: Actor,
  userId: string,
  role: string | null,
): Promise<void> {
  const before = wholeGrants(book, userId)
  for (const grant of before) {
    if (!mayRevoke(book, actor.userId, grant)) {
      throw appError('not-allowed', 'Their role was not given by you, nor built on a right of yours.', {
        next: 'Someone who rules all can change it.',
      })
    }
  }
  await tx.grant.deleteMany({ where: { id: { in: before.map(({ id }) => id) } } })
  if (role !== null) {
    const wish = { role, scope: everything, until: null, mayDelegate: role === 'owner' }
    await give(tx, book, actor, { user: userId }, wish)
  }
}
