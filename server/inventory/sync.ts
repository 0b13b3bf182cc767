import type { AppErrorShape } from '@/server/shared/app-error'
import { say } from '@/server/shared/text'
import { backoff, slowRetryMs } from './backoff'
import { type FollowedClass, fillOrder, followedClasses } from './classes'
import { type Clock, isoTime } from './clock'
import { coordinatorLife } from './coordinator-life'
import { Fill } from './fill'
import { guarded } from './guarded'
import type { MessageLog } from './messages/message-log'
import { Repairs } from './repairs'
import type { Freshness } from './rows'
import { inSlices } from './slices'
import type { Connect, EventBatch, MessageEvent, PoolEvent, PoolSource } from './source'
import type { Change, Store } from './store'

const followSeconds = 30
/** Past the end of an idle event.from before it counts as hung. */
const graceMs = 15_000
const fillMs = 180_000
const connectMs = 60_000
const closeMs = 5_000
/** Failures in a row before the session is given up and a new one is tried, elsewhere if need be. */
const resumeAttempts = 3

/** What only a person can mend: trying again and again would lock an account or hammer a pool. */
const needsAPerson = new Set<AppErrorShape['code']>([
  'pool-login-failed',
  'certificate-unknown',
  'certificate-changed',
  'pool-unsupported',
  'pool-another',
])
const sessionOver = new Set(['SESSION_INVALID', 'HOST_IS_SLAVE'])

export interface SyncOptions {
  connect: Connect
  clock: Clock
  store: Store
  messages: MessageLog
  /** Turns whatever was thrown into what a person is told. */
  describe: (error: unknown) => AppErrorShape
  /** 0…1, for the jitter of back-off. */
  random?: () => number
  changed: (changes: readonly Change[]) => void
  /** Called with parts of a fill, and `filled` after the last part, which may take its time. */
  filling: (changes: readonly Change[]) => void
  filled: (signal: AbortSignal) => Promise<void>
  /** Told when `messages` are others than before. */
  noted: () => void
  freshness: (freshness: Freshness) => void
}

/**
 * Keeps a store equal to a pool: fills it, follows it, and after any failure goes on where it stopped, with the
 * token while the session and the coordinator's life last, else by comparing a whole new fill.
 */
export class Sync {
  private readonly stopping = new AbortController()
  private readonly repairs: Repairs
  private running: Promise<void> | undefined
  private wake: (() => void) | undefined
  private lastAnswer: number | undefined
  private firstFailure: number | undefined

  constructor(private readonly options: SyncOptions) {
    this.repairs = new Repairs(options.store, options.clock)
  }

  /** `lastAnswer`: when the pool last told what the store already holds, in milliseconds since the epoch. */
  start(lastAnswer?: number): void {
    this.lastAnswer ??= lastAnswer
    this.running ??= this.run()
  }

  /** Cuts a wait between attempts short. */
  retryNow(): void {
    this.wake?.()
  }

  /** Stops following and logs out. */
  async stop(): Promise<void> {
    this.stopping.abort()
    this.wake?.()
    await this.running
  }

  private get stopped(): boolean {
    return this.stopping.signal.aborted
  }

  private async run(): Promise<void> {
    this.options.freshness(
      this.lastAnswer === undefined ? { state: 'connecting' } : knownFromBefore(this.lastAnswer),
    )
    let failures = 0
    while (!this.stopped) {
      const answeredBefore = this.lastAnswer
      try {
        await this.session()
      } catch (error) {
        if (this.stopped) return
        if (this.lastAnswer !== answeredBefore) failures = 0
        await this.pause(this.lost(error, failures))
        failures += 1
      }
    }
  }

  /** One session with the pool, from login until it is of no more use. */
  private async session(): Promise<void> {
    const source = await this.guarded(connectMs, signal => this.options.connect(signal))
    try {
      await this.follow(source)
    } finally {
      // A session that cannot be closed ends by itself on the pool; why it failed was told already.
      await guarded(this.options.clock, closeMs, undefined, () => source.close()).catch(() => undefined)
    }
  }

  private async follow(source: PoolSource): Promise<void> {
    let token = ''
    let failures = 0
    while (!this.stopped) {
      try {
        if (failures > 0 && token !== '' && (await this.lifeSince(source)) !== 'same') token = ''
        // After a failure the first answer has to come at once, be it empty: it tells that the pool is there again.
        token = await this.step(source, token, failures > 0 ? 0 : followSeconds)
        failures = 0
      } catch (error) {
        if (this.stopped) return
        const code = this.options.describe(error).xapi?.code
        if (code === 'EVENT_FROM_TOKEN_PARSE_FAILURE' && token !== '') {
          token = ''
          continue
        }
        failures += 1
        if (failures > resumeAttempts || (code !== undefined && sessionOver.has(code))) throw error
        await this.pause(this.lost(error, failures - 1))
      }
    }
  }

