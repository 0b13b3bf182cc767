import type { AppErrorShape } from '@/server/shared/app-error'
import type { Ref } from '@/server/xapi/model/records'
import type { FollowedClass, FollowedRecord } from './classes'
import { type Clock, systemClock } from './clock'
import { hostDetail } from './detail/host'
import { networkDetail } from './detail/network'
import { poolDetail } from './detail/pool'
import { srDetail } from './detail/storage'
import { templateDetail, vmDetail } from './detail/vm'
import { DetailWatch } from './detail/watch'
import type {
  HostDetail,
  NetworkDetail,
  ObjectMessages,
  PoolDetail,
  SrDetail,
  TemplateDetail,
  VmDetail,
} from './details'
import { FollowedPool, type PoolConnection } from './followed-pool'
import { splitId } from './ids'
import { alertsOf, type NotedAlert } from './messages/alerts'
import { nameIn } from './names'
import { PartRows } from './part-rows'
import { type Extra, noExtra } from './query/entry'
import { RowTable, type RowUpdate } from './query/row-table'
import { TreeView } from './query/tree-view'
import { SharedGroups, SharedLists, SharedTrees } from './query/views'
import type { GoneRow, RowChanges } from './row-set'
import type { AnyRow, Freshness, ObjectId, PoolId } from './rows'
import type { Snapshots } from './snapshot/snapshots'
import type { Connect } from './source'
import type { Store } from './store'
import { TaskSubjects } from './task-subjects'
import { Waiting } from './waiting'

/** At most twenty messages a second, however fast the pools move. */
const messageMs = 50
/** Not more rows in one go, so that nobody waits for long: the rest follows after a short pause. */
const mostRows = 1_000
const betweenMs = 5

export interface InventoryOptions {
  clock?: Clock
  /** Turns whatever a pool's client throws into what a person is told. */
  describe: (error: unknown) => AppErrorShape
  random?: () => number
  /** Keeps what is known of pools for the next start. */
  snapshots?: Snapshots
  /** A listener that throws must not stop the others: what it threw goes here. */
  report?: (error: unknown) => void
}

/** Rows that are new or different, and rows that are gone. */
export interface InventoryChange {
  set: AnyRow[]
  gone: GoneRow[]
}

export type Inventory = ReturnType<typeof createInventory>

