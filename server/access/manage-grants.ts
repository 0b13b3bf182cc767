import { type Permission, permissions, roleNames, roleWords } from '@/server/catalogue/permissions'
import type { Db } from '@/server/db/client'
import { appError } from '@/server/errors'
import type { Inventory } from '@/server/inventory/inventory'
import type { ObjectId } from '@/server/inventory/rows'
import type { GrantGiven } from '@/server/shared/grant'
import type { PlacesOf } from './engine/access'
import type { Book, GrantFacts } from './engine/book'
import { maskOf, setOf } from './engine/mask'
import { basisFor, mayDelegate, rulesAll } from './engine/rules'
import { holds } from './engine/scope'
import { type Actor, give, type Locked, lockedAccess, revoke } from './grant-deeds'
import { describeGrants, type GrantInfo } from './grant-info'
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

/** Somebody who may do something to an object, by which grants. */
export interface Explanation {
  allowed: boolean
  permission: Permission
  /** What the permission means in words. */
  words: string
  /** The grants that say so. */
  by: GrantInfo[]
  /** Names of users and groups who could give it. */
  couldGive: string[]
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

  /** Grants that reach an object, each with what it gives there. */
  function reaching(book: Book, id: ObjectId): GrantFacts[] {
    const places = placesOf(id)
    return [...book.grants.values()].filter(grant => {
      const effect = book.effective(grant.id)
      return (
        effect && places.some(place => effect.scopes.every(scope => holds(scope, place, book.facts.projects)))
      )
    })
  }

  /** Whoever looks after an object may know who reaches it. */
  function mayAskAbout(book: Book, id: ObjectId): boolean {
    if (rulesAll(book, user)) return true
    return reaching(book, id).some(
      grant => book.effective(grant.id)?.mayDelegate === true && book.isHeldBy(grant, user),
    )
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

    /** Everybody who reaches an object, and by which grants. */
    reaching(id: ObjectId): Promise<GrantInfo[]> {
      const { book } = rights
      mustSee(id)
      if (!mayAskAbout(book, id)) {
        throw appError('not-allowed', 'Who reaches it is told to those who may delegate it.')
      }
      return describeGrants(describing(book), reaching(book, id))
    },

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
        const wish = { role, scope, until: until === null ? null : Date.parse(until), ...given }
        if (wish.until !== null && wish.until <= Date.now()) {
          throw appError('bad-input', 'It would be over already.', { field: 'until' })
        }
        const principal = to.kind === 'user' ? { user: to.id } : { group: to.id }
        return { id: await give(tx, book, actor, principal, wish), name }
      })
    },

    async revoke(id: string): Promise<void> {
      await locked(async (tx, book) => revoke(tx, book, actor, mustKnow(book, id)))
    },

    /** May this user do that to the object, and why? Told to whoever looks after the object, and to anybody of themselves. */
    async explain(who: string, permission: Permission, id: ObjectId): Promise<Explanation> {
      const { book } = rights
      mustSee(id)
      if (who !== user && !mayAskAbout(book, id)) {
        throw appError('not-allowed', 'What others may do is told to those who may delegate it.')
      }
      const bit = maskOf([permission])
      const by = reaching(book, id).filter(
        grant => ((book.effective(grant.id)?.mask ?? 0n) & bit) !== 0n && book.isHeldBy(grant, who),
      )
      const couldGive = await namesOf(
        db,
        reaching(book, id).filter(grant => {
          const effect = book.effective(grant.id)
          return effect?.mayDelegate === true && (effect.mask & bit) !== 0n
        }),
      )
      return {
        allowed: by.length > 0,
        permission,
        words: permissions[permission],
        by: await describeGrants(describing(book), by),
        couldGive,
      }
    },

    /** Users and groups whose name holds the text, the first twenty: for those who may give something. */
    async principals(text: string): Promise<{ kind: 'user' | 'group'; id: string; name: string }[]> {
      if (!this.mayGive()) throw appError('not-allowed', 'You hold nothing that you may delegate.')
      const contains = { contains: text.replace(/[\\%_]/g, '\\$&'), mode: 'insensitive' as const }
      const [users, groups] = await Promise.all([
        db.user.findMany({ where: { username: contains }, orderBy: { username: 'asc' }, take: 20 }),
        db.group.findMany({ where: { name: contains }, orderBy: { name: 'asc' }, take: 20 }),
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
        book.maskOfRole(role) !== null && (rulesAll(book, user) || basisFor(book, user, wish) !== undefined)
      )
    },
  }
}

async function nameOfPrincipal(tx: Locked, { kind, id }: GrantGiven['to']): Promise<string> {
  const name =
    kind === 'user'
      ? (await tx.user.findUnique({ where: { id } }))?.username
      : (await tx.group.findUnique({ where: { id } }))?.name
  if (name === undefined) throw appError('not-found', `This ${kind} is gone.`, { field: 'to' })
  return name
}

async function namesOf(db: Db, grants: readonly GrantFacts[]): Promise<string[]> {
  const [users, groups] = await Promise.all([
    db.user.findMany({
      where: { id: { in: grants.flatMap(({ user }) => user ?? []) }, disabledAt: null },
      select: { username: true },
    }),
    db.group.findMany({
      where: { id: { in: grants.flatMap(({ group }) => group ?? []) } },
      select: { name: true },
    }),
  ])
  return [...new Set([...users.map(row => row.username), ...groups.map(row => row.name)])].sort()
}
