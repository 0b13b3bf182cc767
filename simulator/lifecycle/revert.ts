import type { Records, Ref } from '../../server/xapi/model/records'
import { addVbd, addVif, dropVbd, dropVif } from '../devices/rows'
import { Failure } from '../failure'
import type { Pool } from '../pool'
import { cloneDisk, destroyDisk } from '../storage/disks'
import { assertVmOperation } from '../tables/allowed/vm'
import { NULL, refOf } from '../tables/row'
import type { Task } from '../work/task'
import { copyGuestMetrics, copyMetrics, NO_METRICS } from './duplicate'
import { fieldsFrom } from './metadata'
import { begin, end } from './operation'
import { sayOfVm } from './say'
import { hardShutdown } from './stop'

/** Brings a VM back to what it was at a snapshot of it; one that is gone is made again. */
export async function revert(pool: Pool, task: Task, snapshot: Ref<'VM'>): Promise<void> {
  const kept = pool.db.get('VM', snapshot)
  if (!kept.is_a_snapshot) throw new Failure('VM_REVERT_FAILED', snapshot, NULL)
  assertVmOperation(pool.db, snapshot, 'revert')
  const vm = pool.db.find('VM', kept.snapshot_of) ? kept.snapshot_of : recreate(pool, snapshot)
  assertVmOperation(pool.db, vm, 'reverting')
  begin(pool, task, 'VM', snapshot, 'revert')
  begin(pool, task, 'VM', vm, 'reverting')
  try {
    if (pool.db.get('VM', vm).power_state !== 'Halted') await hardShutdown(pool, task, vm, true)
    const disks = await replaceDisks(pool, task, snapshot, vm)
    dropDevices(pool, vm)
    restoreRow(pool, snapshot, vm)
    giveDevices(pool, snapshot, vm, disks)
    if (kept.power_state === 'Suspended') {
      const image = await cloneDisk(pool, task, kept.suspend_VDI)
      pool.db.update('VM', vm, { power_state: 'Suspended', suspend_VDI: image })
    }
  } finally {
    end(pool, task, 'VM', vm)
    end(pool, task, 'VM', snapshot)
  }
  sayOfVm(
    pool,
    'VM_SNAPSHOT_REVERTED',
    pool.db.get('VM', vm),
    `reverted to snapshot: ${kept.name_label} (uuid ${kept.uuid})`,
  )
}

/** The VM of a snapshot, which was destroyed. All snapshots of it are its own again. */
function recreate(pool: Pool, snapshot: Ref<'VM'>): Ref<'VM'> {
  const { snapshot_of: lost, snapshot_metadata } = pool.db.get('VM', snapshot)
  const { uuid, ...fields } = fieldsFrom(snapshot_metadata)
  const vm = pool.db.create('VM', {
    ...fields,
    ...(uuid && { uuid }),
    power_state: 'Halted',
    domid: -1,
    resident_on: refOf<'host'>(NULL),
    metrics: pool.db.create('VM_metrics', NO_METRICS),
    guest_metrics: refOf<'VM_guest_metrics'>(NULL),
    suspend_VDI: refOf<'VDI'>(NULL),
    current_operations: {},
    blobs: {},
    tags: pool.db.get('VM', snapshot).tags,
  })
  for (const [ref, one] of [...pool.db.all('VM')])
    if (one.is_a_snapshot && one.snapshot_of === lost) pool.db.update('VM', ref, { snapshot_of: vm })
  return vm
}

/** For each disk of the snapshot one that begins as it is; the VM's own disks that it stands for go. */
async function replaceDisks(
  pool: Pool,
  task: Task,
  snapshot: Ref<'VM'>,
  vm: Ref<'VM'>,
): Promise<Map<Ref<'VDI'>, Ref<'VDI'>>> {
  const old = new Set(pool.db.get('VM', vm).VBDs.map(ref => pool.db.get('VBD', ref).VDI))
  const disks = new Map<Ref<'VDI'>, Ref<'VDI'>>()
  for (const ref of pool.db.get('VM', snapshot).VBDs) {
    const { VDI, type, empty } = pool.db.get('VBD', ref)
    if (type !== 'Disk' || empty || !pool.db.find('VDI', VDI)) continue
    const replaced = pool.db.get('VDI', VDI).snapshot_of
    const twin = await cloneDisk(pool, task, VDI)
    disks.set(VDI, twin)
    for (const [one, { snapshot_of }] of [...pool.db.all('VDI')])
      if (snapshot_of === replaced) pool.db.update('VDI', one, { snapshot_of: twin })
    if (old.has(replaced)) {
      for (const vbd of pool.db.get('VDI', replaced).VBDs) dropVbd(pool, vbd)
      await destroyDisk(pool, task, replaced)
    }
  }
  return disks
}

function dropDevices(pool: Pool, vm: Ref<'VM'>): void {
  const { VBDs, VIFs } = pool.db.get('VM', vm)
  for (const ref of VBDs) dropVbd(pool, ref)
  for (const ref of VIFs) dropVif(pool, ref)
}

/** What is the VM's own whatever was kept. */
const OWN: ReadonlySet<string> = new Set<keyof Records['VM']>([
  'uuid',
  'snapshots',
  'tags',
  'affinity',
  'groups',
  'consoles',
  'children',
  'VBDs',
  'VIFs',
  'VGPUs',
  'VTPMs',
  'VUSBs',
  'crash_dumps',
  'attached_PCIs',
  'blobs',
  'metrics',
  'guest_metrics',
  'resident_on',
  'scheduled_to_be_resident_on',
  'domid',
  'power_state',
  'suspend_VDI',
  'parent',
  'current_operations',
  'allowed_operations',
  'is_a_snapshot',
  'is_a_template',
  'is_default_template',
  'is_control_domain',
  'snapshot_of',
  'snapshot_time',
  'snapshot_info',
  'snapshot_metadata',
  'transportable_snapshot_id',
  'appliance',
  'snapshot_schedule',
  'ha_always_run',
])

function restoreRow(pool: Pool, snapshot: Ref<'VM'>, vm: Ref<'VM'>): void {
  const kept = pool.db.get('VM', snapshot)
  const fields = Object.entries(fieldsFrom(kept.snapshot_metadata)).filter(([name]) => !OWN.has(name))
  const { metrics, guest_metrics } = pool.db.get('VM', vm)
  pool.db.update('VM', vm, {
    ...Object.fromEntries(fields),
    parent: snapshot,
    metrics: copyMetrics(pool, kept),
    guest_metrics: copyGuestMetrics(pool, kept),
  })
  pool.db.destroy('VM_metrics', metrics)
  pool.db.destroy('VM_guest_metrics', guest_metrics)
}

function giveDevices(
  pool: Pool,
  snapshot: Ref<'VM'>,
  vm: Ref<'VM'>,
  disks: ReadonlyMap<string, Ref<'VDI'>>,
): void {
  const kept = pool.db.get('VM', snapshot)
  for (const ref of kept.VBDs) {
    const vbd = pool.db.get('VBD', ref)
    addVbd(pool, { ...vbd, VM: vm, VDI: disks.get(vbd.VDI) ?? vbd.VDI })
  }
  for (const ref of kept.VIFs) addVif(pool, { ...pool.db.get('VIF', ref), VM: vm })
}
