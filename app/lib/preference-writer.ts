import {
  largestPreference,
  longestPreferenceKey,
  type PreferenceChange,
  preferenceKeyPattern,
} from '@/server/shared/preferences'

const pauseMs = 400
/** After a failure the next attempts come later and later. */
const retryMs = [2_000, 10_000, 60_000]
/** The server takes so many at once. */
const most = 100

/**
 * Brings what is remembered to the server: the last value of each key, a moment after it was chosen, so that dragging a
 * pane is one message. What could not be brought is tried again with what comes next, and by and by.
 */
export class PreferenceWriter {
  private readonly waiting = new Map<string, unknown>()
  private sending = new Map<string, unknown>()
  private timer: ReturnType<typeof setTimeout> | undefined
  private failures = 0
  /** What the server has taken, and as the how-manieth. */
  private readonly taken = new Map<string, { value: unknown; at: number }>()
  private times = 0

  constructor(
    private readonly send: (changes: PreferenceChange[]) => Promise<unknown>,
    /** Whether the same may be taken later; what never will be stays in this browser. */
    private readonly worthRetrying: (error: unknown) => boolean,
    /** Told what the server has not taken yet, whenever that changes: the next page of this tab goes on with it. */
    private readonly unsent: (changes: readonly PreferenceChange[]) => void,
    /** Told whether all that was chosen is kept: null, or why not. */
    private readonly standing: (error: unknown) => void,
  ) {}

  write(key: string, value: unknown): void {
    if (!isKeepable(key, value)) return
    this.waiting.set(key, value)
    this.unsent(this.notTaken())
    this.later(pauseMs)
  }

  /**
   * Asks the server by `ask`. What it took after it was asked may be missing in its answer, which was on its way then:
   * it stands in what this resolves to.
   */
  async asked(ask: () => Promise<Readonly<Record<string, unknown>>>): Promise<Record<string, unknown>> {
    const before = this.times
    const values = { ...(await ask()) }
    for (const [key, { value, at }] of this.taken) if (at > before) put(values, key, value)
    return values
  }

  /** What the server says, with what it has not taken yet. */
  over(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
    const merged = { ...values }
    for (const { key, value } of this.notTaken()) put(merged, key, value)
    return merged
  }

  private notTaken(): PreferenceChange[] {
    return [...new Map([...this.sending, ...this.waiting])].map(([key, value]) => ({ key, value }))
  }

  /** Sends at once what waits, as when the page is left. */
  flush(): void {
    clearTimeout(this.timer)
    this.timer = undefined
    if (this.sending.size > 0 || this.waiting.size === 0) return
    this.sending = new Map([...this.waiting].slice(0, most))
    for (const key of this.sending.keys()) this.waiting.delete(key)
    const changes = [...this.sending].map(([key, value]) => ({ key, value }))
    this.send(changes).then(
      () => this.sent(),
      error => this.failed(error),
    )
  }

  private later(ms: number): void {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.flush(), ms)
  }

  private sent(): void {
    this.times += 1
    for (const [key, value] of this.sending) this.taken.set(key, { value, at: this.times })
    this.sending = new Map()
    this.unsent(this.notTaken())
    this.failures = 0
    if (this.waiting.size > 0) this.later(pauseMs)
    else this.standing(null)
  }

  private failed(error: unknown): void {
    const again = this.worthRetrying(error) ? this.sending : []
    for (const [key, value] of again) if (!this.waiting.has(key)) this.waiting.set(key, value)
    this.sending = new Map()
    this.unsent(this.notTaken())
    this.standing(error)
    if (this.waiting.size > 0) this.later(retryMs[Math.min(this.failures++, retryMs.length - 1)] ?? pauseMs)
  }
}

function put(values: Record<string, unknown>, key: string, value: unknown): void {
  if (value === null) delete values[key]
  else values[key] = value
}

/** The server would refuse what is too large or oddly named, and with it all that goes along. */
function isKeepable(key: string, value: unknown): boolean {
  if (key.length > longestPreferenceKey || !preferenceKeyPattern.test(key)) return false
  return new TextEncoder().encode(JSON.stringify(value)).length <= largestPreference
}
