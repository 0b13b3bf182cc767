import type { ClassName, Ref } from '../../server/xapi/model/records'
import { isoTime } from '../clock'
import { coordinatorOf, type Pool } from '../pool'
import type { Database } from '../tables/database'
import { NULL, type Row, rowOf, type Value } from '../tables/row'
import type { Ova, OvaObject } from './ova'

export interface Choice {
  /** Snapshots go along with their VMs. */
  readonly snapshots: boolean
  /** A suspended VM stays one; else it leaves as if it had been shut down. */
  readonly keepsState: boolean
  /** Devices of these classes stay behind, in lower case. */
  readonly without: ReadonlySet<string>
}

/** What is on a disk, by the name the disk has in the archive. */
export interface CollectedDisk {
  readonly id: string
  readonly vdi: Ref<'VDI'>
}

export interface Collected {
  readonly ova: Ova
  readonly disks: readonly CollectedDisk[]
}

/** What an archive of these VMs says: the VMs and all that they refer to. */
export function collect(pool: Pool, vms: readonly Ref<'VM'>[], choice: Choice): Collected {
  const found = new Found(pool.db, choice)
  for (const vm of vms) found.addVm(vm)
  const objects: OvaObject[] = []
  for (const [ref, { cls, id }] of found.ids) {
    const row = prepared(cls, rowOf(pool.db.get(cls, ref)), choice)
    const entries = Object.entries(row).map(([field, value]) => [field, found.renamed(value)] as const)
    objects.push({ cls, id, row: Object.fromEntries(entries) })
  }
  return { ova: { version: versionOf(pool), objects }, disks: found.disks }
}

class Found {
  readonly ids = new Map<string, { readonly cls: ClassName; readonly id: string }>()
  readonly disks: CollectedDisk[] = []
  readonly #db: Database
  readonly #choice: Choice

  constructor(db: Database, choice: Choice) {
    this.#db = db
    this.#choice = choice
  }

  addVm(ref: Ref<'VM'>): void {
    const db = this.#db
    const vm = db.get('VM', ref)
    if (!this.#add('VM', ref)) return
    const { without, keepsState, snapshots } = this.#choice
    for (const vbd of without.has('vbd') ? [] : vm.VBDs) {
      this.#add('VBD', vbd)
      this.#addDisk(db.get('VBD', vbd).VDI)
    }
    for (const vif of without.has('vif') ? [] : vm.VIFs) {
      this.#add('VIF', vif)
      this.#add('network', db.get('VIF', vif).network)
    }
    if (keepsState) this.#addDisk(vm.suspend_VDI)
    this.#add('VM_guest_metrics', vm.guest_metrics)
    this.#add('host', vm.resident_on)
    this.#add('host', vm.affinity)
    if (snapshots) for (const snapshot of vm.snapshots) this.addVm(snapshot)
  }

  /** A value in which rows of the archive have the names they have there. */
  renamed(value: Value): Value {
    if (typeof value === 'string') return this.ids.get(value)?.id ?? value
    if (Array.isArray(value)) return value.map(one => this.renamed(one))
    if (typeof value !== 'object') return value
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, this.renamed(one)]))
  }

  /** False when it was there before, or is nowhere. */
  #add(cls: ClassName, ref: string): boolean {
    if (this.ids.has(ref) || !this.#db.table(cls).entries.has(ref)) return false
    this.ids.set(ref, { cls, id: `Ref:${this.ids.size}` })
    return true
  }

  #addDisk(vdi: Ref<'VDI'>): void {
    if (!this.#add('VDI', vdi)) return
    const { SR } = this.#db.get('VDI', vdi)
    this.#add('SR', SR)
    // What lies in CD drives is named only.
    const bytes = this.#db.find('SR', SR)?.content_type !== 'iso'
    if (bytes) this.disks.push({ id: this.ids.get(vdi)?.id ?? '', vdi })
  }
}

/** A row as it leaves: nothing is being done to it, nothing is plugged in. */
function prepared(cls: ClassName, row: Row, { keepsState }: Choice): Row {
  const calm: { [field: string]: Value } = { ...row }
  if ('allowed_operations' in row) calm.allowed_operations = []
  if ('current_operations' in row) calm.current_operations = {}
  if (cls === 'VM') {
    if (!keepsState || row.power_state !== 'Suspended') {
      calm.power_state = 'Halted'
      calm.suspend_VDI = NULL
    }
    calm.consoles = []
  }
  return calm
}

/** Where an archive comes from. */
function versionOf(pool: Pool): { [key: string]: string } {
  const { hostname, software_version: software } = pool.db.get('host', coordinatorOf(pool))
  return {
    hostname,
    date: isoTime(pool.clock.now()),
    product_version: software.product_version ?? '',
    product_brand: software.product_brand ?? '',
    build_number: software.build_number ?? '',
    xapi_major: '1',
    xapi_minor: '20',
  }
}
