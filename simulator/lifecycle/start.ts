import type { Ref } from '../../server/xapi/model/records'
import { assertPlanHolds } from '../ha/plan'
import type { Pool } from '../pool'
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
import { awaitAgent, awaitReport, forgetReport } from './guest'
import { memoryOverhead } from './memory'
import { delay, during, reserve } from './operation'
import { assertCanBootHere, chooseHost } from './placement'
import { onHost, sayOfVm } from './say'

const BUILD_SECONDS = 1.25
const BOOT_SECONDS = 0.75

/** A VM without BIOS strings gets the generic ones at its first start. */
export const genericBios: { readonly [key: string]: string } = {
  'bios-vendor': 'Xen',
  'bios-version': '',
  'system-manufacturer': 'Xen',
  'system-product-name': 'HVM domU',
  'system-version': '',
  'system-serial-number': '',
  'baseboard-manufacturer': '',
  'baseboard-product-name': '',
  'baseboard-version': '',
  'baseboard-serial-number': '',
  'baseboard-asset-tag': '',
  'baseboard-location-in-chassis': '',
  'enclosure-asset-tag': '',
  'hp-rombios': '',
  'oem-1': 'Xen',
  'oem-2': 'MS_VM_CERT/SHA1/bdbeb6e0a816d43fa6d3fe8aaef04c2bad9d3e3d',
}

/**
 * Starts a VM, on `host` or where there is room. A failure leaves it halted as it was. Like xapi it is not done
 * before the VM's `start_delay` is over, in a vApp or out of one, while the VM runs already.
 */
export async function start(
  pool: Pool,
  task: Task,
  vm: Ref<'VM'>,
  options: { host?: Ref<'host'>; paused: boolean },
): Promise<void> {
  const operation = options.host ? 'start_on' : 'start'
  assertVmOperation(pool.db, vm, operation)
  giveBios(pool, vm)
  if (options.host) assertCanBootHere(pool, vm, options.host)
  const host = options.host ?? chooseHost(pool, vm)
  if (pool.db.get('VM', vm).ha_restart_priority === 'restart') assertPlanHolds(pool, { protect: vm })
  await during(pool, task, vm, operation, async () => {
    const arrive = reserve(pool, task, vm, host, 'vm_start')
    try {
      prepare(pool, vm)
      attachDevices(pool, task, vm)
      await task.spend(BUILD_SECONDS, 0, 0.6)
      pool.faults.strike(pool.db.get('VM', vm).uuid, operation)
      buildDomain(pool, vm, host)
      await task.spend(BOOT_SECONDS, 0.6, 0.95)
      run(pool, vm, options.paused)
    } catch (error) {
      endDomain(pool, vm, 'Halted')
      throw error
    } finally {
      arrive()
      settleDevices(pool, task, vm)
    }
    sayOfVm(pool, 'VM_STARTED', pool.db.get('VM', vm), `started ${onHost(pool, host)}`)
    await delay(pool, task, vm, 'start_delay')
  })
}

/** A start that fails later has done this already. */
function giveBios(pool: Pool, ref: Ref<'VM'>): void {
  const { bios_strings } = pool.db.get('VM', ref)
  if (Object.keys(bios_strings).length === 0) pool.db.update('VM', ref, { bios_strings: genericBios })
}

function prepare(pool: Pool, ref: Ref<'VM'>): void {
  const vm = pool.db.get('VM', ref)
  forgetReport(pool, ref)
  const uefi = vm.HVM_boot_params.firmware === 'uefi'
  const model = uefi ? 'qemu-upstream-uefi' : 'qemu-upstream-compat'
  pool.db.update('VM', ref, {
    memory_overhead: memoryOverhead(vm),
    requires_reboot: false,
    ...(vm.domain_type === 'unspecified' && { domain_type: vm.HVM_boot_policy ? 'hvm' : 'pv' }),
    ...(vm.ha_restart_priority === 'restart' && { ha_always_run: true }),
    ...(vm.HVM_boot_policy !== '' && { platform: { ...vm.platform, 'device-model': model } }),
  })
}

function run(pool: Pool, vm: Ref<'VM'>, paused: boolean): void {
  const { vendor = '' } = pool.db.get('host', pool.db.get('VM', vm).resident_on).cpu_info
  pool.db.update('VM', vm, {
    power_state: paused ? 'Paused' : 'Running',
    suspend_VDI: refOf(NULL),
    last_boot_CPU_flags: { vendor },
  })
  createConsoles(pool, vm)
  describeDomain(pool, vm, true)
  if (paused) awaitAgent(pool, vm)
  else awaitReport(pool, vm)
}
