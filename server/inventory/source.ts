import type { MessageRecord, Ref } from '@/server/xapi/model/records'
import type { FollowedClass, FollowedRecord } from './classes'

/** One object's state in a batch. `snapshot` is there for add and mod. */
export type PoolEvent<C extends FollowedClass = FollowedClass> = {
  [K in C]: {
    class: K
    ref: Ref<K>
    operation: 'add' | 'mod' | 'del'
    snapshot?: FollowedRecord<K>
  }
}[C]

/** One message the pool has noted, or has put away. */
export interface MessageEvent {
  class: 'message'
  ref: Ref<'message'>
  operation: 'add' | 'mod' | 'del'
  snapshot?: MessageRecord
}

export interface EventBatch {
  /** The point in the pool's history up to which this batch tells; the next call goes on from it. */
  token: string
  /** Rows that exist per class, keys in lower case. */
  validRefCounts: Readonly<Record<string, number>>
  events: readonly (PoolEvent | MessageEvent)[]
}

export type RecordsByRef<C extends FollowedClass> = ReadonlyMap<Ref<C>, FollowedRecord<C>>

/** One session with a pool, as far as following it needs one. */
export interface PoolSource {
  /**
   * XenAPI's event.from: all rows of the classes for the token '', else what changed since. Returns an empty batch
   * when nothing happens for `timeoutSeconds`.
   */
  eventFrom(
    classes: readonly (FollowedClass | 'message')[],
    token: string,
    timeoutSeconds: number,
    signal: AbortSignal,
  ): Promise<EventBatch>
  getAllRecords<C extends FollowedClass>(cls: C, signal: AbortSignal): Promise<RecordsByRef<C>>
  /** Logs out. The source is not used again. */
  close(): Promise<void>
}

/** Logs in to the pool. Rejects with whatever the client throws. */
export type Connect = (signal: AbortSignal) => Promise<PoolSource>
