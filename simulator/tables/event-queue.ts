import type { OutgoingEvent } from '../../server/xapi/xmlrpc-write'
import { Failure } from '../failure'
import { matchesObject, parseSubscription, type Subscription } from './subscription'

/** Older events are forgotten when all together are larger than this, in characters of JSON. */
const LIMIT = 10_000_000

interface Stored {
  readonly id: number
  readonly size: number
  readonly event: OutgoingEvent
}

interface Listener {
  readonly classes: Set<string>
  wanted: Subscription
  /** The first event it has not been asked about yet. */
  next: number
}

/**
 * The queue behind event.register and event.next: one for all sessions, each change by itself, with the row as it was
 * then. Nothing is kept that no session had registered for when it happened.
 */
export class EventQueue {
  readonly #listeners = new Map<string, Listener>()
  readonly #limit: number
  #stored: Stored[] = []
  #size = 0
  #next = 0
  /** Number of the last event that was forgotten. */
  #forgotten = -1
  readonly #watchers = new Set<() => void>()

  constructor(limit = LIMIT) {
    this.#limit = limit
  }

  /** Number of the next event. */
  get nextId(): number {
    return this.#next
  }

  register(session: string, classes: readonly string[]): void {
    const listener = this.#listener(session)
    for (const cls of classes) listener.classes.add(named(cls))
    listener.wanted = parseSubscription([...listener.classes])
  }

  /** Takes back what was registered for in these very words; `*` is one of them. */
  unregister(session: string, classes: readonly string[]): void {
    const listener = this.#listener(session)
    for (const cls of classes) listener.classes.delete(named(cls))
    listener.wanted = parseSubscription([...listener.classes])
  }

  isRegistered(session: string): boolean {
    return this.#listeners.has(session)
  }

  forget(session: string): void {
    if (this.#listeners.delete(session)) this.#tell()
  }

  /** Calls `told` when there is more, or a session has gone, until the returned function is called. */
  watch(told: () => void): () => void {
    this.#watchers.add(told)
    return () => this.#watchers.delete(told)
  }

  add(event: Omit<OutgoingEvent, 'id'>): void {
    const heard = [...this.#listeners.values()].some(one => matchesObject(one.wanted, event.class, event.ref))
    if (!heard) return
    const id = this.#next++
    const size = JSON.stringify(event).length
    this.#stored.push({ id, size, event: { ...event, id: String(id) } })
    this.#size += size
    while (this.#size > this.#limit) this.#drop()
    this.#tell()
  }

  /** What a session has not heard yet, which may be nothing. Refused with EVENTS_LOST, once, when some is gone. */
  take(session: string): OutgoingEvent[] {
    const listener = this.#listener(session)
    const from = listener.next
    listener.next = this.#next
    if (this.#forgotten >= from) throw new Failure('EVENTS_LOST')
    return this.#stored
      .filter(({ id, event }) => id >= from && matchesObject(listener.wanted, event.class, event.ref))
      .map(({ event }) => event)
  }

  /** Forgets what nobody has been told yet. */
  lose(): void {
    if (this.#stored.length === 0) return
    this.#forgotten = this.#next - 1
    this.#stored = []
    this.#size = 0
  }

  #listener(session: string): Listener {
    const known = this.#listeners.get(session)
    if (known) return known
    const listener = { classes: new Set<string>(), wanted: parseSubscription([]), next: this.#next }
    this.#listeners.set(session, listener)
    return listener
  }

  #tell(): void {
    for (const told of this.#watchers) told()
  }

  #drop(): void {
    const oldest = this.#stored.shift()
    if (!oldest) return
    this.#size -= oldest.size
    this.#forgotten = oldest.id
  }
}

/** Classes are the same however they are written; refs are not. */
function named(text: string): string {
  const slash = text.indexOf('/')
  return slash < 0 ? text.toLowerCase() : text.slice(0, slash).toLowerCase() + text.slice(slash)
}
