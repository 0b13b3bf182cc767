import type { Records } from '../../server/xapi/model/records'
import { isoTime } from '../clock'
import { NULL, refOf } from '../tables/row'
import type { Ground } from './builder'
import type { Rows } from './loaded-rows'

const NO_HOST = refOf<'host'>(NULL)

/** Makes the VMs of a database agree with themselves: what is said to run runs somewhere, the rest nowhere. */
export function mendMachines(rows: Rows, ground: Ground): void {
  for (const [ref, vm] of rows.all('VM')) {
    const mended = mendState(rows, ref, vm)
    mendMetrics(rows, ground, ref, mended)
    for (const [vbdRef, vbd] of rows.all('VBD')) if (vbd.VM === ref) mendDisk(rows, vbdRef, vbd, mended)
    for (const [vifRef, vif] of rows.all('VIF')) if (vif.VM === ref) mendNic(rows, vifRef, vif, mended)
  }
}

function mendState(rows: Rows, ref: string, vm: Records['VM']): Records['VM'] {
  const placed = rows.get('host', vm.resident_on) !== undefined
  const runs = (vm.power_state === 'Running' || vm.power_state === 'Paused') && placed && !vm.is_a_template
  const sleeps = vm.power_state === 'Suspended' && rows.get('VDI', vm.suspend_VDI) !== undefined
  rows.set('VM', ref, {
    power_state: runs || sleeps ? vm.power_state : 'Halted',
    current_operations: {},
    scheduled_to_be_resident_on: NO_HOST,
    is_default_template: vm.is_default_template || vm.other_config.default_template === 'true',
    domain_type: domainType(vm),
    ...(!runs && { resident_on: NO_HOST, domid: -1 }),
    ...(runs && { memory_target: vm.memory_target || vm.memory_dynamic_max }),
  })
  return rows.get('VM', ref) ?? vm
}

/** Older releases tell it by how a VM boots. */
function domainType(vm: Records['VM']): Records['VM']['domain_type'] {
  if (vm.domain_type !== 'unspecified' && vm.domain_type !== 'hvm') return vm.domain_type
  return vm.HVM_boot_policy !== '' && !vm.is_control_domain ? 'hvm' : 'pv'
}

function mendMetrics(rows: Rows, ground: Ground, ref: string, vm: Records['VM']): void {
  const runs = vm.power_state === 'Running' || vm.power_state === 'Paused'
  const known = rows.get('VM_metrics', vm.metrics)
  const metrics = known ? vm.metrics : refOf<'VM_metrics'>(`OpaqueRef:${ground.random.uuid()}`)
  rows.set('VM_metrics', metrics, {
    ...(!known && { uuid: ground.random.uuid() }),
    current_domain_type: runs ? vm.domain_type : 'unspecified',
    hvm: runs && vm.domain_type === 'hvm',
    ...(runs && !known && { start_time: isoTime(ground.now - 3_600_000), VCPUs_number: vm.VCPUs_at_startup }),
    ...(runs && !known?.memory_actual && { memory_actual: vm.memory_target }),
  })
  rows.set('VM', ref, { metrics })
  if (vm.guest_metrics !== NULL && !rows.get('VM_guest_metrics', vm.guest_metrics)) {
    rows.set('VM', ref, { guest_metrics: refOf<'VM_guest_metrics'>(NULL) })
  }
}

function mendDisk(rows: Rows, ref: string, vbd: Records['VBD'], vm: Records['VM']): void {
  const runs = vm.power_state === 'Running' || vm.power_state === 'Paused'
  const there = rows.get('VDI', vbd.VDI) !== undefined
  rows.set('VBD', ref, {
    current_operations: {},
    currently_attached: runs && vbd.currently_attached,
    // The disc was taken out of the library since: the drive is empty.
    ...(!there && vbd.type === 'CD' && { empty: true, VDI: refOf<'VDI'>(NULL) }),
  })
}

function mendNic(rows: Rows, ref: string, vif: Records['VIF'], vm: Records['VM']): void {
  const runs = vm.power_state === 'Running' || vm.power_state === 'Paused'
  rows.set('VIF', ref, { current_operations: {}, currently_attached: runs && vif.currently_attached })
}