/** All followed pools as one set of rows. */
export function createInventory(options: InventoryOptions) {
  const clock = options.clock ?? systemClock
  const report = options.report ?? (error => console.error('A listener of the inventory failed:', error))
  const pools = new Map<PoolId, FollowedPool>()
  const table = new RowTable()
  const parts = new PartRows(clock, { pools: () => pools.values(), whenTold, report })
  const lists = new SharedLists(table, parts.take)
  const tree = new TreeView(table)
  const subjects = new TaskSubjects()
  table.follow(changes => subjects.follow(changes))
  const trees = new SharedTrees(table, tree)
  const groups = new SharedGroups(table, parts.take)
  table.follow(changes => lists.follow(changes))
  table.follow(changes => tree.follow(changes))
  table.follow(changes => trees.follow(changes))
  table.follow(changes => groups.follow(changes))
  const listeners = new Set<(change: InventoryChange) => void>()
  const waiting = new Waiting()
  const details = {
    VM: new DetailWatch(readVmDetail),
    template: new DetailWatch(readTemplateDetail),
    host: new DetailWatch(readHostDetail),
    pool: new DetailWatch(readPoolDetail),
    SR: new DetailWatch(readSrDetail),
    network: new DetailWatch(readNetworkDetail),
    messages: new DetailWatch(readMessages),
  }
  const pending = new Map<ObjectId, AnyRow | GoneRow>()
  const found = new Set<ObjectId>()
  let moved = new Set<PoolId>()
  const told: (() => void)[] = []
  let scheduled = false
  let lastMessage = Number.NEGATIVE_INFINITY

  function call(act: () => void): void {
    try {
      act()
    } catch (error) {
      report(error)
    }
  }

  function changed(pool: PoolId, changes: RowChanges): void {
    for (const row of changes.gone) pending.set(row.id, row)
    for (const row of changes.set) pending.set(row.id, row)
    for (const id of changes.found) found.add(id)
    if (Object.values(details).some(watch => watch.isWatching(pool))) moved.add(pool)
    waiting.ask()
    if (scheduled || (pending.size === 0 && found.size === 0 && moved.size === 0)) return
    scheduled = true
    clock.after(Math.max(0, lastMessage + messageMs - clock.passed()), tell)
  }

  function tell(): void {
    scheduled = false
    lastMessage = clock.passed()
    const { change, updates } = takeSome()
    if (updates.length > 0) {
      table.apply(updates)
      for (const listener of [...listeners]) call(() => listener(change))
    }
    if (pending.size > 0 || found.size > 0) {
      scheduled = true
      clock.after(betweenMs, tell)
    }
    if (!scheduled) for (const resolve of told.splice(0)) resolve()
    const changedPools = moved
    moved = new Set()
    for (const watch of Object.values(details)) watch.refresh(changedPools, call)
  }

  function whenTold(): Promise<void> {
    return scheduled ? new Promise(resolve => told.push(resolve)) : Promise.resolve()
  }

  /** The next changes to tell; a pool that comes or goes is told in several parts. */
  function takeSome(): { change: InventoryChange; updates: RowUpdate[] } {
    const change: InventoryChange = { set: [], gone: [] }
    const updates: RowUpdate[] = []
    for (const [id, row] of pending) {
      if (updates.length === mostRows) return { change, updates }
      pending.delete(id)
      found.delete(id)
      updates.push(updateOf(id))
      if ('ref' in row) change.set.push(row)
      else change.gone.push(row)
    }
    for (const id of found) {
      if (updates.length === mostRows) break
      found.delete(id)
      updates.push(updateOf(id))
    }
    return { change, updates }
  }

  function updateOf(id: ObjectId): RowUpdate {
    const rows = pools.get(splitId(id).pool)?.rows
    return { id, row: rows?.get(id), extra: rows?.extra(id) ?? noExtra }
  }

  function readVmDetail(id: ObjectId): VmDetail | null {
    const view = pools.get(splitId(id).pool)?.view
    const ref = view?.store.refOf('VM', splitId(id).uuid ?? '')
    return view === undefined || ref === undefined ? null : vmDetail(view, ref)
  }

  function readTemplateDetail(id: ObjectId): TemplateDetail | null {
    const view = pools.get(splitId(id).pool)?.view
    const ref = view?.store.refOf('VM', splitId(id).uuid ?? '')
    return view === undefined || ref === undefined ? null : templateDetail(view, ref)
  }

  function readHostDetail(id: ObjectId): HostDetail | null {
    const view = pools.get(splitId(id).pool)?.view
    const ref = view?.store.refOf('host', splitId(id).uuid ?? '')
    return view === undefined || ref === undefined ? null : hostDetail(view, ref)
  }

  function readPoolDetail(id: ObjectId): PoolDetail | null {
    const view = pools.get(id)?.view
    return view === undefined ? null : poolDetail(view)
  }

  function readSrDetail(id: ObjectId): SrDetail | null {
    const view = pools.get(splitId(id).pool)?.view
    const ref = view?.store.refOf('SR', splitId(id).uuid ?? '')
    return view === undefined || ref === undefined ? null : srDetail(view, ref)
  }

  function readNetworkDetail(id: ObjectId): NetworkDetail | null {
    const view = pools.get(splitId(id).pool)?.view
    const ref = view?.store.refOf('network', splitId(id).uuid ?? '')
    return view === undefined || ref === undefined ? null : networkDetail(view, ref)
  }

  function readMessages(id: ObjectId): ObjectMessages | null {
    const { pool, uuid } = splitId(id)
    return (uuid !== null && pools.get(pool)?.messages.of(uuid)) || null
  }

  function takeAway(id: PoolId): FollowedPool | undefined {
    const pool = pools.get(id)
    if (pool === undefined) return undefined
    pools.delete(id)
    changed(id, {
      set: [],
      found: [],
      gone: [...pool.rows.values()].map(row => ({ class: row.class, id: row.id })),
    })
    return pool
  }

  function store(id: PoolId): Store | undefined {
    return pools.get(id)?.store
  }

  return {
    /** Starts to follow a pool. Its row is there at once. A pool followed before under this id must be unfollowed first. */
    follow(connection: PoolConnection, connect: Connect): FollowedPool {
      if (pools.has(connection.id)) throw new Error(`Pool ${connection.id} is followed already`)
      const { describe, random, snapshots } = options
      const pool = new FollowedPool(connection, {
        connect,
        clock,
        describe,
        random,
        parts: parts.shown,
        ...(snapshots && { snapshots }),
        changed: changes => changed(connection.id, changes),
      })
      pools.set(connection.id, pool)
      pool.start()
      return pool
    },

    /** Stops following, logs out, takes the pool's rows away, and forgets what was kept of it. */
    unfollow: async (id: PoolId): Promise<void> => takeAway(id)?.forget(),

    /** The same, but what is known of the pool is kept for when it is followed again. */
    letGo: async (id: PoolId): Promise<void> => takeAway(id)?.stop(),

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

    /** The same with what is known besides. */
    entry(id: ObjectId): { row: AnyRow; extra: Extra } | undefined {
      const rows = pools.get(splitId(id).pool)?.rows
      const row = rows?.get(id)
      return rows === undefined || row === undefined ? undefined : { row, extra: rows.extra(id) }
    },

    /** What a task works on, as far as that is known, be it over or not. */
    subjectsOf(task: ObjectId): Iterable<ObjectId> {
      const row = table.get(task)?.row
      return row === undefined ? [] : subjects.of(row.pool, row.ref)
    },
    subjects,

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

    /** What a person calls what a reference or uuid names, for sentences that would else show it bare. */
    nameOf(pool: PoolId, refOrUuid: string): string | undefined {
      const held = store(pool)
      return held && nameIn(held, refOrUuid)
    },

    /** The rows of all pools as they were told last, and the lists and the tree that are shown of them. */
    table,
    lists,
    tree,
    trees,
    groups,
    /** Has rows of parts there as long as somebody wants them. */
    parts: parts.take,

    /** The id of the row that a reference of a pool has. */
    idOf: (pool: PoolId, ref: string): ObjectId | undefined => pools.get(pool)?.rows.idOf(ref),

    /** Resolves when what is known now has been told: it is in the table then. */
    whenTold,

    subscribe(listener: (change: InventoryChange) => void): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },

    vmDetail: readVmDetail,
    templateDetail: readTemplateDetail,
    hostDetail: readHostDetail,
    poolDetail: readPoolDetail,
    srDetail: readSrDetail,
    networkDetail: readNetworkDetail,

    /** What the pools have noted that somebody should see, newest first. */
    alerts: (): NotedAlert[] => alertsOf(pools),

    /** Calls the listener at once with a VM's detail and then whenever it differs; null while there is no such VM. */
    watchVm: (id: ObjectId, listener: (detail: VmDetail | null) => void): (() => void) =>
      details.VM.add(id, listener),

    /** The same for a template. */
    watchTemplate: (id: ObjectId, listener: (detail: TemplateDetail | null) => void): (() => void) =>
      details.template.add(id, listener),

    /** The same for a host. */
    watchHost: (id: ObjectId, listener: (detail: HostDetail | null) => void): (() => void) =>
      details.host.add(id, listener),

    /** The same for a pool. */
    watchPool: (id: ObjectId, listener: (detail: PoolDetail | null) => void): (() => void) =>
      details.pool.add(id, listener),

    /** The same for a storage repository. */
    watchSr: (id: ObjectId, listener: (detail: SrDetail | null) => void): (() => void) =>
      details.SR.add(id, listener),

    /** The same for a network. */
    watchNetwork: (id: ObjectId, listener: (detail: NetworkDetail | null) => void): (() => void) =>
      details.network.add(id, listener),

    /** The same for what the pool has noted of an object; null until the pool has told it. */
    watchMessages: (id: ObjectId, listener: (noted: ObjectMessages | null) => void): (() => void) =>
      details.messages.add(id, listener),

    /**
     * Waits until `look` returns something other than undefined, false or null; it is asked now and after every change
     * of any record. Rejects with the signal's reason.
     */
    waitFor: <T>(look: () => T, signal?: AbortSignal) => waiting.until(look, signal),

    /** Resolves when every followed pool has answered or failed once. */
    whenSettled: (signal?: AbortSignal): Promise<true> =>
      waiting.until(() => [...pools.values()].every(pool => isSettled(pool.freshness)), signal),
  }
}

/** What is known from before a restart says nothing about whether the pool answers. */
function isSettled(freshness: Freshness): boolean {
  if (freshness.state === 'connecting') return false
  return !('error' in freshness && freshness.error.code === 'pool-connecting')
}
