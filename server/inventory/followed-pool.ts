import type { AppErrorShape } from '@/server/shared/app-error'
import type { FollowedClass } from './classes'
import type { Clock } from './clock'
import { dependents, gather, storageDependents } from './dependents'
import { MessageLog } from './messages/message-log'
import type { View } from './project/view'
import { type RowChanges, RowSet } from './row-set'
import type { Freshness, PartClass, PoolId } from './rows'
import { inSlices } from './slices'
import { Keeper } from './snapshot/keeper'
import type { PlacedRecord } from './snapshot/plain-record'
import type { Kept } from './snapshot/snapshot-file'
import type { Snapshots } from './snapshot/snapshots'
import type { Connect } from './source'
import { type Change, Store } from './store'
import { knownFromBefore, Sync } from './sync'
import { Touched } from './touched'

/** A connection as it is known before the pool has said anything. */
export interface PoolConnection {
  id: PoolId
  name: string
  address: string
}

export interface FollowedPoolOptions {
  connect: Connect
  clock: Clock
  describe: (error: unknown) => AppErrorShape
  random?: () => number
  /** The parts whose rows are there now; it changes. */
  parts?: ReadonlySet<PartClass>
  /** Where it is kept for the next start, if anywhere. */
  snapshots?: Snapshots
  /** Called with the rows that changed, and without any when only records did. */
  changed: (changes: RowChanges) => void
}

/** Rows of what was kept are shown whenever so many records more have been read: some hundred VMs with their disks and cards. */
const recordsAtOnce = 5_000

/** One pool being followed: its records, its rows, and how fresh they are. */
export class FollowedPool {
  readonly store = new Store()
  readonly rows = new RowSet()
  readonly messages = new MessageLog()
  private current: Freshness = { state: 'connecting' }
  private sync: Sync
  private stopped = false
  private readonly keeper: Keeper | undefined
  private readonly stopping = new AbortController()
  private beginning: Promise<void> | undefined
  /** What a fill has touched so far: most rows are touched many times by it and are made once, at its end. */
  private touched: Touched

  constructor(
    private readonly connection: PoolConnection,
    private readonly options: FollowedPoolOptions,
  ) {
    this.touched = new Touched(options.parts)
    const { snapshots, clock } = options
    this.keeper = snapshots && new Keeper(snapshots, clock, connection.id, this.store)
    this.sync = this.newSync()
    this.touchPool()
  }

  get id(): PoolId {
    return this.connection.id
  }

  get freshness(): Freshness {
    return this.current
  }

  get view(): View {
    const { id, name, address } = this.connection
    return { store: this.store, pool: id, name, address, freshness: this.current, rows: this.rows }
  }

  /** Shows what was kept of the pool, if anything, then connects. */
  start(): void {
    this.beginning ??= this.begin()
  }

  /** Tries again at once where the next attempt is being waited for. */
  retryNow(): void {
    this.sync.retryNow()
  }

  /** Makes the rows of parts that are to be there from now on, without keeping anybody waiting. */
  async showParts(cls: PartClass): Promise<void> {
    const touched = new Touched(this.options.parts)
    if (cls === 'VDI') for (const ref of this.store.all('VDI').keys()) touched.VDI.add(ref)
    else for (const [ref, vm] of this.store.all('VM')) if (vm.is_a_snapshot) touched.VM.add(ref)
    if (!this.stopped) await this.makeRows(touched, this.stopping.signal).catch(this.unlessStopped)
  }

  /** Takes them away again. */
  hideParts(cls: PartClass): void {
    if (!this.stopped) this.options.changed(this.rows.drop(cls))
  }

  private readonly unlessStopped = (error: unknown): void => {
    if (!this.stopping.signal.aborted) throw error
  }

  /** Logs out and signs in anew, as with other credentials. What is shown stays and is compared with the new fill. */
  async renew(): Promise<void> {
    await this.beginning
    const before = this.sync
    this.sync = this.newSync()
    await before.stop()
    if (!this.stopped) this.sync.start()
  }

