import type { Ref } from '@/server/xapi/model/records'
import type { FollowedClass, FollowedRecord, LinkField } from './classes'
import { equal } from './equal'
import { FinishedTasks, mostFinishedTasks } from './finished-tasks'
import { identity } from './ids'
import { LinkIndex } from './link-index'
import { shareWith } from './share'
import type { PoolEvent } from './source'
import { Tallies } from './tallies'

/** One row's way from one state to the next. No `before`: it is new; no `after`: it is gone. */
export type Change<C extends FollowedClass = FollowedClass> = {
  [K in C]: {
    class: K
    ref: Ref<K>
    before: FollowedRecord<K> | undefined
    after: FollowedRecord<K> | undefined
  }
}[C]

interface Table<C extends FollowedClass> {
  rows: Map<Ref<C>, FollowedRecord<C>>
  byUuid: Map<string, Ref<C>>
  links: LinkIndex<C>
}
type Tables = { [C in FollowedClass]: Table<C> }

/**
 * What one pool is known to hold: frozen records by class and reference, replaced whole. Nothing is ever cleared:
 * a refill is compared with what is there, so a new session shows only what differs.
 */
export class Store {
  /** Counts the changes that were applied. */
  revision = 0
  readonly tallies = new Tallies()
  private readonly tables: Tables = emptyTables()
  private readonly finished: FinishedTasks

  /** `mostFinished`: how many finished tasks are kept. */
  constructor(mostFinished = mostFinishedTasks) {
    this.finished = new FinishedTasks(mostFinished)
  }

  get<C extends FollowedClass>(cls: C, ref: Ref<C>): FollowedRecord<C> | undefined {
    return this.tables[cls].rows.get(ref)
  }

  /** The same for a text of which it is not known what it names. */
  find<C extends FollowedClass>(cls: C, ref: string): FollowedRecord<C> | undefined {
    const rows: ReadonlyMap<string, FollowedRecord<C>> = this.tables[cls].rows
    return rows.get(ref)
  }

  all<C extends FollowedClass>(cls: C): ReadonlyMap<Ref<C>, FollowedRecord<C>> {
    return this.tables[cls].rows
  }

  count(cls: FollowedClass): number {
    return this.tables[cls].rows.size
  }

  /** How many rows the pool is known to have, with those that are not kept here. */
  known(cls: FollowedClass): number {
    return this.count(cls) + (cls === 'task' ? this.finished.aside : 0)
  }

  /** A fill has read all tasks there are: of those that are not kept, only these. */
  asideAre(refs: ReadonlySet<string>): void {
    this.finished.onlyAside(refs)
  }

  refOf<C extends FollowedClass>(cls: C, uuid: string): Ref<C> | undefined {
    return this.tables[cls].byUuid.get(uuid)
  }

  /** The rows of a class whose `field` names `target`. */
  pointingAt<C extends FollowedClass>(cls: C, field: LinkField<C>, target: string): ReadonlySet<Ref<C>> {
    return this.tables[cls].links.pointingAt(field, target)
  }

  /** The same, as records. */
  recordsAt<C extends FollowedClass>(
    cls: C,
    field: LinkField<C>,
    target: string,
  ): Iterable<[Ref<C>, FollowedRecord<C>]> {
    const { links, rows }: Table<C> = this.tables[cls]
    const found = links.found(field, target)
    if (found === undefined) return []
    if (typeof found !== 'string') return recordsOf<C>(rows, found)
    const record = rows.get(found)
    return record === undefined ? [] : [[found, record]]
  }

  /** Applies what changed. Events that change nothing, and deletions of the unknown, leave no trace. */
  apply(events: readonly PoolEvent[]): Change[] {
    const changes: Change[] = []
    for (const event of events) this.take(event, changes)
    return changes
  }

