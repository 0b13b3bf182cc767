import { facts } from '../../../server/xapi/facts'
import type { Records } from '../../../server/xapi/model/records'
import { Failure } from '../../failure'
import type { Database } from '../database'
import {
  allowedStates,
  neverAdvertised,
  onControlDomains,
  onSnapshots,
  onTemplates,
  type VmOperation,
} from './vm-states'

/** xapi lists them in this order. */
const operations = [...(facts.enums.vm_operations ?? [])].reverse()
const advertised = operations.filter(operation => !neverAdvertised.has(operation))

/** What a guest must offer before it can be asked. The last two are asked of running and paused VMs alike. */
const needsFeature: { readonly [operation: string]: readonly string[] } = {
  clean_shutdown: ['feature-shutdown', 'feature-poweroff'],
  clean_reboot: ['feature-shutdown', 'feature-reboot'],
  changing_VCPUs_live: ['feature-vcpu-hotplug'],
  suspend: ['feature-suspend'],
  checkpoint: ['feature-suspend'],
  pool_migrate: ['feature-suspend'],
  migrate_send: ['feature-suspend'],
}

/** Operations that move or freeze the memory of a domain. */
const moves: ReadonlySet<string> = new Set(['suspend', 'checkpoint', 'pool_migrate', 'migrate_send'])

/** These errors name no operation of theirs. */
const nameless: ReadonlySet<string> = new Set([
  'create_template',
  'query_services',
  'changing_memory_limits',
  'changing_VCPUs',
])

export function allowedVmOperations(db: Database, ref: string): string[] {
  const vm = db.find('VM', ref)
  return vm ? advertised.filter(operation => !refusedForVm(db, ref, vm, operation)) : []
}

/** Throws the refusal of the first check that fails, in xapi's order. */
export function assertVmOperation(db: Database, ref: string, operation: VmOperation, force = false): void {
  const refusal = refusedForVm(db, ref, db.get('VM', ref), operation, force)
  if (refusal) throw refusal
}

/** The refusal that an operation would meet now, if any. */
export function vmOperationRefusal(db: Database, ref: string, operation: VmOperation): Failure | undefined {
  return refusedForVm(db, ref, db.get('VM', ref), operation)
}

function refusedForVm(
  db: Database,
  ref: string,
  vm: Records['VM'],
  operation: VmOperation,
  force = false,
): Failure | undefined {
  const blocked = vm.blocked_operations[operation]
  if (blocked !== undefined) return new Failure('OPERATION_BLOCKED', ref, blocked)
  return (
    wrongState(db, ref, vm, operation) ??
    inProgress(ref, vm, operation) ??
    wrongKind(ref, vm, operation) ??
    cannotMove(db, ref, vm, operation) ??
    controlDomain(vm, operation) ??
    guestUnable(db, ref, vm, operation, force) ??
    devices(db, ref, vm, operation)
  )
}

function wrongState(db: Database, ref: string, vm: Records['VM'], operation: string): Failure | undefined {
  const [pool] = db.all('pool')
  const allowed = allowedStates(operation, {
    controlDomain: vm.is_control_domain,
    snapshot: vm.is_a_snapshot,
    cloneSuspended: pool?.[1].other_config.allow_clone_suspended_vm === 'true',
  })
  if (allowed.some(state => state === vm.power_state)) return undefined
  const expected = allowed.map(state => state.toLowerCase()).join(', ')
  return new Failure('VM_BAD_POWER_STATE', ref, expected, vm.power_state.toLowerCase())
}

function inProgress(ref: string, vm: Records['VM'], operation: string): Failure | undefined {
  const current = Object.entries(vm.current_operations)
  if (current.length === 0) return undefined
  const running = current.map(([, one]) => one)
  if (goTogether(operation, running)) return undefined
  const [first] = current
  if (first && current.length === 1) {
    return new Failure('OTHER_OPERATION_IN_PROGRESS', 'VM', ref, first[1], first[0])
  }
  const tasks = current.map(([task]) => task)
  return new Failure(
    'OTHER_OPERATION_IN_PROGRESS',
    'VM',
    ref,
    `{${running.join(',')}}`,
    `{${tasks.join(',')}}`,
  )
}

function goTogether(operation: string, running: readonly string[]): boolean {
  const among = (group: readonly string[]) => [operation, ...running].every(one => group.includes(one))
  if (among(['clone', 'copy', 'export']) || among(['snapshot', 'checkpoint']) || among(['get_boot_record']))
    return true
  if (operation === 'hard_shutdown') return !running.includes('hard_shutdown')
  if (operation === 'hard_reboot')
    return !running.some(one => one === 'hard_shutdown' || one === 'hard_reboot')
  const migrating = running.length === 1 && running[0] === 'migrate_send'
  return migrating && ['metadata_export', 'clean_shutdown', 'clean_reboot'].includes(operation)
}

