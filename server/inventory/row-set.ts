import { equal } from './equal'
import { projectHost } from './project/host'
import { projectNetwork } from './project/network'
import { projectPool } from './project/pool'
import { projectSr } from './project/sr'
import { projectTask } from './project/task'
import type { View } from './project/view'
import { projectVm } from './project/vm'
import type { AnyRow, ObjectId, RowClass } from './rows'
import type { Touched } from './touched'

export interface GoneRow {
  class: RowClass
  id: ObjectId
}
export interface RowChanges {
  set: AnyRow[]
  gone: GoneRow[]
}

/** The rows of one pool, made again only where something they show has changed. */
export class RowSet {
  private readonly byId = new Map<ObjectId, AnyRow>()
  /** The id a reference's row had: a row that is gone can no longer tell. */
  private readonly idByRef = new Map<string, ObjectId>()

  get(id: ObjectId): AnyRow | undefined {
    return this.byId.get(id)
  }

  values(): IterableIterator<AnyRow> {
    return this.byId.values()
  }

  /** Projects what was touched; returns the rows that came out different. */
  update(view: View, touched: Touched): RowChanges {
    const changes: RowChanges = { set: [], gone: [] }
    for (const _ of this.steps(view, touched, changes));
    return changes
  }

  /** The same a row at a time; what came out different is added to `changes`. */
  *steps(view: View, touched: Touched, changes: RowChanges): Generator<void> {
    if (touched.pool) yield this.put(projectPool(view), changes)
    for (const ref of touched.host) yield this.replace(ref, projectHost(view, ref), changes)
    for (const ref of touched.VM) yield this.replace(ref, projectVm(view, ref), changes)
    for (const ref of touched.SR) yield this.replace(ref, projectSr(view, ref), changes)
    for (const ref of touched.network) yield this.replace(ref, projectNetwork(view, ref), changes)
    for (const ref of touched.task) yield this.replace(ref, projectTask(view, ref), changes)
  }

  private replace(ref: string, row: AnyRow | undefined, changes: RowChanges): void {
    const before = this.idByRef.get(ref)
    if (before !== undefined && before !== row?.id) {
      this.idByRef.delete(ref)
      // The same object may stand there by now under another reference, as after a restored database.
      const standing = this.byId.get(before)
      if (standing?.ref === ref) {
        this.byId.delete(before)
        changes.gone.push({ class: standing.class, id: before })
      }
    }
    if (row === undefined) return
    this.idByRef.set(ref, row.id)
    this.put(row, changes)
  }

  private put(row: AnyRow, changes: RowChanges): void {
    if (equal(this.byId.get(row.id), row)) return
    this.byId.set(row.id, Object.freeze(row))
    changes.set.push(row)
  }
}
