import type { Sessions } from '@/server/access/sessions'
import { appError } from '@/server/errors'
import { type Clock, systemClock } from '@/server/inventory/clock'
import type { Inventory } from '@/server/inventory/inventory'
import type { Interests, LiveMessage } from '@/server/inventory/views'
import type { Operations } from '@/server/operations/operations'
import { LiveTab } from './live-tab'

/** So long after its stream ended a tab may come back and is told only what it missed. */
const keptMs = 60_000
/** Tabs of one session without a stream: more are not kept, the oldest goes first. */
const mostIdle = 20

interface Held {
  session: string
  tab: LiveTab
  /** The stream that tells it; a new one takes over. */
  stream: symbol | null
  wake: () => void
  cancelExpiry: () => void
}

export type LiveFeed = ReturnType<typeof createLiveFeed>

/** All browser tabs and what they show. */
export function createLiveFeed({
  inventory,
  operations,
  sessions,
  clock = systemClock,
}: {
  inventory: Pick<Inventory, 'table' | 'lists' | 'tree' | 'idOf'>
  operations: Pick<Operations, 'rows' | 'subscribe'>
  sessions: Pick<Sessions, 'onEnd'>
  clock?: Clock
}) {
  const tabs = new Map<string, Held>()
  const wakeAll = () => {
    for (const held of tabs.values()) held.wake()
  }
  const stops = [
    inventory.table.follow(wakeAll),
    operations.subscribe(wakeAll),
    sessions.onEnd(session => {
      for (const [id, held] of tabs) if (held.session === session) forget(id, held)
    }),
  ]

  function forget(id: string, held: Held): void {
    held.cancelExpiry()
    held.stream = null
    held.wake()
    held.tab.release()
    if (tabs.get(id) === held) tabs.delete(id)
  }

  function expire(id: string, held: Held): void {
    held.cancelExpiry()
    held.cancelExpiry = clock.after(keptMs, () => forget(id, held))
    const idle = [...tabs].filter(([, other]) => other.session === held.session && other.stream === null)
    for (const [old, other] of idle.slice(0, -mostIdle)) forget(old, other)
  }

  /** The tab's state, made when it is new. A tab of another session is none of this one's business. */
  function hold(session: string, id: string): Held {
    const known = tabs.get(id)
    if (known !== undefined) {
      if (known.session !== session) throw appError('not-found', 'This tab is not known.')
      return known
    }
    const tab = new LiveTab(inventory, operations)
    const held = { session, tab, stream: null, wake: () => {}, cancelExpiry: () => {} }
    tabs.set(id, held)
    return held
  }

  return {
    /** How many tabs are remembered. */
    get size(): number {
      return tabs.size
    },

    /** Says what a tab shows from now on. It may come before the tab's stream. */
    show(session: string, id: string, interests: Interests): void {
      const held = hold(session, id)
      held.tab.show(interests)
      if (held.stream === null) expire(id, held)
      held.wake()
    },

    /**
     * What a tab is told, as fast as it takes it. Ends when the signal does, when another stream of the same tab takes
     * over, and when the session ends.
     */
    async *stream(
      session: string,
      id: string,
      lastRevision: string | undefined,
      signal: AbortSignal,
    ): AsyncGenerator<LiveMessage> {
      const held = hold(session, id)
      const own = Symbol(id)
      held.cancelExpiry()
      held.wake()
      held.stream = own
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
          message = held.tab.next()
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
      for (const stop of stops) stop()
      for (const [id, held] of tabs) forget(id, held)
    },
  }
}
