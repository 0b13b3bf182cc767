import { equal } from '../equal'
import { splitId } from '../ids'
import type { ObjectId, PoolId } from '../rows'

type Listener<T> = (detail: T | null) => void
interface Watched<T> {
  last: T | null
  listeners: Set<Listener<T>>
}

/** Who looks at which object's page. However many do, its detail is made once per change. */
export class DetailWatch<T> {
  private readonly watched = new Map<ObjectId, Watched<T>>()

  constructor(private readonly read: (id: ObjectId) => T | null) {}

  isWatching(pool: PoolId): boolean {
    for (const id of this.watched.keys()) if (splitId(id).pool === pool) return true
    return false
  }

  /** Tells the detail at once and then whenever it differs; null while there is no such object. */
  add(id: ObjectId, listener: Listener<T>): () => void {
    const watched = this.watched.get(id) ?? { last: this.read(id), listeners: new Set() }
    this.watched.set(id, watched)
    watched.listeners.add(listener)
    listener(watched.last)
    return () => {
      watched.listeners.delete(listener)
      if (watched.listeners.size === 0 && this.watched.get(id) === watched) this.watched.delete(id)
    }
  }

  /** Makes the details in these pools again and tells those that came out different. */
  refresh(pools: ReadonlySet<PoolId>, call: (act: () => void) => void): void {
    for (const [id, watched] of this.watched) {
      if (!pools.has(splitId(id).pool)) continue
      const detail = this.read(id)
      if (equal(watched.last, detail)) continue
      watched.last = detail
      for (const listener of [...watched.listeners]) call(() => listener(detail))
    }
  }
}
