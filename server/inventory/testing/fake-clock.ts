import type { Clock } from '../clock'

interface Timer {
  at: number
  act: () => void
}

/** A clock that moves only when a test moves it, letting promises run between one timer and the next. */
export class FakeClock implements Clock {
  private time = Date.UTC(2026, 7, 21, 10, 0, 0)
  private readonly timers = new Set<Timer>()

  private ahead = 0

  now(): number {
    return this.time + this.ahead
  }

  passed(): number {
    return this.time
  }

  /** Somebody sets the clock, by so many milliseconds; no time passes. */
  set(ms: number): void {
    this.ahead += ms
  }

  after(ms: number, act: () => void): () => void {
    const timer = { at: this.time + ms, act }
    this.timers.add(timer)
    return () => this.timers.delete(timer)
  }

  async advance(ms: number): Promise<void> {
    await settle()
    const end = this.time + ms
    for (;;) {
      const next = [...this.timers].filter(timer => timer.at <= end).sort((a, b) => a.at - b.at)[0]
      if (next === undefined) break
      this.timers.delete(next)
      this.time = Math.max(this.time, next.at)
      next.act()
      await settle()
    }
    this.time = end
    await settle()
  }
}

/** Lets everything that waits for promises only run to its end. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise<void>(resolve => setImmediate(resolve))
}
