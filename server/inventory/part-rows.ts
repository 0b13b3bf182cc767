import type { Clock } from './clock'
import { isPartClass, type PartClass, type RowClass } from './rows'

/** Rows that nobody looks at any more stay for so long: who goes from page to page comes back. */
const lingerMs = 60_000

/** Rows of parts that somebody wants. */
export interface PartsLease {
  /** Resolves when the rows are there and have been told. */
  readonly ready: Promise<void>
  /** A second time it does nothing. */
  release(): void
}
export type TakeParts = (cls: PartClass) => PartsLease

interface Source {
  pools(): Iterable<{ showParts(cls: PartClass): Promise<void>; hideParts(cls: PartClass): void }>
  whenTold(): Promise<void>
  report(error: unknown): void
}

interface Held {
  leases: number
  ready: Promise<void>
  cancel: () => void
}

/** Which parts have rows: those that somebody looks at, and for a little longer. */
export class PartRows {
  /** Whoever makes rows looks at it. */
  readonly shown: ReadonlySet<PartClass>
  private readonly showing = new Set<PartClass>()
  private readonly held = new Map<PartClass, Held>()

  constructor(
    private readonly clock: Clock,
    private readonly source: Source,
  ) {
    this.shown = this.showing
  }

  readonly take: TakeParts = cls => {
    const held = this.held.get(cls) ?? this.begin(cls)
    held.leases += 1
    held.cancel()
    let released = false
    return {
      ready: held.ready,
      release: () => {
        if (released) return
        released = true
        held.leases -= 1
        if (held.leases === 0) held.cancel = this.clock.after(lingerMs, () => this.end(cls))
      },
    }
  }

  private begin(cls: PartClass): Held {
    this.showing.add(cls)
    const held = { leases: 0, ready: this.make(cls), cancel: () => {} }
    this.held.set(cls, held)
    return held
  }

  private async make(cls: PartClass): Promise<void> {
    const pools = [...this.source.pools()]
    const made = await Promise.allSettled(pools.map(pool => pool.showParts(cls)))
    for (const one of made) if (one.status === 'rejected') this.source.report(one.reason)
    await this.source.whenTold()
  }

  private end(cls: PartClass): void {
    this.held.delete(cls)
    this.showing.delete(cls)
    for (const pool of this.source.pools()) pool.hideParts(cls)
  }
}

/** Has the rows of these classes there, where they are not always. */
export function takeAll(take: TakeParts | undefined, classes: readonly RowClass[]): PartsLease | undefined {
  const leases = take === undefined ? [] : classes.filter(isPartClass).map(take)
  if (leases.length === 0) return undefined
  return {
    ready: Promise.all(leases.map(({ ready }) => ready)).then(() => {}),
    release: () => {
      for (const lease of leases) lease.release()
    },
  }
}
