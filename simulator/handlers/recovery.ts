import type { Ref } from '../../server/xapi/model/records'
import { addVbd, addVif, dropVbd, dropVif } from '../devices/rows'
import { Failure } from '../failure'
import { NO_METRICS } from '../lifecycle/duplicate'
import type { Pool } from '../pool'
import { attach, setPbd } from '../storage/attach'
import { isSamePlace, loseStorage } from '../storage/lost'
import { assertComplete } from '../storage/probe'
import { NULL, refOf } from '../tables/row'
import type { Task } from '../work/task'
import type { Handlers } from './types'

/** Kinds of storage on which pools can keep copies of their database. */
const kinds = ['lvmoiscsi', 'lvmohba']

async function createTask(
  pool: Pool,
  task: Task,
  type: string,
  config: { readonly [key: string]: string },
  wanted: readonly string[],
): Promise<Ref<'DR_task'>> {
  if (!kinds.includes(type))
    throw new Failure('OPERATION_NOT_ALLOWED', `Disaster recovery not supported on SRs of type ${type}`)
  assertComplete(pool, type, config)
  const found = [...pool.lost.values()].filter(
    ({ row, device_config }) =>
      row.type === type && wanted.includes(row.uuid) && isSamePlace(type, device_config, config),
  )
  const made = pool.db.create('DR_task', {})
  for (const { row } of found) {
    const sr = pool.db.create('SR', {
      uuid: row.uuid,
      name_label: row.name_label,
      name_description: row.name_description,
      type,
      content_type: row.content_type,
      shared: true,
      introduced_by: made,
      physical_size: -1,
      physical_utilisation: -1,
    })
    for (const [host] of pool.db.all('host')) await attach(pool, task, setPbd(pool, host, sr, config, false))
  }
  return made
}

/** What nobody took over goes again. */
function destroyTask(pool: Pool, ref: Ref<'DR_task'>): void {
  for (const sr of pool.db.get('DR_task', ref).introduced_SRs) {
    for (const pbd of pool.db.get('SR', sr).PBDs) pool.db.update('PBD', pbd, { currently_attached: false })
    loseStorage(pool, sr, false)
  }
  pool.db.destroy('DR_task', ref)
}

/** The disks of a VM must be on storage that is attached. */
function assertRecoverable(pool: Pool, ref: Ref<'VM'>): void {
  for (const vbd of pool.db.get('VM', ref).VBDs) {
    const { VDI, empty } = pool.db.get('VBD', vbd)
    const vdi = empty ? undefined : pool.db.find('VDI', VDI)
    const sr = vdi && pool.db.find('SR', vdi.SR)
    if (!vdi || !sr) continue
    const attached = sr.PBDs.some(pbd => pool.db.get('PBD', pbd).currently_attached)
    if (!attached) throw new Failure('VM_REQUIRES_SR', ref, vdi.SR)
  }
}

/**
 * Makes a VM anew from what the database tells of it: with the same uuid, the same disks and the same addresses. A VM of
 * this uuid that is there already gives way.
 */
function recover(pool: Pool, ref: Ref<'VM'>): Ref<'VM'> {
  assertRecoverable(pool, ref)
  const vm = pool.db.get('VM', ref)
  if (vm.power_state !== 'Halted')
    throw new Failure('VM_BAD_POWER_STATE', ref, 'halted', vm.power_state.toLowerCase())
  const vbds = vm.VBDs.map(one => pool.db.get('VBD', one))
  const vifs = vm.VIFs.map(one => pool.db.get('VIF', one))
  for (const one of vm.VBDs) dropVbd(pool, one)
  for (const one of vm.VIFs) dropVif(pool, one)
  pool.db.destroy('VM', ref)
  const made = pool.db.create('VM', {
    ...vm,
    memory_target: 0,
    metrics: pool.db.create('VM_metrics', NO_METRICS),
    guest_metrics: refOf<'VM_guest_metrics'>(NULL),
    current_operations: {},
    blobs: {},
  })
  for (const vbd of vbds)
    pool.db.update('VBD', addVbd(pool, { ...vbd, VM: made, device: '' }), { uuid: vbd.uuid })
  for (const vif of vifs) pool.db.update('VIF', addVif(pool, { ...vif, VM: made }), { uuid: vif.uuid })
  for (const vbd of vbds) {
    const sr = pool.db.find('VDI', vbd.VDI)?.SR
    if (sr) pool.db.update('SR', sr, { introduced_by: refOf<'DR_task'>(NULL) })
  }
  return made
}

export const drTask: Handlers<'DR_task'> = {
  create: ({ pool, task }, type, config, wanted) => createTask(pool, task, type, config, wanted),
  destroy: ({ pool }, ref) => destroyTask(pool, ref),
}

export const vmRecovery: Handlers<'VM'> = {
  assert_can_be_recovered: ({ pool }, ref) => assertRecoverable(pool, ref),
  recover: ({ pool }, ref) => {
    recover(pool, ref)
  },
}

export const applianceRecovery: Handlers<'VM_appliance'> = {
  assert_can_be_recovered: ({ pool }, ref) => {
    for (const vm of pool.db.get('VM_appliance', ref).VMs) assertRecoverable(pool, vm)
  },
  recover: ({ pool }, ref) => {
    const { VMs } = pool.db.get('VM_appliance', ref)
    for (const vm of VMs) assertRecoverable(pool, vm)
    for (const vm of VMs) recover(pool, vm)
  },
}
