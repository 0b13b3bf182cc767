import type { AppErrorShape, Measured, ObjectId } from '@/server/api/types'
import { appError } from './app-error'
import { api } from './trpc'

/** What is known of a row: what was measured, null for nothing; or why that is not known. Undefined: on its way. */
export type MeasuredNow = { load: Extract<Measured, { load: unknown }>['load'] } | { error: AppErrorShape }

const everyMs = 15_000
/** Rows that come into sight together are asked for together. */
const gatherMs = 80
/** While the tab is hidden, whether it is seen again is looked after so often. */
const hiddenMs = 2_000
/** As many as the server takes at once. */
const atOnce = 50

/**
 * What the rows that are in sight use now: asked anew every fifteen seconds as long as one of them is there and the tab is
 * seen, and nothing otherwise.
 */
export class MeasuredRows {
  private readonly watchers = new Map<ObjectId, Set<() => void>>()
  private readonly known = new Map<ObjectId, MeasuredNow>()
  private timer: ReturnType<typeof setTimeout> | undefined
  private lastFull = 0

  constructor(
    private readonly ask: (ids: ObjectId[]) => Promise<readonly Measured[]>,
    private readonly seen: () => boolean = () => document.visibilityState === 'visible',
  ) {}

  now(id: ObjectId): MeasuredNow | undefined {
    return this.known.get(id)
  }

  /** Told whenever something else is known of a row. Returns how to leave it. */
  watch(id: ObjectId, listener: () => void): () => void {
    const listeners = this.watchers.get(id) ?? new Set()
    this.watchers.set(id, listeners.add(listener))
    if (!this.known.has(id)) this.plan(gatherMs)
    else if (this.timer === undefined) this.plan(Math.max(gatherMs, this.lastFull + everyMs - Date.now()))
    return () => {
      listeners.delete(listener)
      if (listeners.size === 0 && this.watchers.get(id) === listeners) this.watchers.delete(id)
    }
  }

  private plan(inMs: number): void {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => void this.refresh(), inMs)
  }

  private async refresh(): Promise<void> {
    this.timer = undefined
    if (this.watchers.size === 0) {
      // What was measured then says nothing about whenever somebody looks next.
      this.known.clear()
      return
    }
    if (this.seen()) {
      const due = Date.now() - this.lastFull >= everyMs
      if (due) this.lastFull = Date.now()
      const wanted = [...this.watchers.keys()]
      const ids = due ? wanted : wanted.filter(id => !this.known.has(id))
      const parts: ObjectId[][] = []
      for (let from = 0; from < ids.length; from += atOnce) parts.push(ids.slice(from, from + atOnce))
      await Promise.all(parts.map(part => this.fetch(part)))
      if (due) for (const id of this.known.keys()) if (!this.watchers.has(id)) this.known.delete(id)
    }
    // Rows that came into sight meanwhile have planned for themselves.
    if (this.timer !== undefined) return
    this.plan(this.seen() ? Math.max(gatherMs, this.lastFull + everyMs - Date.now()) : hiddenMs)
  }

  private async fetch(ids: ObjectId[]): Promise<void> {
    try {
      const found = new Map((await this.ask(ids)).map(one => [one.id, one]))
      for (const id of ids) this.tell(id, found.get(id) ?? { load: null })
    } catch (error) {
      for (const id of ids) this.tell(id, { error: appError(error) })
    }
  }

  private tell(id: ObjectId, now: MeasuredNow): void {
    this.known.set(id, now)
    for (const listener of this.watchers.get(id) ?? []) listener()
  }
}

export const measuredRows = new MeasuredRows(ids => api.metrics.measured.query({ ids }))
