import { randomUUID } from 'node:crypto'
import type { Records, Ref } from '../../server/xapi/model/records'
import { isoTime } from '../clock'
import { releaseCards, takeCards } from '../devices/cards'
import { deviceName } from '../devices/rows'
import type { Pool } from '../pool'
import { NULL, refOf } from '../tables/row'
import type { Task } from '../work/task'
import { begin, end } from './operation'

const NO_HOST = refOf<'host'>(NULL)

/** Where a client connects to see this console. */
export function consoleLocation(pool: Pool, uuid: string): string {
  return `${pool.consoleBase}/console?uuid=${uuid}`
}

/** Devices show as attached from the moment a start begins. An empty drive is only there for an HVM guest. */
export function attachDevices(pool: Pool, task: Task, vmRef: Ref<'VM'>): void {
  const vm = pool.db.get('VM', vmRef)
  for (const ref of vm.VBDs) {
    const vbd = pool.db.find('VBD', ref)
    if (!vbd || (vbd.empty && vm.domain_type !== 'hvm')) continue
    begin(pool, task, 'VBD', ref, 'attach')
    pool.db.update('VBD', ref, { currently_attached: true })
  }
  for (const ref of vm.VUSBs) pool.db.update('VUSB', ref, { currently_attached: true })
  for (const ref of vm.VIFs) {
    begin(pool, task, 'VIF', ref, 'attach')
    pool.db.update('VIF', ref, { currently_attached: true })
  }
}

export function settleDevices(pool: Pool, task: Task, vmRef: Ref<'VM'>): void {
  const vm = pool.db.get('VM', vmRef)
  for (const ref of vm.VBDs) end(pool, task, 'VBD', ref)
  for (const ref of vm.VIFs) end(pool, task, 'VIF', ref)
}

function detachDevices(pool: Pool, vmRef: Ref<'VM'>): void {
  const vm = pool.db.get('VM', vmRef)
  releaseCards(pool, vm)
  for (const ref of vm.VBDs) {
    if (pool.db.find('VBD', ref))
      pool.db.update('VBD', ref, { currently_attached: false, current_operations: {} })
  }
  for (const ref of vm.VIFs) pool.db.update('VIF', ref, { currently_attached: false, current_operations: {} })
}

/** The next domain number of a host. Numbers are not used again. */
export function newDomid(pool: Pool, host: Ref<'host'>): number {
  let last = pool.domids.get(host)
  if (last === undefined) {
    const residents = pool.db.get('host', host).resident_VMs.map(vm => pool.db.find('VM', vm)?.domid ?? 0)
    last = Math.max(0, ...residents)
  }
  pool.domids.set(host, last + 1)
  return last + 1
}

/** A domain begins: where it lives, what it has, its consoles. `power_state` is left to the caller. */
export function buildDomain(pool: Pool, vmRef: Ref<'VM'>, host: Ref<'host'>): void {
  pool.db.update('VM', vmRef, { resident_on: host, scheduled_to_be_resident_on: NO_HOST })
  const vm = pool.db.get('VM', vmRef)
  takeCards(pool, vm, host)
  pool.db.update('VM', vmRef, { domid: newDomid(pool, host), memory_target: vm.memory_dynamic_max })
  for (const ref of vm.VBDs) {
    const vbd = pool.db.find('VBD', ref)
    if (vbd?.currently_attached) pool.db.update('VBD', ref, { device: deviceName(vbd.userdevice) })
  }
}

/** What Xen tells of a domain that runs. `restarted`: its clock begins anew. */
export function describeDomain(pool: Pool, vmRef: Ref<'VM'>, restarted: boolean): void {
  const vm = pool.db.get('VM', vmRef)
  const type = vm.domain_type === 'unspecified' ? (vm.HVM_boot_policy ? 'hvm' : 'pv') : vm.domain_type
  if (!pool.db.find('VM_metrics', vm.metrics)) return
  pool.db.update('VM_metrics', vm.metrics, {
    VCPUs_number: vm.VCPUs_at_startup,
    memory_actual: vm.memory_target,
    hvm: type === 'hvm',
    current_domain_type: type,
    last_updated: isoTime(pool.clock.now()),
    ...(restarted && { start_time: isoTime(pool.clock.now()) }),
  })
}

/** The domain is gone. Halted: nothing of it is left; suspended: it waits in its image. */
export function endDomain(
  pool: Pool,
  vmRef: Ref<'VM'>,
  state: 'Halted' | 'Suspended',
  keepsDevices = false,
): void {
  if (!keepsDevices) detachDevices(pool, vmRef)
  destroyConsoles(pool, vmRef)
  const vm = pool.db.get('VM', vmRef)
  const slept = vm.power_state === 'Suspended'
  pool.db.update('VM', vmRef, {
    power_state: state,
    resident_on: NO_HOST,
    scheduled_to_be_resident_on: NO_HOST,
    domid: -1,
    ...(state === 'Halted' && {
      requires_reboot: false,
      ha_always_run: false,
      attached_PCIs: [],
      ...(!slept && { memory_target: 0 }),
    }),
  })
  if (state === 'Halted' && !slept && pool.db.find('VM_metrics', vm.metrics)) {
    pool.db.update('VM_metrics', vm.metrics, {
      VCPUs_number: 0,
      memory_actual: 0,
      hvm: false,
      current_domain_type: 'unspecified',
    })
  }
}

/** A screen, and a serial line where its owner has asked for one. */
export function consoleProtocols({ other_config }: Pick<Records['VM'], 'other_config'>): ('rfb' | 'vt100')[] {
  const { hvm_serial = 'none' } = other_config
  return hvm_serial === 'none' ? ['rfb'] : ['rfb', 'vt100']
}

export function createConsoles(pool: Pool, vmRef: Ref<'VM'>): void {
  if (pool.db.get('VM', vmRef).consoles.length > 0) return
  for (const protocol of consoleProtocols(pool.db.get('VM', vmRef))) {
    const uuid = randomUUID()
    pool.db.create('console', { uuid, protocol, location: consoleLocation(pool, uuid), VM: vmRef })
  }
}

export function destroyConsoles(pool: Pool, vmRef: Ref<'VM'>): void {
  for (const console of pool.db.get('VM', vmRef).consoles) pool.db.destroy('console', console)
}
