import type { MessageRecord, Ref } from '@/server/xapi/model/records'
import type { ObjectMessages, PoolMessage } from '../details'
import type { MessageEvent } from '../source'
import { isAlert } from './alert-names'

/** So many messages are kept of a pool, which itself keeps ten thousand. */
export const mostMessages = 1_000

/** So many of those that somebody should see, however much else is noted. */
export const mostAlerts = 1_000

/** What a pool has noted lately, by the object it is about. Older messages are asked for where they are shown. */
export class MessageLog {
  /** In the order of their coming, oldest first. */
  private readonly kept = new Map<Ref<'message'>, MessageRecord>()
  private readonly byObject = new Map<string, Set<Ref<'message'>>>()
  /** Those that somebody should see: what is noted of ordinary work does not push them out. */
  private readonly alarming = new Map<Ref<'message'>, MessageRecord>()
  private known = false
  private dropped = false

  constructor(private readonly most = mostMessages) {}

  /** Takes these for all there are. */
  fill(events: readonly MessageEvent[]): void {
    this.kept.clear()
    this.byObject.clear()
    this.alarming.clear()
    this.dropped = false
    this.known = true
    const oldestFirst = events
      .filter(event => event.snapshot !== undefined)
      .sort((a, b) => byTime(a.snapshot?.timestamp, b.snapshot?.timestamp))
    this.take(oldestFirst)
  }

  take(events: readonly MessageEvent[]): void {
    for (const { ref, operation, snapshot } of events) {
      this.remove(ref)
      if (operation === 'del' || snapshot === undefined) continue
      this.kept.set(ref, snapshot)
      if (isAlert(snapshot.name)) this.alarming.set(ref, snapshot)
      const about = this.byObject.get(snapshot.obj_uuid)
      if (about) about.add(ref)
      else this.byObject.set(snapshot.obj_uuid, new Set([ref]))
    }
    for (const ref of this.kept.keys()) {
      if (this.kept.size <= this.most) break
      this.forget(ref)
      this.dropped = true
    }
    for (const ref of this.alarming.keys()) {
      if (this.alarming.size <= mostAlerts) break
      this.alarming.delete(ref)
    }
  }

  /** What is noted of an object, newest first; null until the pool has told it. */
  of(uuid: string): ObjectMessages | null {
    if (!this.known) return null
    const messages = [...(this.byObject.get(uuid) ?? [])]
      .flatMap(ref => poolMessage(ref, this.kept.get(ref)) ?? [])
      // Times have whole seconds: of one second, what came last stands first.
      .reverse()
      .sort((a, b) => byTime(b.at, a.at))
    return { messages, complete: !this.dropped }
  }

  /** What somebody should see, in no order. */
  alerts(): Iterable<[Ref<'message'>, MessageRecord]> {
    return this.alarming
  }

  private remove(ref: Ref<'message'>): void {
    this.alarming.delete(ref)
    this.forget(ref)
  }

  private forget(ref: Ref<'message'>): void {
    const before = this.kept.get(ref)
    if (before === undefined) return
    this.kept.delete(ref)
    const about = this.byObject.get(before.obj_uuid)
    about?.delete(ref)
    if (about?.size === 0) this.byObject.delete(before.obj_uuid)
  }
}

export function poolMessage(ref: Ref<'message'>, record: MessageRecord | undefined): PoolMessage | undefined {
  if (record === undefined) return undefined
  const { name, priority, timestamp, body } = record
  return { ref, name, priority, at: timestamp, body }
}

/** Times of XAPI as the client reads them, ISO 8601 in UTC: their texts are in order. */
function byTime(a = '', b = ''): number {
  return a < b ? -1 : a > b ? 1 : 0
}
