import type { Db } from '@/server/db/client'
import { type Clock, systemClock } from '@/server/inventory/clock'
import { Access, type PlacesOf } from './engine/access'
import { Book, type BookFacts } from './engine/book'
import { Compiled } from './engine/compiled'
import { everything, scopeKinds } from './engine/scope'
import type { Principal } from './policy'
import { readBook } from './read-book'
import type { SignedIn } from './sessions'

/** What is longer away than this is looked at again on the way: timers reach no further than some weeks. */
const longestWaitMs = 60 * 60 * 1000
const againMs = 1000

const nothing: BookFacts = { roles: new Map(), grants: [], memberships: [], projects: new Map() }

/**
 * What everybody may do, as the database has it: read once, and again whenever it was told that something changed, here
 * or in another process, or a grant has run out. Who holds an `Access` need not ask again.
 */
export function createRights({
  db,
  placesOf,
  now = Date.now,
  clock = systemClock,
}: {
  db: Db
  placesOf: PlacesOf
  now?: () => number
  clock?: Clock
}) {
  let book = new Book(nothing, now())
  let compiled = new Map<string, Compiled>()
  const handles = new Map<string, Access>()
  const listeners = new Set<() => void>()
  let reading: Promise<void> | undefined
  let again: Promise<void> | undefined
  let cancelEnd = () => {}
  let cancelAgain = () => {}
  let stopped = false

  function compiledOf(user: string): Compiled {
    const known = compiled.get(user)
    if (known) return known
    const made = book.compile(user)
    compiled.set(user, made)
    return made
  }

  function take(facts: BookFacts): void {
    book = new Book(facts, now())
    compiled = new Map()
    cancelEnd()
    const end = book.nextEnd
    if (end !== null && !stopped) {
      cancelEnd = clock.after(Math.min(longestWaitMs, Math.max(0, end - now())), () => take(book.facts))
    }
    for (const listener of [...listeners]) listener()
  }

  async function read(): Promise<void> {
    take(await db.$transaction(tx => readBook(tx), { isolationLevel: 'RepeatableRead' }))
  }

  /** Resolves when what was in the database at the time of the call is known here. One reading at a time. */
  function refresh(): Promise<void> {
    if (again) return again
    if (!reading) {
      reading = read().finally(() => {
        reading = undefined
      })
      return reading
    }
    again = reading
      .catch(() => undefined)
      .then(() => {
        again = undefined
        return refresh()
      })
    return again
  }

  return {
    refresh,

    /** Something has changed: reads until it has succeeded. */
    changed(): void {
      if (stopped) return
      refresh().catch(error => {
        console.error('Who may do what could not be read:', error instanceof Error ? error.message : error)
        if (!stopped) cancelAgain = clock.after(againMs, () => this.changed())
      })
    },

    /** What a user may do; the same for the same user. Nothing for one nobody knows. */
    of(user: string): Access {
      const known = handles.get(user)
      if (known) return known
      const made = new Access([() => compiledOf(user)], placesOf)
      handles.set(user, made)
      return made
    },

    /**
     * Whoever is signed in, with what they may do: with a token, no more than that allows; in a preview, what the other
     * may who is seen as, for as long as one may preview at all.
     */
    principal({ preview, ...user }: SignedIn): Principal {
      const own = this.of(user.userId)
      if (preview && own.everywhere.has('access.preview')) {
        return { ...user, preview, access: this.of(preview.userId).within(own) }
      }
      if (!user.token) return { ...user, access: own }
      const { role, scopeType, scopeId } = user.token
      const kind = scopeKinds.find(one => one === scopeType)
      const scope = scopeType === 'all' ? everything : kind && { kind, ref: scopeId ?? '' }
      const rights = () => {
        const mask = book.maskOfRole(role)
        return new Compiled(scope && mask ? [{ mask, scopes: [scope] }] : [], book.facts.projects)
      }
      return { ...user, access: own.within(new Access([rights], placesOf)) }
    },

    get book(): Book {
      return book
    },

    /** Calls the listener whenever somebody's rights may have changed. */
    onChange(listener: () => void): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },

    stop(): void {
      stopped = true
      cancelEnd()
      cancelAgain()
    },
  }
}
export type Rights = ReturnType<typeof createRights>
