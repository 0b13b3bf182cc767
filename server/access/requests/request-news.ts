import { z } from 'zod'
import { isPermission, type Permission, readOf } from '@/server/catalogue/permissions'
import type { Db } from '@/server/db/client'
import { defineTopic } from '@/server/db/topic'
import { isRowClass, type ObjectId, type RowClass } from '@/server/inventory/rows'
import type { LiveRequests } from '@/server/inventory/views'
import type { Access, PlacesOf } from '../engine/access'
import type { Rights } from '../rights'
import { rolesToGive } from './answering'

/** Told by the database when a request is made or ends. */
export const requestChanged = defineTopic('request.changed', z.object({}))

/** Where objects lie changes without a notice: what was found is looked at again after this. */
const againMs = 5000

interface Open {
  id: string
  user: string
  permission: Permission
  object: ObjectId
  class: RowClass
}

const nothing: LiveRequests = { toAnswer: [], answers: [] }

/** What everybody is to be told of requests: what waits for their answer, and answers to theirs that they have not read. */
export function createRequestNews({
  db,
  rights,
  placesOf,
  now = Date.now,
}: {
  db: Db
  rights: Pick<Rights, 'book' | 'onChange'>
  placesOf: PlacesOf
  now?: () => number
}) {
  let open: Open[] = []
  let answers = new Map<string, string[]>()
  let known = new Map<string, { at: number; news: LiveRequests }>()
  const listeners = new Set<() => void>()
  let reading: Promise<void> | undefined
  let again = false

  function changed(): void {
    known = new Map()
    for (const listener of [...listeners]) listener()
  }
  const stop = rights.onChange(changed)

  async function read(): Promise<void> {
    do {
      again = false
      const [waiting, answered] = await Promise.all([
        db.accessRequest.findMany({ where: { outcome: null, user: { disabledAt: null } } }),
        db.accessRequest.findMany({
          where: { outcome: { in: ['granted', 'refused', 'gone'] }, seenAt: null },
          select: { id: true, userId: true },
        }),
      ])
      open = waiting.flatMap(({ id, userId, permission, object, objectClass }) =>
        isPermission(permission) && isRowClass(objectClass)
          ? [{ id, user: userId, permission, object, class: objectClass }]
          : [],
      )
      answers = new Map()
      for (const { id, userId } of answered) answers.set(userId, [...(answers.get(userId) ?? []), id])
    } while (again)
    changed()
  }

  return {
    /** Resolves when what was in the database at the time of the call is known here. */
    refresh(): Promise<void> {
      if (reading) {
        again = true
        return reading
      }
      reading = read().finally(() => {
        reading = undefined
      })
      return reading
    },

    /** What a person is to be told; the same object while it is the same. */
    of(user: string, access: Access): LiveRequests {
      if (open.length === 0 && !answers.has(user)) return nothing
      const before = known.get(user)
      if (before && now() - before.at < againMs) return before.news
      const toAnswer = open
        .filter(
          one =>
            one.user !== user &&
            access.on({ id: one.object }).has(readOf[one.class]) &&
            rolesToGive(rights.book, user, one, placesOf).length > 0,
        )
        .map(({ id }) => id)
      const news = { toAnswer, answers: answers.get(user) ?? [] }
      known.set(user, { at: now(), news })
      return news
    },

    /** Calls the listener whenever somebody's news may be others. */
    onChange(listener: () => void): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },

    stop,
  }
}
export type RequestNews = ReturnType<typeof createRequestNews>
