import { randomUUID } from 'node:crypto'
import type { Records, Ref } from '../../server/xapi/model/records'
import { Failure } from '../failure'
import type { Pool } from '../pool'
import { assertVmOperation } from '../tables/allowed/vm'
import { NULL, refOf } from '../tables/row'
import type { Task } from '../work/task'
import { guestOf, metricsOf } from './guest'
import { during } from './operation'
import { sayOfVm } from './say'

/** Seconds a disk takes: a clone is a new tree of blocks, a copy moves every one of them. */
const CLONE_SECONDS = 0.5
const COPY_SECONDS = 3

/** A second VM like this one, halted, with disks of its own. `sr`: where a full copy of its disks goes. */
export async function clone(
  pool: Pool,
  task: Task,
  source: Ref<'VM'>,
  name: string,
  copyTo?: Ref<'SR'>,
): Promise<Ref<'VM'>> {
  const operation = copyTo === undefined ? 'clone' : 'copy'
  assertVmOperation(pool.db, source, operation)
  if (copyTo !== undefined && copyTo !== NULL && pool.db.get('SR', copyTo).content_type === 'iso') {
    throw new Failure('OPERATION_NOT_ALLOWED', "Cannot copy a VM's disks to an ISO SR")
  }
  return during(pool, task, source, operation, async () => {
    const disks = disksOf(pool, source)
    await task.spend(
      (copyTo === undefined ? CLONE_SECONDS : COPY_SECONDS) * Math.min(1, disks.length),
      0,
      0.9,
    )
    pool.faults.strike(pool.db.get('VM', source).uuid, operation)
    const vm = cloneRow(pool, source, name)
    cloneDevices(pool, source, vm, copyTo)
    sayOfVm(
      pool,
      'VM_CLONED',
      pool.db.get('VM', source),
      `cloned to: ${name} (uuid: ${pool.db.get('VM', vm).uuid})`,
    )
    return vm
  })
}

/** The disks of a VM, without what lies in its drives. */
function disksOf(pool: Pool, vm: Ref<'VM'>): Records['VBD'][] {
  const vbds = pool.db.get('VM', vm).VBDs.map(ref => pool.db.get('VBD', ref))
  return vbds.filter(vbd => vbd.type === 'Disk' && !vbd.empty)
}

function cloneRow(pool: Pool, source: Ref<'VM'>, name: string): Ref<'VM'> {
  const { uuid: _, guest_metrics, ...vm } = pool.db.get('VM', source)
  const { default_template: __, ...other } = vm.other_config
  const guest = guestOf(pool, pool.db.get('VM', source))
  const uuid = randomUUID()
  pool.guests.set(uuid, { ...guest, hostname: name, networks: {} })
  const reported = pool.db.find('VM_guest_metrics', guest_metrics)
  return pool.db.create('VM', {
    ...vm,
    uuid,
    name_label: name,
    metrics: pool.db.create('VM_metrics', { VCPUs_utilisation: {}, current_domain_type: 'unspecified' }),
    guest_metrics: reported
      ? pool.db.create('VM_guest_metrics', { ...metricsOf(guest, pool.clock.now()), networks: {} })
      : refOf<'VM_guest_metrics'>(NULL),
    is_default_template: false,
    is_a_snapshot: false,
    is_a_template: vm.is_a_template && !vm.is_a_snapshot,
    snapshot_of: refOf<'VM'>(NULL),
    parent: refOf<'VM'>(NULL),
    appliance: refOf<'VM_appliance'>(NULL),
    snapshot_schedule: refOf<'VMSS'>(NULL),
    suspend_VDI: refOf<'VDI'>(NULL),
    power_state: 'Halted',
    resident_on: refOf<'host'>(NULL),
    domid: -1,
    memory_target: 0,
    ha_restart_priority: '',
    ha_always_run: false,
    order: 0,
    start_delay: 0,
    shutdown_delay: 0,
    reference_label: '',
    current_operations: {},
    other_config: {
      ...other,
      mac_seed: randomUUID(),
      ...(vm.is_default_template || other.base_template_name === undefined
        ? { base_template_name: vm.name_label }
        : {}),
    },
  })
}

function cloneDevices(pool: Pool, source: Ref<'VM'>, vm: Ref<'VM'>, copyTo: Ref<'SR'> | undefined): void {
  const { VBDs, VIFs } = pool.db.get('VM', source)
  for (const ref of VBDs) {
    const { uuid: _, ...vbd } = pool.db.get('VBD', ref)
    const VDI = vbd.type === 'Disk' && !vbd.empty ? cloneDisk(pool, vbd.VDI, copyTo) : vbd.VDI
    pool.db.create('VBD', {
      ...vbd,
      VM: vm,
      VDI,
      currently_attached: false,
      device: '',
      current_operations: {},
    })
  }
  for (const ref of VIFs) {
    const { uuid: _, ...vif } = pool.db.get('VIF', ref)
    pool.db.create('VIF', {
      ...vif,
      VM: vm,
      MAC: newMac(),
      currently_attached: false,
      current_operations: {},
    })
  }
}

function cloneDisk(pool: Pool, ref: Ref<'VDI'>, copyTo: Ref<'SR'> | undefined): Ref<'VDI'> {
  const { uuid: _, ...vdi } = pool.db.get('VDI', ref)
  const uuid = randomUUID()
  const SR = copyTo === undefined || copyTo === NULL ? vdi.SR : copyTo
  const sr = pool.db.find('SR', SR)
  if (!sr) throw new Failure('HANDLE_INVALID', 'SR', SR)
  pool.db.update('SR', SR, { virtual_allocation: sr.virtual_allocation + vdi.virtual_size })
  return pool.db.create('VDI', {
    ...vdi,
    uuid,
    location: uuid,
    SR,
    is_a_snapshot: false,
    snapshot_of: refOf<'VDI'>(NULL),
    current_operations: {},
  })
}

/** Locally administered, as xapi makes them. */
export function newMac(): string {
  const hex = randomUUID().replaceAll('-', '').slice(0, 10)
  return `02:${hex.match(/../g)?.join(':')}`
}