function wrongKind(ref: string, vm: Records['VM'], operation: string): Failure | undefined {
  const spelled = operation === 'assert_operation_valid' ? 'assertoperationvalid' : operation
  const name = nameless.has(operation) ? '(unknown operation)' : spelled
  if (vm.is_a_template && !vm.is_a_snapshot && !onTemplates.has(operation)) {
    const own = (operation === 'destroy' || operation === 'migrate_send') && !isDefaultTemplate(vm)
    if (!own) return new Failure('VM_IS_TEMPLATE', ref, name)
  }
  if (vm.is_a_snapshot && !onSnapshots.has(operation)) return new Failure('VM_IS_SNAPSHOT', ref, name)
  if (operation === 'provision' && !vm.is_a_template) return new Failure('PROVISION_ONLY_ALLOWED_ON_TEMPLATE')
  if (operation === 'revert' && !vm.is_a_snapshot) return new Failure('REVERT_ONLY_ALLOWED_ON_SNAPSHOT')
  return undefined
}

/** One of the templates that every pool has: told by a field, or by a key as in older releases. */
export function isDefaultTemplate(vm: Records['VM']): boolean {
  return vm.is_default_template || vm.other_config.default_template === 'true'
}

function cannotMove(db: Database, ref: string, vm: Records['VM'], operation: string): Failure | undefined {
  const metrics = vm.power_state === 'Running' ? db.find('VM_metrics', vm.metrics) : undefined
  const set = (value: string | undefined) => value === 'true' || value === '1'
  const nested = metrics ? metrics.nested_virt : set(vm.platform['nested-virt'])
  const fixed = metrics ? metrics.nomigrate : set(vm.platform.nomigrate)
  if (moves.has(operation) && (nested || fixed)) return new Failure('VM_IS_IMMOBILE', ref)
  if (operation === 'changing_dynamic_range' && nested) return new Failure('VM_IS_USING_NESTED_VIRT', ref)
  return undefined
}

function controlDomain(vm: Records['VM'], operation: string): Failure | undefined {
  if (!vm.is_control_domain) return undefined
  if (!onControlDomains.has(operation)) {
    return new Failure('OPERATION_NOT_ALLOWED', 'This operation is not allowed on a control domain')
  }
  if (vm.domid === 0 && (operation === 'changing_VCPUs' || operation === 'destroy')) {
    return new Failure('OPERATION_NOT_ALLOWED', 'This operation is not allowed on dom0')
  }
  return undefined
}

function guestUnable(
  db: Database,
  ref: string,
  vm: Records['VM'],
  operation: string,
  force: boolean,
): Failure | undefined {
  const features = needsFeature[operation]
  if (!features || (vm.power_state !== 'Running' && vm.power_state !== 'Paused')) return undefined
  const guest = db.find('VM_guest_metrics', vm.guest_metrics)
  const reason = guest?.other['data-cant-suspend-reason']
  if (moves.has(operation) && reason) return new Failure('VM_NON_SUSPENDABLE', ref, reason)
  if (operation === 'pool_migrate' && force) return undefined
  const type = db.find('VM_metrics', vm.metrics)?.current_domain_type ?? vm.domain_type
  if (type !== 'hvm' && type !== 'unspecified') return undefined
  const drivers = guest?.PV_drivers_version
  if (drivers && /^\d+$/.test(drivers.major ?? '') && /^\d+$/.test(drivers.minor ?? '')) return undefined
  if (features.some(feature => guest?.other[feature] === '1')) return undefined
  return new Failure('VM_LACKS_FEATURE', ref)
}

function devices(db: Database, ref: string, vm: Records['VM'], operation: string): Failure | undefined {
  if (operation === 'snapshot_with_quiesce') return new Failure('VM_SNAPSHOT_WITH_QUIESCE_NOT_SUPPORTED', ref)
  if (['checkpoint', 'snapshot', 'suspend'].includes(operation)) {
    for (const vbd of vm.VBDs) {
      const vdi = db.find('VBD', vbd)?.VDI
      if (vdi && db.find('VDI', vdi)?.on_boot === 'reset') {
        return new Failure('VDI_ON_BOOT_MODE_INCOMPATIBLE_WITH_OPERATION')
      }
    }
  }
  if (moves.has(operation)) {
    if (vm.attached_PCIs.length > 0) return new Failure('VM_HAS_PCI_ATTACHED', ref)
    if (vm.VGPUs.length > 0 && vm.power_state !== 'Halted') return new Failure('VM_HAS_VGPU', ref)
  }
  if (vm.VUSBs.length > 0 && (moves.has(operation) || operation === 'snapshot')) {
    return new Failure('VM_HAS_VUSBS', ref)
  }
  if (operation === 'make_into_template') return bound(db, ref, vm)
  if (operation === 'query_services' && vm.other_config.is_system_domain !== 'true') {
    return new Failure('NOT_SYSTEM_DOMAIN', ref)
  }
  if (operation === 'create_vtpm' && vm.VTPMs.length > 0) {
    return new Failure('VTPM_MAX_AMOUNT_REACHED', String(vm.VTPMs.length))
  }
  return undefined
}

function bound(db: Database, ref: string, vm: Records['VM']): Failure | undefined {
  if (db.find('VM_appliance', vm.appliance))
    return new Failure('VM_IS_PART_OF_AN_APPLIANCE', ref, vm.appliance)
  if (db.find('VMPP', vm.protection_policy))
    return new Failure('VM_ASSIGNED_TO_PROTECTION_POLICY', ref, vm.protection_policy)
  if (db.find('VMSS', vm.snapshot_schedule))
    return new Failure('VM_ASSIGNED_TO_SNAPSHOT_SCHEDULE', ref, vm.snapshot_schedule)
  return undefined
}