  /** Applies one event; what comes of it is added to `changes`. */
  take<C extends FollowedClass>(event: PoolEvent<C>, changes: Change[]): void {
    if (event.operation === 'del') this.put<C>(event.class, event.ref, undefined, changes)
    else if (event.snapshot !== undefined) this.put<C>(event.class, event.ref, event.snapshot, changes)
  }

  /**
   * Sets one row, or takes it away; what comes of it is added to `changes`. Of finished tasks the newest are kept:
   * another one may go for one that comes.
   */
  put<C extends FollowedClass>(
    cls: C,
    ref: Ref<C>,
    after: FollowedRecord<C> | undefined,
    changes: Change[],
  ): void {
    const change = this.replace<C>(cls, ref, after)
    if (change !== undefined) changes.push(change)
    if (cls !== 'task') return
    const tooOld = this.finished.follow(ref, this.find('task', ref))
    const gone = tooOld && this.replace('task', tooOld, undefined)
    if (gone) changes.push(gone)
  }

  private replace<C extends FollowedClass>(
    cls: C,
    ref: Ref<C>,
    after: FollowedRecord<C> | undefined,
  ): Change | undefined {
    const table = this.tables[cls]
    const before = table.rows.get(ref)
    if (after === undefined ? before === undefined : equal(before, after)) return undefined
    const was = before && identity(before, ref)
    const is = after && identity(after, ref)
    // Taken out and put in again with each change, it would come to need twice the room.
    if (was !== undefined && was !== is && table.byUuid.get(was) === ref) table.byUuid.delete(was)
    if (after === undefined) table.rows.delete(ref)
    else {
      if (before !== undefined) shareWith(before, after)
      Object.freeze(after)
      table.rows.set(ref, after)
      if (is !== undefined && table.byUuid.get(is) !== ref) table.byUuid.set(is, ref)
    }
    table.links.replace(ref, before, after)
    const change = ofSomeClass<C>({ class: cls, ref, before, after })
    this.tallies.follow(change)
    this.revision += 1
    return change
  }
}

function* recordsOf<C extends FollowedClass>(
  rows: Table<C>['rows'],
  refs: Iterable<Ref<C>>,
): Generator<[Ref<C>, FollowedRecord<C>]> {
  for (const ref of refs) {
    const record = rows.get(ref)
    if (record !== undefined) yield [ref, record]
  }
}

/** A change of one class is a change: the compiler does not see it through the type parameter. */
function ofSomeClass<C extends FollowedClass>(change: Change<C>): Change {
  return change as Change
}

function emptyTable<C extends FollowedClass>(cls: C): Table<C> {
  return { rows: new Map(), byUuid: new Map(), links: new LinkIndex(cls) }
}

function emptyTables(): Tables {
  return {
    pool: emptyTable('pool'),
    host: emptyTable('host'),
    host_metrics: emptyTable('host_metrics'),
    host_cpu: emptyTable('host_cpu'),
    VM: emptyTable('VM'),
    VM_metrics: emptyTable('VM_metrics'),
    VM_guest_metrics: emptyTable('VM_guest_metrics'),
    VBD: emptyTable('VBD'),
    VDI: emptyTable('VDI'),
    VIF: emptyTable('VIF'),
    VTPM: emptyTable('VTPM'),
    VGPU: emptyTable('VGPU'),
    VGPU_type: emptyTable('VGPU_type'),
    GPU_group: emptyTable('GPU_group'),
    PGPU: emptyTable('PGPU'),
    network: emptyTable('network'),
    PIF: emptyTable('PIF'),
    PIF_metrics: emptyTable('PIF_metrics'),
    Bond: emptyTable('Bond'),
    VLAN: emptyTable('VLAN'),
    SR: emptyTable('SR'),
    PBD: emptyTable('PBD'),
    console: emptyTable('console'),
    task: emptyTable('task'),
    VM_appliance: emptyTable('VM_appliance'),
    VMSS: emptyTable('VMSS'),
    Certificate: emptyTable('Certificate'),
  }
}
