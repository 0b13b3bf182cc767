import type { Records, Ref } from '../../server/xapi/model/records'
import { type Row, recordOf, refOf } from '../tables/row'
import { type Machine, machineOf } from './machine'
import type { MeasuredPool } from './measured'

/** A time during which a domain was on one host in one state. Seconds since the epoch. */
export interface Life {
  readonly vm: Ref<'VM'>
  readonly host: Ref<'host'>
  readonly from: number
  /** Infinity while it lasts. */
  readonly until: number
  /** Its vCPUs stand still. */
  readonly paused: boolean
  /** The guest booted at `from`; else it went on from before. */
  readonly booted: boolean
  /** What the VM had when it ended; undefined while it lasts: its rows tell. */
  readonly machine: Machine | undefined
}

/** Older lives of a VM are forgotten: its series begin later then. */
const LIVES_KEPT = 32
/** VMs that are no more are part of what their hosts did; the last so many of them. */
const GONE_KEPT = 1000

/** Where every VM ran and when: what its series and those of its hosts follow from. Nothing measured is kept. */
export class Lives {
  readonly #pool: MeasuredPool
  readonly #byVm = new Map<string, Life[]>()
  readonly #gone = new Set<string>()

  constructor(pool: MeasuredPool) {
    this.#pool = pool
    for (const [ref, vm] of pool.db.all('VM')) {
      if (!isOn(vm)) continue
      // One that is paused ran before.
      this.#begin(ref, { ...vm, power_state: 'Running' }, this.#startOf(vm), true)
      if (vm.power_state !== 'Paused') continue
      this.#end(ref)
      this.#begin(ref, vm, this.#now(), false)
    }
    pool.db.onWrite((cls, ref, before, after) => {
      if (cls === 'VM') this.#follow(refOf<'VM'>(ref), before, after)
    })
  }

  /** Of one VM, oldest first. */
  of(vm: string): readonly Life[] {
    return this.#byVm.get(vm) ?? []
  }

  /** On one host at any time. */
  on(host: string): Life[] {
    const found: Life[] = []
    for (const lives of this.#byVm.values())
      for (const life of lives) if (life.host === host) found.push(life)
    return found
  }

  /** What the VM of a life has, or had. Undefined when its rows are gone. */
  machine(life: Life): Machine | undefined {
    return life.machine ?? machineOf(this.#pool.db, life.vm)
  }

  #follow(ref: Ref<'VM'>, before: Row | undefined, after: Row | undefined): void {
    const old = before && recordOf<'VM'>(before)
    const now = after && recordOf<'VM'>(after)
    if (!now) {
      this.#bury(ref)
      return
    }
    if (
      old?.power_state === now.power_state &&
      old.resident_on === now.resident_on &&
      old.domid === now.domid
    ) {
      return
    }
    const going = this.of(ref).at(-1)
    if (going?.until === Number.POSITIVE_INFINITY) this.#end(ref)
    if (!isOn(now)) return
    const rebooted =
      old !== undefined && isOn(old) && old.resident_on === now.resident_on && old.domid !== now.domid
    this.#begin(ref, now, this.#now(), rebooted || old?.power_state === 'Halted')
  }

  #bury(vm: Ref<'VM'>): void {
    if (!this.#byVm.has(vm)) return
    this.#gone.add(vm)
    if (this.#gone.size <= GONE_KEPT) return
    const [first] = this.#gone
    if (first === undefined) return
    this.#gone.delete(first)
    this.#byVm.delete(first)
  }

  #begin(vm: Ref<'VM'>, record: Records['VM'], from: number, booted: boolean): void {
    const lives = this.#byVm.get(vm) ?? []
    const life: Life = {
      vm,
      host: record.resident_on,
      from,
      until: Number.POSITIVE_INFINITY,
      paused: record.power_state === 'Paused',
      booted,
      machine: undefined,
    }
    this.#byVm.set(vm, [...lives, life].slice(-LIVES_KEPT))
  }

  #end(vm: Ref<'VM'>): void {
    const lives = this.of(vm)
    const last = lives.at(-1)
    if (last?.until !== Number.POSITIVE_INFINITY) return
    const ended = { ...last, until: this.#now(), machine: machineOf(this.#pool.db, vm) }
    this.#byVm.set(vm, [...lives.slice(0, -1), ended])
  }

  #now(): number {
    return this.#pool.clock.now() / 1000
  }

  #startOf(vm: Records['VM']): number {
    const start = Date.parse(this.#pool.db.find('VM_metrics', vm.metrics)?.start_time ?? '') / 1000
    return start > 0 ? start : this.#now()
  }
}

function isOn(vm: Records['VM']): boolean {
  return (vm.power_state === 'Running' || vm.power_state === 'Paused') && vm.domid >= 0
}
