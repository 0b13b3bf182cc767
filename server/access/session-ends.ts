/** A session's end is looked at no later than this long after it was: it may have been put off meanwhile. */
const longestMs = 60 * 60 * 1000

/**
 * Watches the sessions that this process has served for the time when they end of themselves, by age or disuse. Another
 * process may have seen them used, so at that time the database is asked.
 */
export class SessionEnds {
  private readonly ends = new Map<string, number>()
  private timer: NodeJS.Timeout | undefined
  private timerAt = Number.POSITIVE_INFINITY
  private stopped = false

  constructor(
    private readonly options: {
      now: () => number
      /** Those of the sessions that stand, and until when, in milliseconds since the epoch. */
      standing: (ids: string[]) => Promise<Map<string, number>>
      ended: (ids: readonly string[]) => void
    },
  ) {}

  /** A session stands until `end` unless it is used; milliseconds since the epoch. */
  note(id: string, end: number): void {
    this.ends.set(id, end)
    this.wakeAt(end)
  }

  forget(id: string): void {
    this.ends.delete(id)
  }

  /** Asks for all sessions now. */
  check(): Promise<void> {
    return this.look([...this.ends.keys()])
  }

  stop(): void {
    this.stopped = true
    clearTimeout(this.timer)
  }

  private async look(ids: string[]): Promise<void> {
    if (ids.length === 0) return
    const standing = await this.options.standing(ids)
    for (const [id, end] of standing) if (this.ends.has(id)) this.note(id, end)
    // One that was forgotten meanwhile was ended already.
    this.options.ended(ids.filter(id => !standing.has(id) && this.ends.has(id)))
  }

  private wakeAt(at: number): void {
    if (this.stopped || at >= this.timerAt) return
    clearTimeout(this.timer)
    this.timerAt = at
    const wait = Math.min(longestMs, Math.max(0, at - this.options.now()))
    this.timer = setTimeout(() => this.due(), wait)
    this.timer.unref()
  }

  private due(): void {
    this.timerAt = Number.POSITIVE_INFINITY
    const now = this.options.now()
    const due = [...this.ends].filter(([, end]) => end <= now).map(([id]) => id)
    this.look(due)
      .catch(error => {
        console.error('Sessions that may have ended could not be asked for:', error)
        this.wakeAt(this.options.now() + 1000)
      })
      .finally(() => {
        for (const end of this.ends.values()) if (end > now) this.wakeAt(end)
      })
  }
}
