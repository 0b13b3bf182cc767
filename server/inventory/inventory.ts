import { randomBytes } from 'node:crypto'
import type { AppErrorShape } from '@/server/shared/app-error'
import type { Ref } from '@/server/xapi/model/records'
import { type FollowedClass, type FollowedRecord, followedClasses } from './classes'
import { type Clock, systemClock } from './clock'
import { FollowedPool, type PoolConnection } from './followed-pool'
import { History, type InventoryChange } from './history'
import { splitId } from './ids'
import type { GoneRow, RowChanges } from './row-set'
import type { AnyRow, ObjectId, PoolId } from './rows'
import type { Connect } from './source'
import type { Store } from './store'

/** At most twenty messages a second, however fast the pools move. */
const messageMs = 50

export interface InventoryOptions {
  clock?: Clock
  /** Turns whatever a pool's client throws into what a person is told. */
  describe: (error: unknown) => AppErrorShape
  random?: () => number
  /** A listener that throws must not stop the others: what it threw goes here. */
  report?: (error: unknown) => void
}

export type Inventory = ReturnType<typeof createInventory>

/** All followed pools as one set of rows with one revision. */
export function createInventory(options: InventoryOptions) {
  const clock = options.clock ?? systemClock
  const report = options.report ?? (error => console.error('A listener of the inventory failed:', error))
  const pools = new Map<PoolId, FollowedPool>()
  const history = new History(randomBytes(6).toString('hex'))
  const listeners = new Set<(change: InventoryChange) => void>()
  /** Asked after every change in any pool, before it is told. */
  const watchers = new Set<() => void>()
  let pending = new Map<ObjectId, AnyRow | GoneRow>()
  let scheduled = false
  let lastMessage = Number.NEGATIVE_INFINITY

  function call(act: () => void): void {
    try {
      act()
    } catch (error) {
      report(error)
    }
  }

  function changed(changes: RowChanges): void {
    for (const row of changes.gone) pending.set(row.id, row)
    for (const row of changes.set) pending.set(row.id, row)
    for (const watcher of [...watchers]) call(watcher)
    if (scheduled || pending.size === 0) return
    scheduled = true
    clock.after(Math.max(0, lastMessage + messageMs - clock.now()), tell)
  }

  function tell(): void {
    scheduled = false
    lastMessage = clock.now()
    const change = history.add(pending)
    pending = new Map()
    for (const listener of [...listeners]) call(() => listener(change))
  }

  function store(id: PoolId): Store | undefined {
    return pools.get(id)?.store
  }

  return {
    /** Starts to follow a pool. Its row is there at once. A pool followed before under this id must be unfollowed first. */
    follow(connection: PoolConnection, connect: Connect): FollowedPool {
      if (pools.has(connection.id)) throw new Error(`Pool ${connection.id} is followed already`)
      const { describe, random } = options
      const pool = new FollowedPool(connection, { connect, clock, describe, random, changed })
      pools.set(connection.id, pool)
      pool.start()
      return pool
    },

    /** Stops following, logs out and takes the pool's rows away. */
    async unfollow(id: PoolId): Promise<void> {
      const pool = pools.get(id)
      if (pool === undefined) return
      pools.delete(id)
      changed({ set: [], gone: [...pool.rows.values()].map(row => ({ class: row.class, id: row.id })) })
      await pool.stop()
    },

    /** Stops following every pool and logs out everywhere. */
    async stop(): Promise<void> {
      await Promise.all([...pools.values()].map(pool => pool.stop()))
    },

    pools: (): FollowedPool[] => [...pools.values()],
    pool: (id: PoolId): FollowedPool | undefined => pools.get(id),
    store,

    row(id: ObjectId): AnyRow | undefined {
      return pools.get(splitId(id).pool)?.rows.get(id)
    },

    rows(): AnyRow[] {
      return [...pools.values()].flatMap(pool => [...pool.rows.values()])
    },

    /** The record behind an id, with its reference; undefined when there is none of that class. */
    record<C extends FollowedClass>(
      cls: C,
      id: ObjectId,
    ): { ref: Ref<C>; record: FollowedRecord<C> } | undefined {
      const { pool, uuid } = splitId(id)
      const held = store(pool)
      if (held === undefined) return undefined
      if (uuid === null && cls !== 'pool') return undefined
      const ref = uuid === null ? held.all(cls).keys().next().value : held.refOf(cls, uuid)
      const record = ref === undefined ? undefined : held.get(cls, ref)
      return ref === undefined || record === undefined ? undefined : { ref, record }
    },

    /** The name of whatever a reference or uuid names, for sentences that would else show it bare. */
    nameOf(pool: PoolId, refOrUuid: string): string | undefined {
      const held = store(pool)
      if (held === undefined) return undefined
      for (const cls of followedClasses) {
        const name = nameIn(held, cls, refOrUuid)
        if (name) return name
      }
      return undefined
    },

    /** All rows, and the revision from which `since` goes on. */
    snapshot(): { revision: string; rows: AnyRow[] } {
      return { revision: history.revision, rows: this.rows() }
    },

    /** What changed after a revision; null when that is not known: send a snapshot. */
    since: (revision: string): InventoryChange | null => history.since(revision),

    subscribe(listener: (change: InventoryChange) => void): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },

    /**
     * Waits until `look` returns something other than undefined, false or null; it is asked now and after every change
     * of any record. Rejects with the signal's reason.
     */
    waitFor<T>(look: () => T, signal?: AbortSignal): Promise<Exclude<T, undefined | null | false>> {
      return new Promise((resolve, reject) => {
        const stop = () => {
          watchers.delete(ask)
          signal?.removeEventListener('abort', abort)
        }
        const abort = () => {
          stop()
          reject(signal?.reason)
        }
        const ask = () => {
          try {
            const found = look()
            if (!isThere(found)) return
            stop()
            resolve(found)
          } catch (error) {
            stop()
            reject(error)
          }
        }
        if (signal?.aborted) return abort()
        signal?.addEventListener('abort', abort, { once: true })
        watchers.add(ask)
        ask()
      })
    },

    /** Resolves when every followed pool has answered or failed once. */
    whenSettled(signal?: AbortSignal): Promise<true> {
      return this.waitFor(
        () => [...pools.values()].every(pool => pool.freshness.state !== 'connecting'),
        signal,
      )
    },
  }
}

function isThere<T>(value: T): value is Exclude<T, undefined | null | false> {
  return value !== undefined && value !== null && value !== false
}

function nameIn<C extends FollowedClass>(store: Store, cls: C, refOrUuid: string): string | undefined {
  const byUuid = store.refOf(cls, refOrUuid)
  const record: object | undefined =
    byUuid === undefined ? store.find(cls, refOrUuid) : store.get(cls, byUuid)
  if (record === undefined || !('name_label' in record)) return undefined
  return typeof record.name_label === 'string' ? record.name_label : undefined
}
