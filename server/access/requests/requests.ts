import { isPermission, type Permission, permissions, wholePermissions } from '@/server/catalogue/permissions'
import type { Db } from '@/server/db/client'
import type { AccessRequest } from '@/server/db/generated/client'
import { appError } from '@/server/errors'
import { isRowClass, type RowClass } from '@/server/inventory/rows'
import { hidden } from '@/server/shared/hidden'
import {
  mostOpenRequests,
  mostRequestsADay,
  type RequestGiven,
  type RequestGrant,
} from '@/server/shared/request'
import { worded } from '@/server/shared/text'
import type { Access, PlacesOf } from '../engine/access'
import { holds, scopeOfObject } from '../engine/scope'
import { type Actor, give, type Locked, lockedAccess } from '../grant-deeds'
import type { Rights } from '../rights'
import type { Sight } from '../sight/sight'
import { isTaken } from '../taken'
import { rolesToGive } from './answering'

const dayMs = 24 * 60 * 60 * 1000
/** Requests of one's own that are over: so many are shown. */
const shownOver = 50

export type RequestOutcome = 'granted' | 'refused' | 'withdrawn' | 'gone'

/** A request as people read it; times are ISO 8601. */
export interface RequestInfo {
  id: string
  by: { id: string; name: string }
  permission: Permission
  /** What the permission means in words. */
  words: string
  /** `id` is null where who reads it does not see the object. */
  object: { id: string | null; class: RowClass; name: string }
  text: string
  createdAt: string
  /** Null while it is open. */
  outcome: RequestOutcome | null
  answer: string
  answeredBy: string | null
  answeredAt: string | null
  /** The grant that was given still stands. */
  stands: boolean
}

/**
 * Asking for a right that one lacks, and answering. Requests are seen by who asked, and by those who could give what is
 * asked for and see the object.
 *
 * @throws AppError 'not-found', 'not-allowed', 'conflict' where somebody was quicker, 'refused' with the rule.
 */
