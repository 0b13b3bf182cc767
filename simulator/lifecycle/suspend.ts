import type { Ref } from '../../server/xapi/model/records'
import { Failure } from '../failure'
import { assertPlanHolds } from '../ha/plan'
import { type Pool, poolRow } from '../pool'
import { createDisk, dropDisk } from '../storage/disks'
import { assertVmOperation } from '../tables/allowed/vm'
import { NULL, refOf } from '../tables/row'
import type { Task } from '../work/task'
import {
  attachDevices,
  buildDomain,
  createConsoles,
  describeDomain,
  endDomain,
  settleDevices,
} from './domain'
import { awaitReport } from './guest'
import { during, reserve } from './operation'
import { assertCanBootHere, chooseHost } from './placement'
import { onHost, sayOfVm } from './say'

const SAVE_SECONDS = 4
const RESTORE_SECONDS = 3.5
/** A resumed guest tells its addresses again soon. */
const REPORT_SECONDS = 1

export async function suspend(pool: Pool, task: Task, vm: Ref<'VM'>): Promise<void> {
  assertVmOperation(pool.db, vm, 'suspend')
  // Like xapi before it is done, and whatever comes of it.
  pool.db.update('VM', vm, { ha_always_run: false })
  await during(pool, task, vm, 'suspend', () => save(pool, task, vm))
  sayOfVm(pool, 'VM_SUSPENDED', pool.db.get('VM', vm), 'suspended')
}

/** The memory of a domain goes into an image, and the domain ends. `attached`: its devices show as if it had not. */
export async function save(pool: Pool, task: Task, vm: Ref<'VM'>, attached = false): Promise<void> {
  const image = await createImage(pool, task, vm)
  try {
    await task.spend(SAVE_SECONDS, 0, 0.9)
    pool.faults.strike(pool.db.get('VM', vm).uuid, 'suspend')
  } catch (error) {
    dropDisk(pool, image)
    throw error
  }
  pool.db.update('VM', vm, { suspend_VDI: image })
  endDomain(pool, vm, 'Suspended', attached)
}

export async function resume(
  pool: Pool,
  task: Task,
  vm: Ref<'VM'>,
  options: { host?: Ref<'host'>; paused: boolean },
): Promise<void> {
  const operation = options.host ? 'resume_on' : 'resume'
  assertVmOperation(pool.db, vm, operation)
  if (options.host) assertCanBootHere(pool, vm, options.host)
  const host = options.host ?? chooseHost(pool, vm)
  if (pool.db.get('VM', vm).ha_restart_priority === 'restart') {
    assertPlanHolds(pool, { protect: vm })
    pool.db.update('VM', vm, { ha_always_run: true })
  }
  await during(pool, task, vm, operation, () => restore(pool, task, vm, host, options.paused))
  sayOfVm(pool, 'VM_RESUMED', pool.db.get('VM', vm), `resumed ${onHost(pool, host)}`)
}

/** A domain goes on where its image left it. */
export async function restore(
  pool: Pool,
  task: Task,
  vm: Ref<'VM'>,
  host: Ref<'host'>,
  paused: boolean,
): Promise<void> {
  const arrive = reserve(pool, task, vm, host, 'vm_resume')
  try {
    attachDevices(pool, task, vm)
    await task.spend(RESTORE_SECONDS, 0, 0.9)
    pool.faults.strike(pool.db.get('VM', vm).uuid, 'resume')
    buildDomain(pool, vm, host)
    pool.db.update('VM', vm, { power_state: paused ? 'Paused' : 'Running' })
    createConsoles(pool, vm)
    describeDomain(pool, vm, false)
    discardImage(pool, vm)
  } catch (error) {
    endDomain(pool, vm, 'Suspended')
    throw error
  } finally {
    arrive()
    settleDevices(pool, task, vm)
  }
  awaitReport(pool, vm, REPORT_SECONDS)
}

/** Bytes an image may need: the guest's memory with room for what the device model adds, and 100 MiB. */
function imageSize(memory: number): number {
  return Math.floor(1.2 * 1.05 * memory + 100 * 1024 * 1024)
}

async function createImage(pool: Pool, task: Task, vmRef: Ref<'VM'>): Promise<Ref<'VDI'>> {
  const vm = pool.db.get('VM', vmRef)
  const host = pool.db.find('host', vm.resident_on)
  const wanted = [vm.suspend_SR, host?.suspend_image_sr, poolRow(pool)[1].suspend_image_SR]
  const srRef = wanted.find(ref => ref !== undefined && pool.db.find('SR', ref))
  const sr = srRef && pool.db.find('SR', srRef)
  if (!srRef || !sr) throw new Failure('VM_NO_SUSPEND_SR', vmRef)
  const size = imageSize(vm.memory_static_max)
  if (sr.physical_size - sr.physical_utilisation < size)
    throw new Failure('SR_SUSPEND_SPACE_INSUFFICIENT', srRef)
  return createDisk(pool, task, {
    name_label: 'Suspend image',
    name_description: 'Suspend image',
    SR: srRef,
    type: 'suspend',
    virtual_size: size,
    sm_config: { vmhint: vm.uuid },
  })
}

/** A suspended VM that is resumed or thrown away needs its image no more. */
export function discardImage(pool: Pool, vm: Ref<'VM'>): void {
  const { suspend_VDI } = pool.db.get('VM', vm)
  pool.db.update('VM', vm, { suspend_VDI: refOf(NULL) })
  dropDisk(pool, suspend_VDI)
}
