import type { Clock } from '@/server/inventory/clock'
import type { PoolId } from '@/server/inventory/rows'

/** Pools by their ids, or whichever there are. */
export type PoolReach = 'all' | ReadonlySet<PoolId>

interface Held {
  holds: number
  cancel: () => void
}

/**
 * Which pools are looked at or worked in, and so have to be followed. What nobody holds any more is wanted for a while
 * longer: people come back, and questions come one after another.
 */
export class Wanted {
  private readonly pools = new Map<PoolId | 'all', Held>()

  /** `changed` is called when pools begin or cease to be wanted, or all do. */
  constructor(
    private readonly graceMs: number,
    private readonly clock: Clock,
    private readonly changed: (pool: PoolId | 'all') => void,
  ) {}

  has(pool: PoolId): boolean {
    return this.pools.has('all') || this.pools.has(pool)
  }

  /** Returns how to let go, which may be done more than once. */
  hold(reach: PoolReach): () => void {
    const keys: readonly (PoolId | 'all')[] = reach === 'all' ? ['all'] : [...reach]
    for (const key of keys) this.take(key)
    let held = true
    return () => {
      if (!held) return
      held = false
      for (const key of keys) this.release(key)
    }
  }

  stop(): void {
    for (const { cancel } of this.pools.values()) cancel()
    this.pools.clear()
  }

  private take(key: PoolId | 'all'): void {
    const known = this.pools.get(key)
    if (known) {
      known.cancel()
      known.holds += 1
      return
    }
    this.pools.set(key, { holds: 1, cancel: () => {} })
    this.changed(key)
  }

  private release(key: PoolId | 'all'): void {
    const held = this.pools.get(key)
    if (!held) return
    held.holds -= 1
    if (held.holds > 0) return
    held.cancel = this.clock.after(this.graceMs, () => {
      this.pools.delete(key)
      this.changed(key)
    })
  }
}