  /** Logs out. Nothing is told any more from here on. */
  async stop(): Promise<void> {
    await this.end()
    await this.keeper?.stop()
  }

  /** The same, and nothing of it is kept for the next start. */
  async forget(): Promise<void> {
    await this.end()
    await this.keeper?.forget()
  }

  private async end(): Promise<void> {
    this.stopped = true
    this.stopping.abort()
    await this.beginning
    await this.sync.stop()
  }

  private async begin(): Promise<void> {
    if (this.keeper === undefined) return this.sync.start()
    const { signal } = this.stopping
    const kept = await this.keeper.read(signal)
    if (signal.aborted) return
    if (kept === undefined) return this.sync.start()
    try {
      await this.showKept(kept, signal)
    } catch (error) {
      if (signal.aborted) return
      // The fill that follows sets right what is half there.
      this.keeper.unusable(error)
      return this.sync.start()
    }
    this.sync.start(kept.at)
  }

  private async showKept({ at, records }: Kept, signal: AbortSignal): Promise<void> {
    let changes: Change[] = []
    const put = <C extends FollowedClass>(placed: PlacedRecord<C>) =>
      this.store.put<C>(placed.class, placed.ref, placed.record, changes)
    const tell = () => {
      gather(this.store, changes, this.touched)
      changes = []
    }
    for (const part of inParts(records, recordsAtOnce)) {
      await inSlices(part, put, tell, signal)
      // As soon as a row can be seen, it can be seen of when it is.
      this.setFreshness(knownFromBefore(at))
      await this.makeTouched(signal)
    }
  }

  private newSync(): Sync {
    const { connect, clock, describe, random } = this.options
    return new Sync({
      connect,
      clock,
      describe,
      random,
      store: this.store,
      messages: this.messages,
      noted: () => {
        if (!this.stopped) this.options.changed({ set: [], gone: [], found: [] })
      },
      changed: changes => this.take(changes),
      filling: changes => gather(this.store, changes, this.touched),
      filled: signal => this.makeTouched(signal),
      freshness: freshness => this.setFreshness(freshness),
    })
  }

  private take(changes: readonly Change[]): void {
    if (this.stopped) return
    const touched = dependents(this.store, changes, this.options.parts)
    this.options.changed(this.rows.update(this.view, touched))
  }

  private async makeTouched(signal: AbortSignal): Promise<void> {
    const { touched } = this
    this.touched = new Touched(this.options.parts)
    await this.makeRows(touched, signal)
  }

  private async makeRows(touched: Touched, signal: AbortSignal): Promise<void> {
    const nothing = () => undefined
    await inSlices(storageDependents(this.store, touched), nothing, nothing, signal)
    const changes: RowChanges = { set: [], gone: [], found: [] }
    const tell = () => {
      if (!this.stopped)
        this.options.changed({
          set: changes.set.splice(0),
          gone: changes.gone.splice(0),
          found: changes.found.splice(0),
        })
    }
    await inSlices(this.rows.steps(this.view, touched, changes), nothing, tell, signal)
  }

  private setFreshness(freshness: Freshness): void {
    if (this.stopped) return
    this.current = freshness
    if (freshness.state === 'live') this.keeper?.answered()
    this.touchPool()
  }

  private touchPool(): void {
    const touched = new Touched()
    touched.pool = true
    this.options.changed(this.rows.update(this.view, touched))
  }
}

/** The same items in parts of a size. Each part is walked before the next. */
function* inParts<T>(items: Iterable<T>, size: number): Generator<Iterable<T>> {
  const walk = items[Symbol.iterator]()
  let next = walk.next()
  function* part(): Generator<T> {
    for (let left = size; left > 0 && next.done !== true; left -= 1, next = walk.next()) yield next.value
  }
  while (next.done !== true) yield part()
}
