import { randomUUID } from 'node:crypto'
import type { Records, Ref } from '../../server/xapi/model/records'
import { addVbd, addVif, newMac } from '../devices/rows'
import { Failure } from '../failure'
import { NO_METRICS } from '../lifecycle/duplicate'
import type { Pool } from '../pool'
import { addDisk, dropDisk } from '../storage/disks'
import { NULL, refOf } from '../tables/row'
import { type Ova, objectsOf } from './ova'
import type { Target } from './xva-read'

export interface Arrival {
  /** Where disks go. */
  readonly sr: Ref<'SR'>
  /** Uuids and MAC addresses stay as they were: a VM comes back. */
  readonly restores: boolean
  readonly task: Ref<'task'>
  /** Disks that are there already, by the uuid they had: what comes has no bytes. Undefined: disks are made. */
  readonly existing?: ReadonlyMap<string, string>
}

/** VMs coming into a pool from an archive. What was made can be taken away again. */
export class Arrivals {
  readonly vms: Ref<'VM'>[] = []
  /** Disks to be filled, by the names they have in the archive. */
  readonly targets = new Map<string, Target>()
  readonly #pool: Pool
  readonly #ova: Ova
  readonly #arrival: Arrival
  /** Rows here by the names they have in the archive. */
  readonly #rows = new Map<string, string>()
  readonly #disks: Ref<'VDI'>[] = []

  constructor(pool: Pool, ova: Ova, arrival: Arrival) {
    this.#pool = pool
    this.#ova = ova
    this.#arrival = arrival
  }

