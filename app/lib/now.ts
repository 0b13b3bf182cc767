'use client'

import { useSyncExternalStore } from 'react'

/** The time of day for "3 min ago" and uptimes: one timer for all who show one. */
class Ticker {
  private readonly listeners = new Set<() => void>()
  private timer: ReturnType<typeof setInterval> | undefined
  private current = Date.now()

  constructor(private readonly everyMs: number) {}

  readonly subscribe = (listener: () => void) => {
    if (this.listeners.size === 0) {
      this.current = Date.now()
      this.timer = setInterval(() => this.tick(), this.everyMs)
    }
    this.listeners.add(listener)
    return () => {
      this.listeners.delete(listener)
      if (this.listeners.size === 0) clearInterval(this.timer)
    }
  }

  readonly get = () => this.current

  private tick(): void {
    this.current = Date.now()
    for (const listener of this.listeners) listener()
  }
}

const seconds = new Ticker(1_000)
const slow = new Ticker(15_000)

/** Milliseconds since the epoch, renewed every 15 s. */
export function useNow(): number {
  return useSyncExternalStore(slow.subscribe, slow.get, slow.get)
}

/** Milliseconds since the epoch, renewed every second: for what is being waited for. */
export function useNowBySecond(): number {
  return useSyncExternalStore(seconds.subscribe, seconds.get, seconds.get)
}
