import { useSyncExternalStore } from 'react'

/**
 * Asks the person once more who they are, for deeds that need it. Requests wait here; a dialog shows that they do and
 * says what came of it. Several that wait at once are answered together.
 */
class RecentSignInGate {
  private waiting: ((confirmed: boolean) => void)[] = []
  private readonly listeners = new Set<() => void>()

  /** Resolves to true when the person has confirmed, to false when they would not. */
  ask(): Promise<boolean> {
    return new Promise(resolve => {
      this.waiting.push(resolve)
      this.tell()
    })
  }

  settle(confirmed: boolean): void {
    const waiting = this.waiting
    this.waiting = []
    this.tell()
    for (const resolve of waiting) resolve(confirmed)
  }

  readonly subscribe = (listener: () => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }
  readonly asked = () => this.waiting.length > 0

  /** Whether there is a dialog to answer: without one nobody would. */
  get attended(): boolean {
    return this.listeners.size > 0
  }

  private tell(): void {
    for (const listener of this.listeners) listener()
  }
}

export const recentSignIn = new RecentSignInGate()

/** True while a request waits for the person to confirm. */
export function useRecentSignInAsked(): boolean {
  return useSyncExternalStore(recentSignIn.subscribe, recentSignIn.asked, () => false)
}
