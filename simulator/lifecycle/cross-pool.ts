import type { Ref } from '../../server/xapi/model/records'
import { Failure } from '../failure'
import { type Neighbour, neighbourAt } from '../neighbours'
import { isLive, type Pool, poolRow } from '../pool'
import { addDisk, assertRoom, dropDisk } from '../storage/disks'
import { allDisksOf } from '../storage/move'
import { driverFeatures } from '../tables/allowed/storage'
import { NULL, refOf } from '../tables/row'
import type { Task } from '../work/task'
import { disksOf } from './duplicate'
import { freeMemory, memoryToStart } from './memory'
import { leaveNothing, settleThere } from './relocate'
import type { Motion } from './storage-motion'

const COPY_SECONDS = 4
const SWITCH_SECONDS = 0.5

/** The pool a destination is of. Refused with CANNOT_CONTACT_HOST when it answers nowhere. */
export function destinationOf(dest: Motion['dest']): Neighbour {
  const { master = '', host = '', session_id = '' } = dest
  const found = neighbourAt(master)
  if (!found?.pool.db.find('host', host)) {
    const address = URL.canParse(master) ? new URL(master).hostname : master
    throw new Failure('CANNOT_CONTACT_HOST', address)
  }
  if (!found.pool.db.find('session', session_id)) throw new Failure('SESSION_INVALID', session_id)
  return { pool: found.pool, host: refOf<'host'>(host) }
}

/** The network there of a NIC: as it was said, or as it was said of another NIC with the same address. */
function networkOf(pool: Pool, motion: Motion, vif: Ref<'VIF'>): Ref<'network'> {
  const said = motion.networks[vif]
  if (said !== undefined) return said
  const { MAC } = pool.db.get('VIF', vif)
  for (const [other, network] of Object.entries(motion.networks))
    if (pool.db.find('VIF', other)?.MAC === MAC) return network
  throw new Failure('VIF_NOT_IN_MAP', vif)
}

/** Refuses a move to another pool that would not come to its end, with the first reason in xapi's order. */
export function assertCanLeave(pool: Pool, ref: Ref<'VM'>, motion: Motion): void {
  const vm = pool.db.get('VM', ref)
  const { pool: to, host } = destinationOf(motion.dest)
  const row = to.db.get('host', host)
  for (const { VDI } of disksOf(pool, ref)) {
    const sr = motion.vdis[VDI] ?? ''
    if (!driverFeatures(pool.db, pool.db.get('SR', pool.db.get('VDI', VDI).SR).type).has('VDI_SNAPSHOT'))
      throw new Failure('SR_DOES_NOT_SUPPORT_MIGRATION', pool.db.get('VDI', VDI).SR)
    if (!driverFeatures(to.db, to.db.get('SR', sr).type).has('VDI_CREATE'))
      throw new Failure('SR_DOES_NOT_SUPPORT_MIGRATION', sr)
  }
  const copies = motion.options.copy === 'true'
  if (copies && motion.options.force !== 'true' && vm.power_state !== 'Halted')
    throw new Failure('VM_BAD_POWER_STATE', ref, 'halted', vm.power_state.toLowerCase())
  if (!row.enabled) throw new Failure('HOST_DISABLED', host)
  const cpus = row.host_CPUs.length
  if (vm.VCPUs_max > cpus && vm.platform['vcpu-unrestricted'] !== 'true')
    throw new Failure('HOST_NOT_ENOUGH_PCPUS', String(vm.VCPUs_max), String(cpus))
  const nics = [ref, ...vm.snapshots].flatMap(one => pool.db.get('VM', one).VIFs)
  for (const vif of nics) networkOf(pool, motion, vif)
  if (vm.power_state === 'Running' || vm.power_state === 'Paused') {
    const [needed, free] = [memoryToStart(vm), freeMemory(to, host)]
    if (needed > free) throw new Failure('HOST_NOT_ENOUGH_FREE_MEMORY', String(needed), String(free))
  }
  for (const { VDI } of disksOf(pool, ref))
    if (pool.db.get('VDI', VDI).cbt_enabled) throw new Failure('VDI_CBT_ENABLED', VDI)
}

/** Sends a VM with its disks and snapshots to another pool. Its ref there. */
export async function sendAway(pool: Pool, task: Task, ref: Ref<'VM'>, motion: Motion): Promise<Ref<'VM'>> {
  const { pool: to, host } = destinationOf(motion.dest)
  const { power_state } = pool.db.get('VM', ref)
  const live = power_state === 'Running' || power_state === 'Paused'
  const copies = motion.options.copy === 'true'
  const made = new Map<string, Ref<'VDI'>>()
  try {
    await copyDisks(pool, task, ref, motion, to, made)
    if (live) await task.spend(SWITCH_SECONDS, 0.9, 0.95, true)
    pool.faults.strike(pool.db.get('VM', ref).uuid, 'migrate_send')
    if (!isLive(to, to.db.get('host', host))) throw new Failure('HOST_NOT_LIVE')
  } catch (error) {
    for (const vdi of made.values()) dropDisk(to, vdi)
    throw error
  }
  const there = settleThere(pool, ref, {
    to,
    disks: made,
    networkOf: vif => networkOf(pool, motion, vif),
    ...(live && { host }),
    copy: copies,
  })
  if (!copies) leaveNothing(pool, ref)
  return there
}

/** Disks of snapshots go where the disk goes that they are of, images of memory where the destination keeps them. */
async function copyDisks(
  pool: Pool,
  task: Task,
  ref: Ref<'VM'>,
  motion: Motion,
  to: Pool,
  made: Map<string, Ref<'VDI'>>,
): Promise<void> {
  const { default_SR, suspend_image_SR } = poolRow(to)[1]
  const images = [ref, ...pool.db.get('VM', ref).snapshots]
    .map(vm => pool.db.get('VM', vm).suspend_VDI)
    .filter(vdi => pool.db.find('VDI', vdi))
  const all = [...new Set([...allDisksOf(pool, ref), ...images])]
  for (const [index, vdi] of all.entries()) {
    const { uuid: _, snapshots: __, VBDs: ___, ...row } = pool.db.get('VDI', vdi)
    const elsewhere = images.includes(vdi) ? suspend_image_SR : default_SR
    const SR = motion.vdis[vdi] ?? motion.vdis[row.snapshot_of] ?? elsewhere
    assertRoom(to, SR, row.virtual_size)
    const span = 0.9 / all.length
    await task.spend(COPY_SECONDS, index * span, (index + 1) * span)
    // The other pool may have gone meanwhile.
    destinationOf(motion.dest)
    const there = addDisk(to, { ...row, SR, current_operations: {}, sm_config: {} })
    to.disks.adopt(there, pool.disks.of(vdi))
    made.set(vdi, there)
  }
  for (const [old, there] of made) {
    const { snapshot_of } = pool.db.get('VDI', old)
    to.db.update('VDI', there, { snapshot_of: made.get(snapshot_of) ?? refOf<'VDI'>(NULL) })
  }
}
