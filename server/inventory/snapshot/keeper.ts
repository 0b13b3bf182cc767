import type { Clock } from '../clock'
import type { PoolId } from '../rows'
import type { Store } from '../store'
import type { Kept } from './snapshot-file'
import type { Snapshots } from './snapshots'

/** After the pool is known whole for the first time, soon; then not more often than that. */
const firstMs = 5_000
const betweenMs = 60_000

/** Keeps one pool for the next start: writes in the background while it changes, and once more at the end. */
export class Keeper {
  private readonly stopping = new AbortController()
  private answeredAt: number | undefined
  private keptAt: number | undefined
  private keptRevision: number | undefined
  private cancel: (() => void) | undefined
  private writing: Promise<void> = Promise.resolve()

  constructor(
    private readonly snapshots: Snapshots,
    private readonly clock: Clock,
    private readonly pool: PoolId,
    private readonly store: Store,
  ) {}

  read(signal: AbortSignal): Promise<Kept | undefined> {
    return this.snapshots.read(this.pool, signal)
  }

  /** Says that what was read is of no use after all. */
  unusable(error: unknown): void {
    this.snapshots.unusable(this.pool, error)
  }

  /** The pool has just answered: the store is as the pool is. */
  answered(): void {
    if (this.stopping.signal.aborted) return
    this.answeredAt = this.clock.now()
    if (this.cancel !== undefined || this.store.revision === this.keptRevision) return
    this.cancel = this.clock.after(this.keptAt === undefined ? firstMs : betweenMs, () => {
      this.writing = this.write(this.stopping.signal).then(() => {
        this.cancel = undefined
      })
    })
  }

  /** Resolves when all that the pool has told is kept. */
  async stop(): Promise<void> {
    await this.end()
    if (this.answeredAt !== this.keptAt) await this.write(new AbortController().signal)
  }

  /** Keeps nothing of the pool. */
  async forget(): Promise<void> {
    await this.end()
    await this.snapshots.remove(this.pool)
  }

  private async end(): Promise<void> {
    this.stopping.abort()
    this.cancel?.()
    await this.writing
  }

  private async write(signal: AbortSignal): Promise<void> {
    const [at, { revision }] = [this.answeredAt, this.store]
    if (at === undefined || !(await this.snapshots.write(this.pool, this.store, at, signal))) return
    this.keptAt = at
    this.keptRevision = revision
  }
}
