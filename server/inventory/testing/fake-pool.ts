import type { MessageRecord, Records, Ref } from '@/server/xapi/model/records'
import { type FollowedClass, type FollowedRecord, followedClasses } from '../classes'
import type { View } from '../project/view'
import type { EventBatch, MessageEvent, PoolEvent, PoolSource, RecordsByRef } from '../source'
import { Store } from '../store'
import { keptOf, record, ref } from './records'

/** Thrown by the fake where a client would throw: `code` is XAPI's, empty for a broken connection. */
export class FakeFailure extends Error {
  constructor(
    readonly code: string,
    readonly appCode: 'pool-unreachable' | 'pool-login-failed' | 'refused' = 'pool-unreachable',
  ) {
    super(code || 'connection lost')
  }
}

/**
 * A pool without a wire: rows that a test changes, `event.from` as XAPI answers it, and connections that can be
 * cut. Time passes by the test's clock only.
 */
export class FakePool {
  private readonly store = new Store(Number.POSITIVE_INFINITY)
  private log: (PoolEvent | MessageEvent)[] = []
  private readonly noted = new Map<Ref<'message'>, MessageEvent>()
  private listeners = new Set<() => void>()
  /** Set: every call fails with it. */
  down: FakeFailure | undefined
  /** True: event.from takes the call and never answers. */
  silent = false
  logins = 0
  logouts = 0
  /** A fill reads the classes in turn; the pool itself is among the first. */
  fills = 0
  readonly fetched: FollowedClass[] = []
  readonly tokens: string[] = []

  put<C extends FollowedClass>(cls: C, name: string, fields: Partial<Records[C]> = {}): Ref<C> {
    const to = ref(cls, name)
    const before = this.store.get(cls, to)
    const made = before ?? { ...record(cls), uuid: `${cls}-${name}`, ...named(cls, name) }
    const after = { ...made, ...keptOf(cls, fields) }
    this.write(
      eventOf({ class: cls, ref: to, operation: before === undefined ? 'add' : 'mod', snapshot: after }),
    )
    return to
  }

  remove<C extends FollowedClass>(cls: C, name: string): void {
    this.write(eventOf({ class: cls, ref: ref(cls, name), operation: 'del' }))
  }

  /** Removes a row without a word, as a pool does that has forgotten old deletions. */
  removeSilently<C extends FollowedClass>(cls: C, name: string): void {
    this.store.apply([eventOf({ class: cls, ref: ref(cls, name), operation: 'del' })])
  }

  /** Changes a row without a word, as it looks to a token from the future. */
  putSilently<C extends FollowedClass>(cls: C, name: string, fields: Partial<Records[C]>): void {
    const to = ref(cls, name)
    const snapshot = { ...(this.store.get(cls, to) ?? record(cls)), ...keptOf(cls, fields) }
    this.store.apply([eventOf({ class: cls, ref: to, operation: 'mod', snapshot })])
  }

  /** Answers the open event.from with an empty batch, as at its time-out. */
  idle(): void {
    this.wake()
  }

  /** Notes a message about an object, as "VM-web". `at`: ISO 8601. */
  note(name: string, about: string, at: string, fields: Partial<MessageRecord> = {}): void {
    const to = `OpaqueRef:message-${this.noted.size + 1}` as Ref<'message'>
    const base = { uuid: `message-${this.noted.size + 1}`, cls: 'VM', priority: 5, body: '' } as const
    const snapshot = {
      ...base,
      name,
      obj_uuid: about,
      timestamp: at as MessageRecord['timestamp'],
      ...fields,
    }
    const event: MessageEvent = { class: 'message', ref: to, operation: 'add', snapshot }
    this.noted.set(to, event)
    this.log.push(event)
    this.wake()
  }

  /** What it has noted, as its first answer tells it. */
  messageEvents(): MessageEvent[] {
    return [...this.noted.values()]
  }

  /** Sends an event as it is, whether it makes sense or not. */
  write(event: PoolEvent): void {
    this.store.apply([event])
    this.log.push(event)
    this.wake()
  }

  /** Its rows as a view to project from, without following it. */
  view(): View {
    return {
      store: this.store,
      pool: 'p',
      name: 'Given name',
      address: '10.0.0.1',
      freshness: { state: 'live' },
    }
  }

  cut(failure = new FakeFailure('')): void {
    this.down = failure
    this.wake()
  }

  heal(): void {
    this.down = undefined
  }

  connect = async (signal: AbortSignal): Promise<PoolSource> => {
    signal.throwIfAborted()
    this.check()
    this.logins += 1
    return {
      eventFrom: (classes, token, seconds, callSignal) => this.eventFrom(classes, token, seconds, callSignal),
      getAllRecords: async cls => this.records(cls),
      close: async () => {
        this.logouts += 1
      },
    }
  }

  private check(): void {
    if (this.down !== undefined) throw this.down
  }

  private wake(): void {
    for (const listener of [...this.listeners]) listener()
  }

  private records<C extends FollowedClass>(cls: C): RecordsByRef<C> {
    this.check()
    this.fetched.push(cls)
    return new Map(this.store.all(cls))
  }

  private async eventFrom(
    classes: readonly (FollowedClass | 'message')[],
    token: string,
    seconds: number,
    signal: AbortSignal,
  ): Promise<EventBatch> {
    this.check()
    this.tokens.push(token)
    if (this.silent)
      await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
    if (token === '') {
      if (classes.includes('pool')) this.fills += 1
      return this.batch(
        classes.flatMap<PoolEvent | MessageEvent>(cls =>
          cls === 'message' ? [...this.noted.values()] : this.adds(cls),
        ),
      )
    }
    if (seconds > 0 && Number(token) === this.log.length) await this.nextWrite(signal)
    this.check()
    const wanted: ReadonlySet<string> = new Set(classes)
    return this.batch(this.log.slice(Number(token)).filter(event => wanted.has(event.class)))
  }

  private nextWrite(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const done = () => {
        this.listeners.delete(done)
        resolve()
      }
      this.listeners.add(done)
      signal.addEventListener('abort', () => {
        this.listeners.delete(done)
        reject(signal.reason)
      })
    })
  }

  private batch(events: (PoolEvent | MessageEvent)[]): EventBatch {
    const counts = followedClasses.map(cls => [cls.toLowerCase(), this.store.count(cls)])
    return { token: String(this.log.length), validRefCounts: Object.fromEntries(counts), events }
  }

  private adds<C extends FollowedClass>(cls: C): PoolEvent[] {
    return [...this.store.all(cls)].map(([to, snapshot]) =>
      eventOf({ class: cls, ref: to, operation: 'add', snapshot }),
    )
  }
}

/** An event of one class is an event: the compiler does not see it through the type parameter. */
export function eventOf<C extends FollowedClass>(event: {
  class: C
  ref: Ref<C>
  operation: 'add' | 'mod' | 'del'
  snapshot?: FollowedRecord<C>
}): PoolEvent {
  return event as PoolEvent
}

function named<C extends FollowedClass>(cls: C, name: string): object {
  return 'name_label' in record(cls) ? { name_label: name } : {}
}