export function createRequests({
  db,
  rights,
  sight,
  placesOf,
  actor,
}: {
  db: Db
  rights: Pick<Rights, 'refresh' | 'book'>
  sight: Sight
  placesOf: PlacesOf
  actor: Actor & { access: Access }
}) {
  const user = actor.userId
  const seen = (id: string) => sight.table.get(id)?.row

  function info(row: AccessRequest & { user: { id: string; username: string } }): RequestInfo[] {
    if (!isPermission(row.permission)) return []
    const found = seen(row.object)
    return [
      {
        id: row.id,
        by: { id: row.user.id, name: row.user.username },
        permission: row.permission,
        words: wordsOf(row.permission),
        object: {
          id: found ? row.object : null,
          class: isRowClass(row.objectClass) ? row.objectClass : 'VM',
          name: found ? found.name_label : row.outcome === 'gone' ? row.objectName : hidden,
        },
        text: row.text,
        createdAt: row.createdAt.toISOString(),
        outcome: outcomeOf(row.outcome),
        answer: row.answer,
        answeredBy: row.answeredBy,
        answeredAt: row.answeredAt?.toISOString() ?? null,
        stands: row.grantId !== null,
      },
    ]
  }

  const rolesFor = ({ permission, object }: Pick<AccessRequest, 'permission' | 'object'>): string[] =>
    isPermission(permission) && seen(object)
      ? rolesToGive(rights.book, user, { permission, object }, placesOf)
      : []

  /** A request of somebody else that the actor could answer, or could have. */
  async function mustAnswer(id: string): Promise<AccessRequest & { user: { username: string } }> {
    const row = await db.accessRequest.findUnique({
      where: { id },
      include: { user: { select: { username: true } } },
    })
    if (!row || row.userId === user || rolesFor(row).length === 0) throw gone()
    return row
  }

  const answered = { answeredBy: actor.username }

  return {
    /** What others ask for and the actor could give, the oldest first. */
    async toAnswer(): Promise<RequestInfo[]> {
      const rows = await db.accessRequest.findMany({
        where: { outcome: null, userId: { not: user }, user: { disabledAt: null } },
        include: { user: { select: { id: true, username: true } } },
        orderBy: { createdAt: 'asc' },
      })
      return rows.filter(row => rolesFor(row).length > 0).flatMap(info)
    },

    /** What the actor asked for: open ones first, then the newest. */
    async own(): Promise<RequestInfo[]> {
      const including = { include: { user: { select: { id: true, username: true } } } }
      const [open, over] = await Promise.all([
        db.accessRequest.findMany({
          where: { userId: user, outcome: null },
          orderBy: { createdAt: 'desc' },
          ...including,
        }),
        db.accessRequest.findMany({
          where: { userId: user, outcome: { not: null } },
          orderBy: { createdAt: 'desc' },
          take: shownOver,
          ...including,
        }),
      ])
      return [...open, ...over].flatMap(info)
    },

    async ask({ object, permission, text }: RequestGiven): Promise<{ id: string }> {
      const row = seen(object)
      if (!row) throw appError('not-found', 'This object is gone.')
      if (!isPermission(permission) || wholePermissions.includes(permission)) {
        throw appError('bad-input', 'This is not asked for of an object.')
      }
      if (actor.access.on(row).has(permission)) throw appError('refused', 'You may do this already.')
      try {
        return await db.$transaction(async tx => {
          await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${`domus requests ${user}`}))`
          await mustNotFlood(tx)
          const data = {
            userId: user,
            permission,
            object,
            objectClass: row.class,
            objectName: row.name_label,
          }
          const { id } = await tx.accessRequest.create({ data: { ...data, text } })
          return { id }
        })
      } catch (error) {
        if (isTaken(error)) throw appError('conflict', 'You have asked for this already.')
        throw error
      }
    },

    async withdraw(id: string): Promise<void> {
      const { count } = await db.accessRequest.updateMany({
        where: { id, userId: user, outcome: null },
        data: { outcome: 'withdrawn', answeredAt: new Date(), seenAt: new Date() },
      })
      if (count === 0) throw gone()
    },

    /** What an answer is about, for the log. */
    async about(id: string) {
      const row = await db.accessRequest.findUnique({ where: { id }, include: { user: true } })
      if (!row) throw gone()
      const isOwn = row.userId === user
      if (!isOwn && rolesFor(row).length === 0) throw gone()
      const { username: name } = row.user
      return { name, permission: row.permission, words: wordsOf(row.permission), row: seen(row.object) }
    },

    /** The roles by which the actor could grant it over the object, the least first. */
    async roles(id: string): Promise<string[]> {
      return rolesFor(await mustAnswer(id))
    },

    async grant(id: string, { role, scope, until }: RequestGrant): Promise<{ name: string; grant: string }> {
      const request = await mustAnswer(id)
      const given = await lockedAccess(db, async (tx, book) => {
        if (book.maskOfRole(role) === null)
          throw appError('bad-input', 'There is no such role.', { field: 'role' })
        if (!isPermission(request.permission) || !book.holdsRole(role, request.permission)) {
          throw appError('bad-input', 'This role does not have what is asked for.', { field: 'role' })
        }
        const what = scope.kind === 'object' ? scopeOfObject(scope.ref, placesOf(scope.ref)) : scope
        if (!placesOf(request.object).some(place => holds(what, place, book.facts.projects))) {
          throw appError('bad-input', 'The object is not in there.', { field: 'scope' })
        }
        const wish = {
          ...{ role, scope: what, mayDelegate: false },
          until: until === null ? null : Date.parse(until),
        }
        if (wish.until !== null && wish.until <= Date.now()) {
          throw appError('bad-input', 'It would be over already.', { field: 'until' })
        }
        const grant = await give(tx, book, actor, { user: request.userId }, wish, placesOf)
        await end(tx, id, { ...answered, outcome: 'granted', grantId: grant })
        return grant
      })
      await rights.refresh()
      return { name: request.user.username, grant: given }
    },

    async decline(id: string, answer: string): Promise<void> {
      await mustAnswer(id)
      await end(db, id, { ...answered, outcome: 'refused', answer })
    },

    /** The actor has read the answers to theirs. */
    async read(): Promise<void> {
      await db.accessRequest.updateMany({
        where: { userId: user, outcome: { not: null }, seenAt: null },
        data: { seenAt: new Date() },
      })
    },
  }

  async function mustNotFlood(tx: Locked): Promise<void> {
    const open = await tx.accessRequest.count({ where: { userId: user, outcome: null } })
    if (open >= mostOpenRequests) {
      throw appError('refused', worded('You have {open} open requests.', { open }), {
        next: 'Wait for an answer, or withdraw one of them.',
      })
    }
    const since = new Date(Date.now() - dayMs)
    const today = await tx.accessRequest.count({ where: { userId: user, createdAt: { gt: since } } })
    if (today >= mostRequestsADay) {
      throw appError('refused', 'You have asked for a lot today.', { next: 'Ask again tomorrow.' })
    }
  }
}

/** Ends an open request; of several that answer at once the first one does. */
async function end(
  tx: Pick<Db, 'accessRequest'>,
  id: string,
  data: { outcome: RequestOutcome; answeredBy: string; answer?: string; grantId?: string },
): Promise<void> {
  const { count } = await tx.accessRequest.updateMany({
    where: { id, outcome: null },
    data: { ...data, answeredAt: new Date() },
  })
  if (count === 0) throw appError('conflict', 'This request is over: it was answered or withdrawn meanwhile.')
}

function wordsOf(permission: string): string {
  return isPermission(permission) ? permissions[permission] : permission
}

const outcomes: readonly RequestOutcome[] = ['granted', 'refused', 'withdrawn', 'gone']
function outcomeOf(text: string | null): RequestOutcome | null {
  return outcomes.find(one => one === text) ?? null
}

const gone = () => appError('not-found', 'This request is gone.')
