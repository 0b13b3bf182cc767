import type { Enums, Ref } from '../../server/xapi/model/records'
import { Failure } from '../failure'
import type { Pool } from '../pool'
import { assertVmOperation } from '../tables/allowed/vm'
import type { Task } from '../work/task'
import { attachDevices, describeDomain, endDomain, newDomid, settleDevices } from './domain'
import { awaitReport, forgetReport } from './guest'
import { delay, during } from './operation'
import { sayOfVm } from './say'
import { discardImage } from './suspend'

const GUEST_SHUTDOWN_SECONDS = 2.5
const TEARDOWN_SECONDS = 0.5
const BOOT_SECONDS = 1.5

/** `patience`: the seconds the guest has to stop. */
export async function cleanShutdown(
  pool: Pool,
  task: Task,
  vm: Ref<'VM'>,
  patience = Infinity,
): Promise<void> {
  assertVmOperation(pool.db, vm, 'clean_shutdown')
  await during(pool, task, vm, 'clean_shutdown', async () => {
    if (patience < GUEST_SHUTDOWN_SECONDS) {
      await task.spend(patience, 0, 0.8)
      throw new Failure('VM_SHUTDOWN_TIMEOUT', vm, String(patience))
    }
    await shutDownGuest(pool, task, vm, 'clean_shutdown')
    await delay(pool, task, vm, 'shutdown_delay')
  })
}

/** `within`: part of something else that goes on with the VM. */
export async function hardShutdown(pool: Pool, task: Task, vm: Ref<'VM'>, within = false): Promise<void> {
  if (within) return pullPlug(pool, task, vm, 'hard_shutdown')
  assertVmOperation(pool.db, vm, 'hard_shutdown')
  await during(pool, task, vm, 'hard_shutdown', async () => {
    await stopOthers(pool, task, vm)
    const { power_state } = pool.db.get('VM', vm)
    await pullPlug(pool, task, vm, 'hard_shutdown')
    // One that is suspended has nobody waiting for it.
    if (power_state !== 'Suspended') await delay(pool, task, vm, 'shutdown_delay')
  })
}

/**
 * Asks the guest, and pulls the plug where it cannot be asked or does not obey: xapi gives it `shutdown_delay` seconds
 * for that where it has any.
 */
export async function shutdown(pool: Pool, task: Task, vm: Ref<'VM'>): Promise<void> {
  assertVmOperation(pool.db, vm, 'shutdown')
  try {
    const { shutdown_delay } = pool.db.get('VM', vm)
    await cleanShutdown(pool, task, vm, shutdown_delay > 0 ? shutdown_delay : Infinity)
  } catch (error) {
    if (!(error instanceof Failure) || error.code === 'TASK_CANCELLED') throw error
    await hardShutdown(pool, task, vm)
  }
}

export async function cleanReboot(pool: Pool, task: Task, vm: Ref<'VM'>): Promise<void> {
  assertVmOperation(pool.db, vm, 'clean_reboot')
  await during(pool, task, vm, 'clean_reboot', async () => {
    await task.spend(GUEST_SHUTDOWN_SECONDS, 0, 0.6)
    pool.faults.strike(pool.db.get('VM', vm).uuid, 'clean_reboot')
    await boot(pool, task, vm)
    sayOfVm(pool, 'VM_REBOOTED', pool.db.get('VM', vm), 'rebooted cleanly')
  })
}

export async function hardReboot(pool: Pool, task: Task, vm: Ref<'VM'>): Promise<void> {
  assertVmOperation(pool.db, vm, 'hard_reboot')
  await during(pool, task, vm, 'hard_reboot', async () => {
    await stopOthers(pool, task, vm)
    await task.spend(TEARDOWN_SECONDS, 0, 0.5)
    pool.faults.strike(pool.db.get('VM', vm).uuid, 'hard_reboot')
    await boot(pool, task, vm)
    sayOfVm(pool, 'VM_REBOOTED', pool.db.get('VM', vm), 'rebooted forcibly')
  })
}

async function shutDownGuest(
  pool: Pool,
  task: Task,
  vm: Ref<'VM'>,
  operation: Enums['vm_operations'],
): Promise<void> {
  await task.spend(GUEST_SHUTDOWN_SECONDS, 0, 0.8)
  pool.faults.strike(pool.db.get('VM', vm).uuid, operation)
  await task.spend(TEARDOWN_SECONDS, 0.8, 0.95, true)
  // Somebody may have pulled the plug while the guest was on its way down.
  if (pool.db.get('VM', vm).power_state === 'Halted') return
  endDomain(pool, vm, 'Halted')
  sayOfVm(pool, 'VM_SHUTDOWN', pool.db.get('VM', vm), 'shutdown')
}

async function pullPlug(
  pool: Pool,
  task: Task,
  vm: Ref<'VM'>,
  operation: Enums['vm_operations'],
): Promise<void> {
  await task.spend(TEARDOWN_SECONDS, 0, 0.9, true)
  pool.faults.strike(pool.db.get('VM', vm).uuid, operation)
  if (pool.db.get('VM', vm).power_state === 'Suspended') discardImage(pool, vm)
  endDomain(pool, vm, 'Halted')
  sayOfVm(pool, 'VM_SHUTDOWN', pool.db.get('VM', vm), 'shutdown forcibly')
}

/** The domain is replaced by a new one on the same host; from here on there is no way back. */
async function boot(pool: Pool, task: Task, vm: Ref<'VM'>): Promise<void> {
  forgetReport(pool, vm)
  const { resident_on } = pool.db.get('VM', vm)
  pool.db.update('VM', vm, { domid: newDomid(pool, resident_on), power_state: 'Running' })
  attachDevices(pool, task, vm)
  try {
    await task.spend(BOOT_SECONDS, 0.6, 0.95, true)
    describeDomain(pool, vm, true)
  } finally {
    settleDevices(pool, task, vm)
  }
  awaitReport(pool, vm)
}

/** Ends whatever else is being done to the VM, and waits until it has ended. */
async function stopOthers(pool: Pool, task: Task, vm: Ref<'VM'>): Promise<void> {
  for (const ref of Object.keys(pool.db.get('VM', vm).current_operations)) {
    if (ref !== task.ref) pool.tasks.get(ref)?.stop()
  }
  const others = () =>
    Object.keys(pool.db.get('VM', vm).current_operations).some(ref => pool.tasks.has(ref) && ref !== task.ref)
  if (!others()) return
  await new Promise<void>(resolve => {
    const unwatch = pool.db.watch(() => {
      if (pool.db.find('VM', vm) && others()) return
      unwatch()
      resolve()
    })
  })
}