  /** Makes the rows. Refused as an import is; what was made until then is taken away. */
  create(): void {
    try {
      for (const { id, record } of objectsOf(this.#ova, 'VDI')) this.#takeDisk(id, record)
      for (const { id, record } of objectsOf(this.#ova, 'network')) this.#takeNetwork(id, record)
      for (const { id, record } of objectsOf(this.#ova, 'VM_guest_metrics')) {
        const { uuid: _, ...row } = record
        this.#rows.set(id, this.#pool.db.create('VM_guest_metrics', row))
      }
      for (const { id, record } of objectsOf(this.#ova, 'VM')) this.#takeVm(id, record)
      for (const { record } of objectsOf(this.#ova, 'VBD')) this.#takeVbd(record)
      for (const { record } of objectsOf(this.#ova, 'VIF')) this.#takeVif(record)
    } catch (error) {
      this.undo()
      throw error
    }
  }

  undo(): void {
    const { db, guests } = this.#pool
    for (const ref of this.vms) {
      const vm = db.find('VM', ref)
      if (!vm) continue
      for (const vbd of vm.VBDs) db.destroy('VBD', vbd)
      for (const vif of vm.VIFs) db.destroy('VIF', vif)
      db.destroy('VM_metrics', vm.metrics)
      db.destroy('VM_guest_metrics', vm.guest_metrics)
      db.destroy('VM', ref)
      guests.delete(vm.uuid)
    }
    for (const disk of this.#disks) dropDisk(this.#pool, disk)
  }

  #takeDisk(id: string, vdi: Records['VDI']): void {
    const { db } = this.#pool
    const sr = objectsOf(this.#ova, 'SR').find(one => one.id === vdi.SR)?.record
    if (sr?.content_type === 'iso') {
      const image = this.#findImage(vdi)
      if (image) this.#rows.set(id, image)
      return
    }
    const { existing } = this.#arrival
    if (existing) {
      const known = db.table('VDI').byUuid(existing.get(vdi.uuid) ?? vdi.uuid)
      if (known === undefined) throw new Failure('IMPORT_ERROR_ATTACHED_DISKS_NOT_FOUND')
      this.#rows.set(id, known)
      return
    }
    const { physical_size, physical_utilisation } = db.get('SR', this.#arrival.sr)
    if (physical_size - physical_utilisation < vdi.virtual_size) {
      throw new Failure('SR_BACKEND_FAILURE_44', '', 'There is insufficient space', '')
    }
    const disk = addDisk(this.#pool, {
      SR: this.#arrival.sr,
      virtual_size: vdi.virtual_size,
      name_label: vdi.name_label,
      name_description: vdi.name_description,
      type: vdi.type,
      sharable: vdi.sharable,
      read_only: vdi.read_only,
      other_config: vdi.other_config,
      xenstore_data: vdi.xenstore_data,
      tags: vdi.tags,
    })
    this.#disks.push(disk)
    this.#rows.set(id, disk)
    this.targets.set(id, { content: this.#pool.disks.of(disk), size: vdi.virtual_size })
  }

  /** The same installation medium in a library here. */
  #findImage(vdi: Records['VDI']): string | undefined {
    const { db } = this.#pool
    for (const [ref, one] of db.all('VDI')) {
      if (one.uuid !== vdi.uuid && one.location !== vdi.location) continue
      if (db.find('SR', one.SR)?.content_type === 'iso') return ref
    }
    return undefined
  }

  /** The network itself if it is of this pool, else one of the same name, else a new one. */
  #takeNetwork(id: string, network: Records['network']): void {
    const { db } = this.#pool
    const known = db.table('network').byUuid(network.uuid)
    const named = [...db.all('network')].find(([, one]) => one.name_label === network.name_label)?.[0]
    const { name_label, name_description, MTU, other_config } = network
    const bridge = () => `xapi${db.table('network').entries.size}`
    const made = () =>
      db.create('network', {
        name_label,
        name_description,
        MTU,
        other_config,
        bridge: bridge(),
        managed: true,
      })
    this.#rows.set(id, known ?? named ?? made())
  }

  #takeVm(id: string, vm: Records['VM']): void {
    const { db, guests } = this.#pool
    const { restores, task } = this.#arrival
    const present = db.table('VM').byUuid(vm.uuid)
    if (restores && present !== undefined) throw new Failure('DUPLICATE_VM', present)
    const uuid = restores ? vm.uuid : randomUUID()
    const guest = guests.get(vm.uuid)
    if (guest && !restores) guests.set(uuid, { ...guest, networks: {} })
    const image = this.#rows.get(vm.suspend_VDI) ?? NULL
    const suspended = vm.power_state === 'Suspended' && image !== NULL
    const { default_template: _, ...other } = vm.other_config
    const ref = db.create('VM', {
      ...vm,
      ...ALONE,
      uuid,
      power_state: suspended ? 'Suspended' : 'Halted',
      suspend_VDI: refOf<'VDI'>(suspended ? image : NULL),
      ...familyOf(vm, this.#rows.get(vm.snapshot_of)),
      metrics: db.create('VM_metrics', NO_METRICS),
      guest_metrics: refOf<'VM_guest_metrics'>(this.#rows.get(vm.guest_metrics) ?? NULL),
      other_config: {
        ...other,
        import_task: task,
        ...(restores ? {} : { mac_seed: randomUUID() }),
      },
    })
    this.#rows.set(id, ref)
    this.vms.push(ref)
  }

  #takeVbd(vbd: Records['VBD']): void {
    const VM = this.#rows.get(vbd.VM)
    if (VM === undefined) return
    const { uuid: _, metrics: __, ...row } = vbd
    const VDI = this.#rows.get(vbd.VDI) ?? NULL
    // A disk that did not come leaves no drive, a medium that is not here an empty one.
    if (VDI === NULL && vbd.type === 'Disk') return
    addVbd(this.#pool, {
      ...row,
      VM: refOf<'VM'>(VM),
      VDI: refOf<'VDI'>(VDI),
      empty: VDI === NULL,
      device: '',
    })
  }

  #takeVif(vif: Records['VIF']): void {
    const VM = this.#rows.get(vif.VM)
    const network = this.#rows.get(vif.network)
    if (VM === undefined || network === undefined) return
    const { uuid: _, metrics: __, ...row } = vif
    const { restores } = this.#arrival
    addVif(this.#pool, {
      ...row,
      VM: refOf<'VM'>(VM),
      network: refOf<'network'>(network),
      ...(restores ? {} : { MAC: newMac(), MAC_autogenerated: true }),
    })
  }
}

/** A snapshot stays one where the VM it was made of came too. */
function familyOf(vm: Records['VM'], original: string | undefined): Partial<Records['VM']> {
  if (!vm.is_a_snapshot || original === undefined) return {}
  const { snapshot_time, snapshot_info, snapshot_metadata } = vm
  return {
    is_a_snapshot: true,
    snapshot_of: refOf<'VM'>(original),
    snapshot_time,
    snapshot_info,
    snapshot_metadata,
  }
}

/** What a VM does not bring along: its place, its part in the pool it comes from, its family. */
const ALONE: Partial<Records['VM']> = {
  resident_on: refOf<'host'>(NULL),
  scheduled_to_be_resident_on: refOf<'host'>(NULL),
  affinity: refOf<'host'>(NULL),
  domid: -1,
  domarch: '',
  allowed_operations: [],
  current_operations: {},
  blobs: {},
  groups: [],
  attached_PCIs: [],
  memory_target: 0,
  is_default_template: false,
  is_a_snapshot: false,
  is_control_domain: false,
  snapshot_of: refOf<'VM'>(NULL),
  snapshot_time: '1970-01-01T00:00:00Z',
  snapshot_info: {},
  snapshot_metadata: '',
  transportable_snapshot_id: '',
  parent: refOf<'VM'>(NULL),
  appliance: refOf<'VM_appliance'>(NULL),
  snapshot_schedule: refOf<'VMSS'>(NULL),
  protection_policy: refOf<'VMPP'>(NULL),
  suspend_SR: refOf<'SR'>(NULL),
  ha_restart_priority: '',
  ha_always_run: false,
  requires_reboot: false,
  last_booted_record: '',
}
