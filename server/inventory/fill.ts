import type { Ref } from '@/server/xapi/model/records'
import type { FollowedClass, FollowedRecord } from './classes'
import type { PoolEvent, RecordsByRef } from './source'
import type { Change, Store } from './store'

/**
 * Takes some rows for all there is of the classes, a row at a time, so that others get their turn in between. What is
 * not among them is gone.
 */
export class Fill {
  private readonly seen: Map<FollowedClass, Set<string>>
  private changes: Change[] = []

  constructor(
    private readonly store: Store,
    classes: readonly FollowedClass[],
  ) {
    this.seen = new Map(classes.map(cls => [cls, new Set<string>()]))
  }

  /** The steps of taking in the first answer of event.from. */
  *ofEvents(events: Iterable<PoolEvent>): Generator<void> {
    for (const event of events) {
      // The first answer also names deletions of the past; an added row is never among them.
      if (event.operation === 'del') continue
      this.seen.get(event.class)?.add(event.ref)
      this.store.take(event, this.changes)
      yield
    }
    yield* this.leftovers()
  }

  /** The steps of taking in all records of a class. */
  *ofRecords<C extends FollowedClass>(cls: C, records: RecordsByRef<C>): Generator<void> {
    for (const [ref, record] of records) {
      this.put<C>(cls, ref, record)
      yield
    }
    yield* this.leftovers()
  }

  /** What has changed since this was asked last. */
  taken(): Change[] {
    const changes = this.changes
    this.changes = []
    return changes
  }

  private *leftovers(): Generator<void> {
    for (const [cls, refs] of this.seen) {
      if (cls === 'task') this.store.asideAre(refs)
      for (const ref of [...this.store.all(cls).keys()]) {
        if (!refs.has(ref)) this.put(cls, ref, undefined)
        yield
      }
    }
  }

  private put<C extends FollowedClass>(cls: C, ref: Ref<C>, record: FollowedRecord<C> | undefined): void {
    this.seen.get(cls)?.add(ref)
    this.store.put<C>(cls, ref, record, this.changes)
  }
}