  /** One answer of the pool taken in; returns the token to go on from. */
  private async step(source: PoolSource, token: string, seconds: number): Promise<string> {
    if (token === '') {
      const first = await this.fill(source)
      this.answered()
      return first
    }
    const batch = await this.guarded(seconds * 1000 + graceMs, signal =>
      source.eventFrom([...followedClasses, 'message'], token, seconds, signal),
    )
    const { events, messages } = parted(batch)
    this.changed(this.options.store.apply(events))
    if (messages.length > 0) {
      this.options.messages.take(messages)
      this.options.noted()
    }
    this.answered()
    for (const cls of this.repairs.due(batch.validRefCounts)) await this.repair(source, cls)
    // Silence may be that of a coordinator which began anew behind a connection that the client mended by itself.
    const silent = seconds > 0 && batch.events.length === 0
    return silent && (await this.lifeSince(source)) === 'another' ? '' : batch.token
  }

  /**
   * Reads all there is, what lists begin with first. Each answer is consistent in itself; what changes between them is
   * told again from the first one's token on, which counts for every class.
   */
  private async fill(source: PoolSource): Promise<string> {
    const tokens: string[] = []
    for (const classes of fillOrder) {
      const batch = await this.guarded(fillMs, signal => source.eventFrom(classes, '', 0, signal))
      tokens.push(batch.token)
      const fill = new Fill(this.options.store, classes)
      await this.takeIn(fill, fill.ofEvents(parted(batch).events))
    }
    // Those that come between this answer and the token are told again, which changes nothing.
    const noted = await this.guarded(fillMs, signal => source.eventFrom(['message'], '', 0, signal))
    this.options.messages.fill(parted(noted).messages)
    this.options.noted()
    return tokens[0] ?? ''
  }

  private async repair<C extends FollowedClass>(source: PoolSource, cls: C): Promise<void> {
    const records = await this.guarded(fillMs, signal => source.getAllRecords(cls, signal))
    const fill = new Fill(this.options.store, [cls])
    await this.takeIn(fill, fill.ofRecords(cls, records))
  }

  private async takeIn(fill: Fill, steps: Iterable<void>): Promise<void> {
    const { signal } = this.stopping
    const tell = () => this.options.filling(fill.taken())
    await inSlices(steps, () => undefined, tell, signal)
    await this.options.filled(signal)
  }

  /** A token of another life of the coordinator may name a point in its future: then no event would ever come. */
  private async lifeSince(source: PoolSource): Promise<'same' | 'another' | 'unknown'> {
    const before = coordinatorLife(this.options.store)
    await this.repair(source, 'host')
    const now = coordinatorLife(this.options.store)
    if (before === undefined && now === undefined) return 'unknown'
    return before === now ? 'same' : 'another'
  }

  private changed(changes: readonly Change[]): void {
    if (changes.length > 0) this.options.changed(changes)
  }

  private answered(): void {
    this.lastAnswer = this.options.clock.now()
    this.options.freshness({ state: 'live' })
  }

  /** Says that the pool is lost and returns how long to wait in ms. */
  private lost(error: unknown, failures: number): number {
    const shape = this.options.describe(error)
    this.firstFailure ??= this.options.clock.now()
    const since = isoTime(this.lastAnswer ?? this.firstFailure)
    const hopeless = needsAPerson.has(shape.code)
    const state = hopeless || this.lastAnswer === undefined ? 'failed' : 'stale'
    this.options.freshness({ state, since, error: shape })
    return hopeless ? slowRetryMs : backoff(failures, this.options.random ?? Math.random)
  }

  private pause(ms: number): Promise<void> {
    if (this.stopped) return Promise.resolve()
    return new Promise(resolve => {
      const done = () => {
        cancel()
        this.wake = undefined
        resolve()
      }
      const cancel = this.options.clock.after(ms, done)
      this.wake = done
    })
  }

  private guarded<T>(ms: number, call: (signal: AbortSignal) => Promise<T>): Promise<T> {
    return guarded(this.options.clock, ms, this.stopping.signal, call)
  }
}

/** Rows and messages of an answer come mixed. */
function parted({ events: mixed }: EventBatch): { events: PoolEvent[]; messages: MessageEvent[] } {
  const events: PoolEvent[] = []
  const messages: MessageEvent[] = []
  for (const event of mixed) {
    if (event.class === 'message') messages.push(event)
    else events.push(event)
  }
  return { events, messages }
}

/** How fresh a pool is that is known from before a restart, until it answers or fails to. `at`: when it last answered, in ms since the epoch. */
export function knownFromBefore(at: number): Freshness {
  return { state: 'stale', since: isoTime(at), error: startedAnew }
}
const startedAnew: AppErrorShape = {
  code: 'pool-connecting',
  message: say('Domus was started anew and is connecting to this pool.'),
  next: say('What is shown is what it knew before.'),
}
