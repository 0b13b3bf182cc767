import { z } from 'zod'
import type { Access } from '@/server/access/engine/access'
import type { RequestNews } from '@/server/access/requests/request-news'
import type { Rights } from '@/server/access/rights'
import type { Sessions } from '@/server/access/sessions'
import type { Sight } from '@/server/access/sight/sight'
import type { Sights } from '@/server/access/sight/sights'
import type { Notices } from '@/server/db/notices'
import { defineTopic } from '@/server/db/topic'
import { appError } from '@/server/errors'
import { type Clock, systemClock } from '@/server/inventory/clock'
import type { Inventory } from '@/server/inventory/inventory'
import type { Lease } from '@/server/inventory/query/views'
import type { Interests, LiveMessage } from '@/server/inventory/views'
import type { Operations } from '@/server/operations/operations'
import { interestsSchema, tabSchema } from './interests'
import { LiveTab } from './live-tab'

/** What a tab shows, told to the process that has its stream. */
const tabShows = defineTopic(
  'tab.shows',
  z.object({ session: z.string(), tab: tabSchema, interests: interestsSchema }),
)

/** So long after its stream ended a tab may come back and is told only what it missed. */
const keptMs = 60_000
/** Tabs of one session without a stream: more are not kept, the oldest goes first. */
const mostIdle = 20

/** Whose tab it is, and what they may do. */
export interface Viewer {
  sessionId: string
  /** Absent: a program, which is told of no requests. */
  userId?: string
  access: Access
}

interface Held {
  session: string
  user: string | undefined
  access: Access
  /** What the access came to when the tab was made. */
  key: string
  lease: Lease<Sight>
  tab: LiveTab
  /** The stream that tells it; a new one takes over. */
  stream: symbol | null
  /** The stream begins anew with its next message. */
  anew: boolean
  wake: () => void
  cancelExpiry: () => void
}

export type LiveFeed = ReturnType<typeof createLiveFeed>

/**
 * All browser tabs of this process and what they show. A tab's stream and what it says it shows may come to different
 * processes: the one without the stream tells the others.
 */
export function createLiveFeed({
  inventory,
  operations,
  sessions,
  sights,
  rights,
  requests,
  notices,
  clock = systemClock,
}: {
  inventory: Pick<Inventory, 'table'>
  operations: Pick<Operations, 'rows' | 'subscribe'>
  sessions: Pick<Sessions, 'onEnd'>
  sights: Pick<Sights, 'take'>
  rights: Pick<Rights, 'onChange'>
  requests?: Pick<RequestNews, 'of' | 'onChange'>
  /** Absent where there is one process. */
  notices?: Pick<Notices, 'send' | 'on' | 'onResume'>
  clock?: Clock
}) {
  const tabs = new Map<string, Held>()
  const wakeAll = () => {
    for (const held of tabs.values()) held.wake()
  }
  const stops = [
    inventory.table.follow(wakeAll),
    operations.subscribe(wakeAll),
    requests?.onChange(wakeAll),
    sessions.onEnd(session => {
      for (const [id, held] of tabs) if (held.session === session) forget(id, held)
    }),
    rights.onChange(() => {
      for (const held of tabs.values()) if (held.access.key !== held.key) lookAnew(held)
    }),
    notices?.on(tabShows, ({ session, tab, interests }) => {
      const held = tabs.get(tab)
      if (held === undefined || held.session !== session || held.stream === null) return
      held.tab.show(interests)
      held.wake()
    }),
    // What tabs said elsewhere meanwhile was missed. From the number that each message of a new beginning carries they
    // see what has to be said again.
    notices?.onResume(() => {
      for (const held of tabs.values()) {
        held.anew = true
        held.wake()
      }
    }),
  ]

  /** The person may do or see something else now: the tab is told everything anew, as they see it. */
  function lookAnew(held: Held): void {
    const { shown } = held.tab
    const before = held.lease
    held.tab.release()
    Object.assign(held, look(held.access, held.user))
    before.release()
    if (shown !== null) held.tab.show(shown)
    held.anew = true
    held.wake()
  }

  function look(access: Access, user: string | undefined): Pick<Held, 'access' | 'key' | 'lease' | 'tab'> {
    const lease = sights.take(access)
    const told = () => (requests && user !== undefined ? requests.of(user, access) : null)
    return { access, key: access.key, lease, tab: new LiveTab(lease.view, operations, access, told) }
  }

  function forget(id: string, held: Held): void {
    held.cancelExpiry()
    held.stream = null
    held.wake()
    held.tab.release()
    held.lease.release()
    if (tabs.get(id) === held) tabs.delete(id)
  }

  function expire(id: string, held: Held): void {
    held.cancelExpiry()
    held.cancelExpiry = clock.after(keptMs, () => forget(id, held))
    const idle = [...tabs].filter(([, other]) => other.session === held.session && other.stream === null)
    for (const [old, other] of idle.slice(0, -mostIdle)) forget(old, other)
  }

  /** The tab's state, made when it is new. A tab of another session is none of this one's business. */
  function hold({ sessionId: session, userId: user, access }: Viewer, id: string): Held {
    const known = tabs.get(id)
    if (known !== undefined) {
      if (known.session !== session) throw appError('not-found', 'This tab is not known.')
      known.access = access
      if (access.key !== known.key) lookAnew(known)
      return known
    }
    const idle = { stream: null, anew: false, wake: () => {}, cancelExpiry: () => {} }
    const held: Held = { session, user, ...look(access, user), ...idle }
    tabs.set(id, held)
    return held
  }

  return {
    /** How many tabs are remembered. */
    get size(): number {
      return tabs.size
    },

    /** Says what a tab shows from now on. It may come before the tab's stream, or to a process that has not got it. */
    show(viewer: Viewer, id: string, interests: Interests): Promise<void> {
      const held = hold(viewer, id)
      held.tab.show(interests)
      held.wake()
      if (held.stream !== null) return Promise.resolve()
      expire(id, held)
      return notices?.send(tabShows, { session: viewer.sessionId, tab: id, interests }) ?? Promise.resolve()
    },

    /**
     * What a tab is told, as fast as it takes it. Ends when the signal does, when another stream of the same tab takes
     * over, and when the session ends.
     */
    async *stream(
      viewer: Viewer,
      id: string,
      lastRevision: string | undefined,
      signal: AbortSignal,
    ): AsyncGenerator<LiveMessage> {
      const held = hold(viewer, id)
      const own = Symbol(id)
      held.cancelExpiry()
      held.wake()
      held.stream = own
      held.anew = false
      const wake = () => held.wake()
      signal.addEventListener('abort', wake, { once: true })
      try {
        let message: LiveMessage | null = held.tab.begin(lastRevision)
        while (!signal.aborted && held.stream === own) {
          if (message !== null) yield message
          else {
            await new Promise<void>(resolve => {
              held.wake = resolve
            })
          }
          if (signal.aborted || held.stream !== own) break
          message = held.anew ? held.tab.begin(undefined) : held.tab.next()
          held.anew = false
        }
      } finally {
        signal.removeEventListener('abort', wake)
        if (held.stream === own) {
          held.stream = null
          expire(id, held)
        }
      }
    },

    stop(): void {
      for (const stop of stops) stop?.()
      for (const [id, held] of tabs) forget(id, held)
    },
  }
}
