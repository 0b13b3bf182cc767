import { randomUUID } from 'node:crypto'
import type { Records, Ref } from '../../server/xapi/model/records'
import { isoTime } from '../clock'
import { addVbd, addVif, newMac } from '../devices/rows'
import { addVtpm, contentsOf } from '../devices/vtpm'
import type { Pool } from '../pool'
import { isDefaultTemplate } from '../tables/allowed/vm'
import { NULL, refOf } from '../tables/row'
import { guestOf } from './guest'
import { metadataOf } from './metadata'

/** A VM of its own, a snapshot, or a snapshot with memory, which is suspended. */
export type Kind = 'vm' | 'snapshot' | 'checkpoint'

/** The drives of a VM that hold disks, without its CD drives. */
export function disksOf(pool: Pool, vm: Ref<'VM'>): Records['VBD'][] {
  const vbds = pool.db.get('VM', vm).VBDs.map(ref => pool.db.get('VBD', ref))
  return vbds.filter(vbd => vbd.type === 'Disk' && !vbd.empty && pool.db.find('VDI', vbd.VDI))
}

/** What no copy of a VM takes over. */
const FRESH: Partial<Records['VM']> = {
  resident_on: refOf<'host'>(NULL),
  scheduled_to_be_resident_on: refOf<'host'>(NULL),
  domid: -1,
  current_operations: {},
  blobs: {},
  is_default_template: false,
  reference_label: '',
  appliance: refOf<'VM_appliance'>(NULL),
  snapshot_schedule: refOf<'VMSS'>(NULL),
  protection_policy: refOf<'VMPP'>(NULL),
  groups: [],
  ha_restart_priority: '',
  ha_always_run: false,
  order: 0,
  start_delay: 0,
  shutdown_delay: 0,
  requires_reboot: false,
  attached_PCIs: [],
}

/** A second row of a VM with rows of metrics of its own. Devices are copied apart. */
export function copyRow(
  pool: Pool,
  source: Ref<'VM'>,
  copy: { readonly name: string; readonly kind: Kind; readonly image?: Ref<'VDI'> },
): Ref<'VM'> {
  const vm = pool.db.get('VM', source)
  const { default_template: _, ...other } = vm.other_config
  const uuid = randomUUID()
  pool.guests.set(uuid, { ...guestOf(pool, vm), hostname: copy.name, networks: {} })
  const suspended = copy.kind === 'checkpoint' || (copy.kind === 'vm' && vm.power_state === 'Suspended')
  const row: { -readonly [F in keyof Records['VM']]?: Records['VM'][F] } = {
    ...vm,
    ...FRESH,
    uuid,
    name_label: copy.name,
    power_state: suspended ? 'Suspended' : 'Halted',
    suspend_VDI: copy.image ?? refOf<'VDI'>(NULL),
    metrics: copyMetrics(pool, vm),
    guest_metrics: copyGuestMetrics(pool, vm),
  }
  if (copy.kind === 'vm') {
    row.memory_target = 0
    const base = vm.is_a_template && !vm.is_a_snapshot && isDefaultTemplate(vm)
    return pool.db.create('VM', {
      ...row,
      is_a_snapshot: false,
      is_a_template: vm.is_a_template && !vm.is_a_snapshot,
      snapshot_of: refOf<'VM'>(NULL),
      snapshot_time: '1970-01-01T00:00:00Z',
      snapshot_info: {},
      snapshot_metadata: '',
      transportable_snapshot_id: '',
      parent: refOf<'VM'>(NULL),
      other_config: {
        ...other,
        mac_seed: randomUUID(),
        ...(base && { base_template_name: vm.name_label }),
      },
    })
  }
  return pool.db.create('VM', {
    ...row,
    is_a_snapshot: true,
    is_a_template: true,
    snapshot_of: source,
    snapshot_time: isoTime(pool.clock.now()),
    snapshot_info: {
      'power-state-at-snapshot': vm.power_state,
      'disk-snapshot-type': 'crash_consistent',
    },
    snapshot_metadata: metadataOf(vm),
  })
}

export function copyMetrics(pool: Pool, vm: Records['VM']): Ref<'VM_metrics'> {
  const metrics = pool.db.find('VM_metrics', vm.metrics)
  if (!metrics) return pool.db.create('VM_metrics', NO_METRICS)
  const { uuid: _, ...row } = metrics
  return pool.db.create('VM_metrics', row)
}

/** Metrics of a VM that never ran. */
export const NO_METRICS: Partial<Records['VM_metrics']> = {
  VCPUs_utilisation: { 0: 0 },
  current_domain_type: 'unspecified',
}

export function copyGuestMetrics(pool: Pool, vm: Records['VM']): Ref<'VM_guest_metrics'> {
  const reported = pool.db.find('VM_guest_metrics', vm.guest_metrics)
  if (!reported) return refOf<'VM_guest_metrics'>(NULL)
  const { uuid: _, ...row } = reported
  return pool.db.create('VM_guest_metrics', row)
}

/** Gives a VM the devices of another. Disks are those that `disks` names for the old ones; CDs are shared. */
export function copyDevices(
  pool: Pool,
  source: Ref<'VM'>,
  vm: Ref<'VM'>,
  copy: { readonly disks: ReadonlyMap<string, Ref<'VDI'>>; readonly kind: Kind },
): void {
  const { VBDs, VIFs, VTPMs } = pool.db.get('VM', source)
  for (const ref of VTPMs) {
    const { is_unique } = pool.db.get('VTPM', ref)
    addVtpm(pool, vm, is_unique, is_unique ? '' : contentsOf(pool, ref))
  }
  for (const ref of VBDs) {
    const vbd = pool.db.get('VBD', ref)
    const VDI = copy.disks.get(vbd.VDI) ?? vbd.VDI
    addVbd(pool, { ...vbd, VM: vm, VDI }, copy.kind === 'checkpoint' && vbd.currently_attached)
  }
  for (const ref of VIFs) {
    const vif = pool.db.get('VIF', ref)
    const own = copy.kind === 'vm'
    const twin = addVif(pool, {
      ...vif,
      VM: vm,
      MAC: own ? newMac() : vif.MAC,
      MAC_autogenerated: own,
    })
    if (copy.kind === 'checkpoint')
      pool.db.update('VIF', twin, { currently_attached: vif.currently_attached })
  }
}
