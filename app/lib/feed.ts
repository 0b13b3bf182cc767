import type { AppErrorShape } from '@/server/shared/app-error'
import { appError } from './app-error'
import { signedOut } from './signed-out'

/** The connection between this browser and the server. `since` is ISO 8601, when it was found to be lost. */
export type Link =
  | { state: 'connecting' }
  | { state: 'live' }
  | { state: 'lost'; since: string; error: AppErrorShape }

/** What a subscription of the tRPC client calls back with. */
export interface FeedHandlers<T> {
  onStarted: () => void
  onData: (data: T) => void
  onError: (error: unknown) => void
  onComplete: () => void
  onConnectionStateChange: (state: { state: string; error?: unknown }) => void
}
/** Opens the subscription; `lastEventId` is where an earlier one stopped. */
export type OpenFeed<T> = (
  handlers: FeedHandlers<T>,
  lastEventId: string | undefined,
) => { unsubscribe: () => void }

export interface FeedEvents<T> {
  message: (data: T) => void
  link: (link: Link) => void
}

const retryDelays = [500, 1_000, 2_000, 5_000, 10_000]
/** Browsers allow six connections to one server over HTTP/1.1: tabs nobody looks at give theirs back. */
const hiddenForMs = 10_000

/**
 * One subscription that stays up: reopened with growing pauses when it ends, resumed where it stopped, closed while
 * the tab is out of sight. Stops for good when the session is over.
 */
export class Feed<T> {
  private subscription: { unsubscribe: () => void } | null = null
  private timer: ReturnType<typeof setTimeout> | undefined
  private hideTimer: ReturnType<typeof setTimeout> | undefined
  private failures = 0
  private running = false
  private lostSince: string | null = null
  lastEventId: string | undefined

  constructor(
    private readonly openFeed: OpenFeed<T>,
    private readonly events: FeedEvents<T>,
    private readonly now: () => string = () => new Date().toISOString(),
  ) {}

  start(): void {
    if (this.running) return
    this.running = true
    globalThis.window?.addEventListener('online', this.hurry)
    globalThis.document?.addEventListener('visibilitychange', this.seen)
    this.open()
  }

  stop(): void {
    if (!this.running) return
    this.running = false
    globalThis.window?.removeEventListener('online', this.hurry)
    globalThis.document?.removeEventListener('visibilitychange', this.seen)
    clearTimeout(this.hideTimer)
    this.close()
  }

  private open(): void {
    clearTimeout(this.timer)
    // A closed subscription may still call back; what it says is no longer about this one.
    let current = true
    const subscription = this.openFeed(
      {
        onStarted: () => current && this.heard(),
        onData: data => {
          if (!current) return
          this.heard()
          this.events.message(data)
        },
        onError: error => current && this.broke(error),
        onComplete: () => current && this.ended(),
        onConnectionStateChange: ({ state, error }) => {
          if (current && state === 'connecting' && error) this.lost(appError(error))
        },
      },
      this.lastEventId,
    )
    this.subscription = {
      unsubscribe: () => {
        current = false
        subscription.unsubscribe()
      },
    }
  }

  private close(): void {
    clearTimeout(this.timer)
    this.subscription?.unsubscribe()
    this.subscription = null
  }

  private heard(): void {
    this.failures = 0
    this.lostSince = null
    this.events.link({ state: 'live' })
  }

  /** The server closed it, as when it stops or the session is over: asking again tells which. */
  private ended(): void {
    this.close()
    this.timer = setTimeout(() => this.open(), retryDelays[0])
  }

  private lost(error: AppErrorShape): void {
    this.lostSince ??= this.now()
    this.events.link({ state: 'lost', since: this.lostSince, error })
  }

  private broke(cause: unknown): void {
    const error = appError(cause)
    this.close()
    this.lost(error)
    if (error.code === 'not-signed-in') {
      signedOut.raise()
      return
    }
    const delay = retryDelays[Math.min(this.failures++, retryDelays.length - 1)]
    this.timer = setTimeout(() => this.open(), delay)
  }

  /** The network is back or somebody looks again: no reason to sit out the pause. */
  private readonly hurry = () => {
    if (this.subscription || signedOut.get()) return
    this.open()
  }

  private readonly seen = () => {
    clearTimeout(this.hideTimer)
    if (document.visibilityState === 'visible') this.hurry()
    else this.hideTimer = setTimeout(() => this.close(), hiddenForMs)
  }
}
