import { type Permission, roleNames, roleWords } from '@/server/catalogue/permissions'
import type { Db } from '@/server/db/client'
import { appError } from '@/server/errors'
import type { Inventory } from '@/server/inventory/inventory'
import type { ObjectId } from '@/server/inventory/rows'
import type { GrantGiven } from '@/server/shared/grant'
import { worded } from '@/server/shared/text'
import type { PlacesOf } from './engine/access'
import type { Book, GrantFacts } from './engine/book'
import { setOf } from './engine/mask'
import { basisFor, mayDelegate, rulesAll } from './engine/rules'
import { scopeOfObject } from './engine/scope'
import { type Actor, give, type Locked, lockedAccess, revoke } from './grant-deeds'
import { describeGrants, type GrantInfo } from './grant-info'
import { createReach, type Explanation, type ObjectAccess } from './reach'
import type { Rights } from './rights'
import type { Sight } from './sight/sight'

/** A role that can be given, with what it means in words. */
export interface RoleInfo {
  id: string
  name: string
  words: string
  composed: boolean
  permissions: Permission[]
}

/**
 * Grants as people give and take them. Who holds `access.manage` over everything sees and gives all; others see what they
 * hold, and what was built on it, and give what they may delegate.
 *
 * @throws AppError 'not-found', 'not-allowed' with what is missing, 'refused' with the rule.
 */
export function createGrantAdmin({
  db,
  inventory,
  rights,
  sight,
  placesOf,
  actor,
}: {
  db: Db
  inventory: Pick<Inventory, 'store'>
  rights: Pick<Rights, 'refresh' | 'book'>
  sight: Sight
  placesOf: PlacesOf
  actor: Actor
}) {
  const user = actor.userId
  const reach = createReach({ db, inventory, sight, user, placesOf })
  const describing = (book: Book) => ({ db, inventory, sight, book, user })
  const locked = async <T>(act: (tx: Locked, book: Book) => Promise<T>) => {
    const result = await lockedAccess(db, act)
    await rights.refresh()
    return result
  }

  /** Grants that the actor may know of. */
  function known(book: Book): GrantFacts[] {
    if (rulesAll(book, user)) return [...book.grants.values()]
    const found = new Set<GrantFacts>()
    for (const grant of book.heldBy(user)) {
      found.add(grant)
      if (book.effective(grant.id)?.mayDelegate) for (const built of book.builtOn(grant.id)) found.add(built)
    }
    return [...found]
  }

  function mustKnow(book: Book, id: string): GrantFacts {
    const grant = known(book).find(one => one.id === id)
    if (!grant) throw appError('not-found', 'This grant is gone.')
    return grant
  }

  function mustSee(id: ObjectId): void {
    const isSeen = sight.table.get(id) !== undefined
    if (!isSeen) throw appError('not-found', 'This object is gone.')
  }

  return {
    list: (): Promise<GrantInfo[]> => describeGrants(describing(rights.book), known(rights.book)),

    /** What falls with a grant: it and all that was built on it. */
    falling(id: string): Promise<GrantInfo[]> {
      const { book } = rights
      const grant = mustKnow(book, id)
      return describeGrants(describing(book), [grant, ...book.builtOn(grant.id)])
    },

    /** Who reaches an object, and by which grants. */
    reaching: (id: ObjectId): Promise<ObjectAccess> => reach.at(rights.book, id),

    /** The roles there are; those that can be given somewhere say so by what one holds. */
    async roles(): Promise<RoleInfo[]> {
      const composed = await db.role.findMany({ orderBy: { name: 'asc' } })
      const { book } = rights
      const heldIn = (role: string) => [...setOf(book.maskOfRole(role) ?? 0n)]
      return [
        ...roleNames.map(name => ({
          id: name,
          name,
          words: roleWords[name] ?? '',
          composed: false,
          permissions: heldIn(name),
        })),
        ...composed.map(({ id, name, description }) => ({
          id,
          name,
          words: description,
          composed: true,
          permissions: heldIn(id),
        })),
      ]
    },

    /** Whether the actor may give anything at all. */
    mayGive: (): boolean => mayDelegate(rights.book, user),

    async give({ to, role, scope, until, ...given }: GrantGiven): Promise<{ id: string; name: string }> {
      return locked(async (tx, book) => {
        const name = await nameOfPrincipal(tx, to)
        // What one does not see cannot be given: nor can it be found out by trying.
        if (['pool', 'host', 'object'].includes(scope.kind)) mustSee(scope.ref)
        const what = scope.kind === 'object' ? scopeOfObject(scope.ref, placesOf(scope.ref)) : scope
        const wish = { role, scope: what, until: until === null ? null : Date.parse(until), ...given }
        if (wish.until !== null && wish.until <= Date.now()) {
          throw appError('bad-input', 'It would be over already.', { field: 'until' })
        }
        const principal = to.kind === 'user' ? { user: to.id } : { group: to.id }
        return { id: await give(tx, book, actor, principal, wish, placesOf), name }
      })
    },

    async revoke(id: string): Promise<void> {
      await locked(async (tx, book) => revoke(tx, book, actor, mustKnow(book, id)))
    },

    /** May this user do that to the object, and why? */
    explain: (who: string, permission: Permission, id: ObjectId): Promise<Explanation> =>
      reach.explain(rights.book, who, permission, id),

    /** Users and groups (or users alone) whose name holds the text, the first twenty: for who may give something. */
    async principals(
      text: string,
      people: boolean,
    ): Promise<{ kind: 'user' | 'group'; id: string; name: string }[]> {
      if (!this.mayGive()) throw appError('not-allowed', 'You hold nothing that you may delegate.')
      const contains = { contains: text.replace(/[\\%_]/g, '\\$&'), mode: 'insensitive' as const }
      const [users, groups] = await Promise.all([
        db.user.findMany({ where: { username: contains }, orderBy: { username: 'asc' }, take: 20 }),
        people ? [] : db.group.findMany({ where: { name: contains }, orderBy: { name: 'asc' }, take: 20 }),
      ])
      return [
        ...groups.map(({ id, name }) => ({ kind: 'group' as const, id, name })),
        ...users.map(({ id, username }) => ({ kind: 'user' as const, id, name: username })),
      ].slice(0, 20)
    },

    /** The grant that something could be built on, to say beforehand whether it can be given. */
    canGive({ role, scope, until, ...given }: Omit<GrantGiven, 'to'>): boolean {
      const { book } = rights
      const wish = { role, scope, until: until === null ? null : Date.parse(until), ...given }
      return (
        book.maskOfRole(role) !== null &&
        (rulesAll(book, user) || basisFor(book, user, wish, placesOf) !== undefined)
      )
    },
  }
}

async function nameOfPrincipal(tx: Locked, { kind, id }: GrantGiven['to']): Promise<string> {
  const name =
    kind === 'user'
      ? (await tx.user.findUnique({ where: { id } }))?.username
      : (await tx.group.findUnique({ where: { id } }))?.name
  if (name === undefined)
    throw appError('not-found', worded('This {kind} is gone.', { kind }), { field: 'to' })
  return name
}
