import type { Ref } from '@/server/xapi/model/records'
import { equal } from './equal'
import { hostExtra, partExtra, plainExtra, poolExtra, vappExtra, vmExtra } from './project/extra'
import { projectHost } from './project/host'
import { projectNetwork } from './project/network'
import { poolRecord, projectPool } from './project/pool'
import { projectSchedule } from './project/schedule'
import { projectSnapshot } from './project/snapshot'
import { projectSr } from './project/sr'
import { projectTask } from './project/task'
import { projectTemplate } from './project/template'
import { projectVapp } from './project/vapp'
import { projectVdi } from './project/vdi'
import type { View } from './project/view'
import { attachVm, projectVm } from './project/vm'
import { type Extra, noExtra } from './query/entry'
import type { AnyRow, ObjectId, PartClass, RowClass } from './rows'
import { shareWith } from './share'
import type { Touched } from './touched'

export interface GoneRow {
  class: RowClass
  id: ObjectId
}
export interface RowChanges {
  set: AnyRow[]
  gone: GoneRow[]
  /** Rows that look as before and are found by something else. */
  found: ObjectId[]
}

/** The rows of one pool, made again only where something they show has changed. */
export class RowSet {
  private readonly byId = new Map<ObjectId, AnyRow>()
  private readonly extras = new Map<ObjectId, Extra>()
  /** The id a reference's row had: a row that is gone can no longer tell. */
  private readonly idByRef = new Map<string, ObjectId>()
  private runningVcpus = 0

  get(id: ObjectId): AnyRow | undefined {
    return this.byId.get(id)
  }

  /** What the row is found by besides what it shows. */
  extra(id: ObjectId): Extra {
    return this.extras.get(id) ?? noExtra
  }

  /** The row that a reference has. */
  at(ref: string): AnyRow | undefined {
    const id = this.idByRef.get(ref)
    return id === undefined ? undefined : this.byId.get(id)
  }

  /** The id of the row that a reference has. */
  idOf(ref: string): ObjectId | undefined {
    return this.idByRef.get(ref)
  }

  values(): IterableIterator<AnyRow> {
    return this.byId.values()
  }

  /** Projects what was touched; returns the rows that came out different. */
  update(view: View, touched: Touched): RowChanges {
    const changes: RowChanges = { set: [], gone: [], found: [] }
    for (const _ of this.steps(view, touched, changes));
    return changes
  }

  /** The same a row at a time; what came out different is added to `changes`. */
  *steps(view: View, touched: Touched, changes: RowChanges): Generator<void> {
    const vcpus = this.runningVcpus
    for (const ref of touched.host) {
      yield this.replace(ref, projectHost(view, ref), changes, () => hostExtra(view, ref))
    }
    for (const ref of touched.VM_appliance) {
      const row = projectVapp(view, ref)
      yield this.replace(ref, row, changes, () => vappExtra(row))
    }
    for (const ref of touched.VMSS) {
      yield this.replace(ref, projectSchedule(view, ref), changes, () => noExtra)
    }
    for (const ref of touched.SR) {
      yield this.replace(ref, projectSr(view, ref), changes, () => plainExtra(view, 'SR', ref))
    }
    for (const ref of touched.network) {
      yield this.replace(ref, projectNetwork(view, ref), changes, () => plainExtra(view, 'network', ref))
    }
    // What VMs name stands before them: they take its id from there.
    for (const ref of touched.VM) yield this.replaceVm(view, ref, touched, changes)
    for (const ref of touched.attached) {
      if (!touched.VM.has(ref)) yield this.replaceVm(view, ref, touched, changes, this.at(ref))
    }
    for (const ref of touched.VDI) {
      // Nobody may be looking any more by now.
      if (!touched.parts.has('VDI')) break
      const row = projectVdi(view, ref)
      yield this.replace(ref, row, changes, () => partExtra(row))
    }
    for (const ref of touched.task) yield this.replace(ref, projectTask(view, ref), changes, () => noExtra)
    if (touched.pool || this.runningVcpus !== vcpus) {
      const ref = poolRecord(view.store)?.[0] ?? ''
      yield this.put(projectPool(view, this.runningVcpus), poolExtra(view, ref), changes)
    }
  }

  /** `before`: the row as it was, where nothing has changed but what hangs on the VM. */
  private replaceVm(
    view: View,
    ref: Ref<'VM'>,
    { parts }: Touched,
    changes: RowChanges,
    before?: AnyRow,
  ): void {
    const known = before?.class === 'VM' && before.ref === ref ? before : undefined
    const vm = known === undefined ? projectVm(view, ref) : attachVm(view, ref, known)
    const isTroubled = (vm?.trouble ?? null) !== null
    const extra = known && this.extra(known.id)
    const row = vm ?? projectTemplate(view, ref)
    const snapshot = row === undefined && parts.has('snapshot') ? projectSnapshot(view, ref) : undefined
    this.replace(ref, row ?? snapshot, changes, () =>
      snapshot ? partExtra(snapshot) : vmExtra(view, ref, isTroubled, extra),
    )
  }

  private replace(ref: string, row: AnyRow | undefined, changes: RowChanges, extra: () => Extra): void {
    const before = this.idByRef.get(ref)
    if (before !== undefined && before !== row?.id) {
      this.idByRef.delete(ref)
      // The same object may stand there by now under another reference, as after a restored database.
      const standing = this.byId.get(before)
      if (standing?.ref === ref) {
        this.byId.delete(before)
        this.extras.delete(before)
        this.runningVcpus -= runningVcpus(standing)
        changes.gone.push({ class: standing.class, id: before })
      }
    }
    if (row === undefined) return
    this.idByRef.set(ref, row.id)
    this.put(row, extra(), changes)
  }

  /** Forgets the rows of parts that nobody looks at any more. */
  drop(cls: PartClass): RowChanges {
    const changes: RowChanges = { set: [], gone: [], found: [] }
    for (const row of this.byId.values()) {
      if (row.class !== cls) continue
      this.byId.delete(row.id)
      this.extras.delete(row.id)
      this.idByRef.delete(row.ref)
      changes.gone.push({ class: cls, id: row.id })
    }
    return changes
  }

  private put(row: AnyRow, extra: Extra, changes: RowChanges): void {
    const before = this.byId.get(row.id)
    const sameExtra = equal(this.extra(row.id), extra)
    if (!sameExtra) this.extras.set(row.id, extra)
    if (equal(before, row)) {
      if (!sameExtra) changes.found.push(row.id)
      return
    }
    this.runningVcpus += runningVcpus(row) - runningVcpus(before)
    if (before !== undefined) shareWith(before, row)
    this.byId.set(row.id, Object.freeze(row))
    changes.set.push(row)
  }
}

function runningVcpus(row: AnyRow | undefined): number {
  return row?.class === 'VM' && !row.hidden && row.power_state === 'Running' ? row.vcpus : 0
}
