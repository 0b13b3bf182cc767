import { type Permission, permissions, roleNames } from '@/server/catalogue/permissions'
import type { Db } from '@/server/db/client'
import { appError } from '@/server/errors'
import type { ObjectId } from '@/server/inventory/rows'
import type { PlacesOf } from './engine/access'
import type { Book, GrantFacts } from './engine/book'
import { couldGive, explain, type Having, reaching } from './engine/explain'
import { rulesAll } from './engine/rules'
import { type Describing, describeGrants, type GrantInfo } from './grant-info'

/** More lines are counted and not told: a group can have thousands of members. */
const mostPeople = 1000

/** A grant that somebody has, as people read it. */
export interface Why {
  grant: GrantInfo
  /** Names of the groups by which they have it, from the one it was given to down to theirs. */
  through: string[]
  /** What it was built on, the nearest first; told to whoever looks after the object. */
  chain: GrantInfo[]
}

/** Whether somebody may do something to an object, and why. */
export interface Explanation {
  allowed: boolean
  permission: Permission
  /** What the permission means in words. */
  words: string
  who: { id: string; name: string; disabled: boolean }
  /** The grants that say so. */
  by: Why[]
  /** Grants that reach the object and do not say so. */
  without: Why[]
  /** Grants that would say so and give nothing now. */
  idle: Why[]
  /** Names of the roles that hold the permission. */
  roles: string[]
  /** Names of users and groups who could give it. */
  couldGive: string[]
  /** Whether who asks is one of them. */
  youCould: boolean
}

/** A person who reaches an object by a grant. */
export interface Reacher {
  user: { id: string; name: string; disabled: boolean }
  /** The grant's id. */
  grant: string
  /** As in `Why`. */
  through: string[]
}

export interface ObjectAccess {
  /** False: told is only what concerns who asks. */
  everyone: boolean
  /** Whether who asks can give something here. */
  mayGive: boolean
  grants: GrantInfo[]
  people: Reacher[]
  /** How many more there are. */
  more: number
}

/**
 * Who reaches an object, and why. Told of others to those who look after it: who rule all, or may delegate something that
 * reaches it; and to anybody of themselves.
 *
 * @throws AppError 'not-found', 'not-allowed'.
 */
export function createReach({
  placesOf,
  ...describing
}: Omit<Describing, 'book'> & { db: Db; placesOf: PlacesOf }) {
  const { db, sight, user } = describing

  /** By which of their grants who asks may give something here. */
  function delegates(book: Book, grants: readonly GrantFacts[]): boolean {
    if (rulesAll(book, user)) return true
    return grants.some(grant => book.effective(grant.id)?.mayDelegate === true && book.isHeldBy(grant, user))
  }

  function placesSeen(id: ObjectId) {
    if (sight.table.get(id) === undefined) throw appError('not-found', 'This object is gone.')
    return placesOf(id)
  }

  return {
    async at(book: Book, id: ObjectId): Promise<ObjectAccess> {
      const all = reaching(book, placesSeen(id))
      const everyone = delegates(book, all)
      const told = everyone ? all : all.filter(grant => book.isHeldBy(grant, user))
      const having = told.flatMap(grant => {
        const users = grant.group === null ? [grant.user ?? ''] : [...book.usersIn(grant.group)]
        const shown = everyone ? users : users.filter(one => one === user)
        return shown.map(one => ({ grant, user: one }))
      })
      const people = having.slice(0, mostPeople)
      const users = await usersOf(
        db,
        people.map(one => one.user),
      )
      const groups = await groupNames(db)
      return {
        everyone,
        mayGive: everyone,
        grants: await describeGrants({ ...describing, book }, told),
        people: people.flatMap(({ grant, user: who }) => {
          const found = users.get(who)
          const way = grant.group === null ? [] : book.wayInto(grant.group, who)
          return found
            ? [{ user: found, grant: grant.id, through: way.map(one => groups.get(one) ?? '') }]
            : []
        }),
        more: having.length - people.length,
      }
    },

    async explain(book: Book, who: string, permission: Permission, id: ObjectId): Promise<Explanation> {
      const places = placesSeen(id)
      const looksAfter = delegates(book, reaching(book, places))
      if (who !== user && !looksAfter) {
        throw appError('not-allowed', 'What others may do is told to those who may delegate it.')
      }
      const found = (await usersOf(db, [who])).get(who)
      if (!found) throw appError('not-found', 'This user is gone.', { field: 'user' })
      const told = explain(book, who, permission, places)
      const composed = await db.role.findMany({ select: { id: true, name: true }, orderBy: { name: 'asc' } })
      const roles = [...roleNames.map(name => ({ id: name, name })), ...composed].filter(role =>
        book.holdsRole(role.id, permission),
      )
      const givers = couldGive(
        book,
        permission,
        places,
        roles.map(role => role.id),
      )
      const groups = await groupNames(db)
      const described = await describeAll(book, [...told.by, ...told.without, ...told.idle])
      const asRead = (having: readonly Having[]): Why[] =>
        having.flatMap(({ grant, through, chain }) => {
          const one = described.get(grant.id)
          if (!one) return []
          const above = looksAfter ? chain : []
          return [
            {
              grant: one,
              through: through.map(group => groups.get(group) ?? ''),
              chain: above.flatMap(({ id: at }) => described.get(at) ?? []),
            },
          ]
        })
      return {
        allowed: told.by.length > 0,
        permission,
        words: permissions[permission],
        who: found,
        by: asRead(told.by),
        without: asRead(told.without),
        idle: asRead(told.idle),
        roles: roles.map(({ name }) => name),
        couldGive: await namesOf(db, givers),
        youCould: givers.some(grant => book.isHeldBy(grant, user)),
      }
    },
  }

  async function describeAll(book: Book, having: readonly Having[]): Promise<Map<string, GrantInfo>> {
    const grants = new Set(having.flatMap(({ grant, chain }) => [grant, ...chain]))
    const infos = await describeGrants({ ...describing, book }, [...grants])
    return new Map(infos.map(info => [info.id, info]))
  }
}

async function usersOf(db: Db, ids: readonly string[]) {
  const rows = await db.user.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: { id: true, username: true, disabledAt: true },
  })
  return new Map(
    rows.map(({ id, username, disabledAt }) => [id, { id, name: username, disabled: disabledAt !== null }]),
  )
}

async function groupNames(db: Db): Promise<Map<string, string>> {
  const rows = await db.group.findMany({ select: { id: true, name: true } })
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** Names of who was given these: enabled users, and groups. */
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
