import { type FollowedClass, followedClasses } from './classes'
import type { Clock } from './clock'
import type { Store } from './store'

/** A class in constant motion differs by chance: it is not fetched again and again. */
const pauseMs = 5_000

/** Decides which classes have lost something: a pool forgets old deletions, but it always tells its row counts. */
export class Repairs {
  private readonly last = new Map<FollowedClass, number>()

  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
  ) {}

  /** Classes whose number of rows is not what the pool says and whose turn it is. A class it does not name is left be. */
  due(counts: Readonly<Record<string, number>>): FollowedClass[] {
    const now = this.clock.passed()
    return followedClasses.filter(cls => {
      const expected = counts[cls.toLowerCase()]
      if (expected === undefined || expected === this.store.known(cls)) return false
      const last = this.last.get(cls)
      if (last !== undefined && now - last < pauseMs) return false
      this.last.set(cls, now)
      return true
    })
  }
}
