import type { Records } from '../../../server/xapi/model/records'
import { Failure } from '../../failure'
import type { Database } from '../database'

/** What a guest says of its devices being plugged in and out while it runs: undefined when it does not mind. */
function guestMinds(
  db: Database,
  vmRef: string,
  vm: Records['VM'],
  kind: 'vbd' | 'vif',
): Failure | undefined {
  const type = db.find('VM_metrics', vm.metrics)?.current_domain_type ?? vm.domain_type
  if (type !== 'hvm' && type !== 'unspecified') return undefined
  const guest = db.find('VM_guest_metrics', vm.guest_metrics)
  const told = kind === 'vbd' ? guest?.can_use_hotplug_vbd : guest?.can_use_hotplug_vif
  if (told === 'yes') return undefined
  if (told === 'no') return new Failure('OPERATION_NOT_ALLOWED', 'VM states it does not support hotplug.')
  const drivers = guest && (guest.PV_drivers_detected || guest.PV_drivers_version.major !== undefined)
  return drivers ? undefined : new Failure('VM_MISSING_PV_DRIVERS', vmRef)
}

/** Operations on a VM during which its devices stay as they are. */
const unsettling: ReadonlySet<string> = new Set(['clean_shutdown', 'hard_shutdown', 'suspend', 'pause'])

function vmBusy(vmRef: string, vm: Records['VM']): Failure | undefined {
  const busy = Object.entries(vm.current_operations).find(([, operation]) => unsettling.has(operation))
  return busy && new Failure('OTHER_OPERATION_IN_PROGRESS', 'VM', vmRef, busy[1], busy[0])
}

function wrongState(vmRef: string, vm: Records['VM'], allowed: readonly string[]): Failure | undefined {
  if (allowed.includes(vm.power_state)) return undefined
  const expected = allowed.map(state => state.toLowerCase()).join(', ')
  return new Failure('VM_BAD_POWER_STATE', vmRef, expected, vm.power_state.toLowerCase())
}

/** xapi lists them in this order. */
const vbdOperations = [
  'attach',
  'unpause',
  'plug',
  'unplug',
  'unplug_force',
  'insert',
  'pause',
  'eject',
] as const
type VbdOperation = (typeof vbdOperations)[number]

export function allowedVbdOperations(db: Database, ref: string): string[] {
  const vbd = db.find('VBD', ref)
  const vm = vbd && db.find('VM', vbd.VM)
  if (!vbd || !vm) return []
  return vbdOperations.filter(operation => !refusedForVbd(db, ref, vbd, vm, operation))
}

/** Throws the refusal of the first check that fails, in xapi's order. */
export function assertVbdOperation(db: Database, ref: string, operation: VbdOperation): void {
  const vbd = db.get('VBD', ref)
  const refusal = refusedForVbd(db, ref, vbd, db.get('VM', vbd.VM), operation)
  if (refusal) throw refusal
}

function refusedForVbd(
  db: Database,
  ref: string,
  vbd: Records['VBD'],
  vm: Records['VM'],
  operation: VbdOperation,
): Failure | undefined {
  const [current] = Object.entries(vbd.current_operations)
  if (current) return new Failure('OTHER_OPERATION_IN_PROGRESS', 'VBD', ref, current[1], current[0])
  switch (operation) {
    case 'attach':
      return undefined
    case 'pause':
    case 'unpause':
      return wrongState(vbd.VM, vm, ['Running', 'Paused'])
    case 'insert':
    case 'eject':
      return refusedMedium(ref, vbd, vm, operation)
    default:
      return refusedPlug(db, ref, vbd, vm, operation)
  }
}

function refusedMedium(
  ref: string,
  vbd: Records['VBD'],
  vm: Records['VM'],
  operation: 'insert' | 'eject',
): Failure | undefined {
  if (vbd.type !== 'CD') return new Failure('VBD_NOT_REMOVABLE_MEDIA', ref)
  if (operation === 'insert' && !vbd.empty) return new Failure('VBD_NOT_EMPTY', ref)
  if (operation === 'eject' && vbd.empty) return new Failure('VBD_IS_EMPTY', ref)
  return wrongState(vbd.VM, vm, ['Halted', 'Running', 'Paused'])
}

function refusedPlug(
  db: Database,
  ref: string,
  vbd: Records['VBD'],
  vm: Records['VM'],
  operation: VbdOperation,
): Failure | undefined {
  const plug = operation === 'plug'
  if (!plug && !vbd.unpluggable) return new Failure('VBD_NOT_UNPLUGGABLE', ref)
  const state = wrongState(vbd.VM, vm, ['Running'])
  if (state) return state
  if (plug && vbd.currently_attached) return new Failure('DEVICE_ALREADY_ATTACHED', ref)
  if (!plug && !vbd.currently_attached) return new Failure('DEVICE_ALREADY_DETACHED', ref)
  const hvm = db.find('VM_metrics', vm.metrics)?.current_domain_type === 'hvm'
  if (hvm && vbd.type === 'CD') {
    const text = 'HVM CDROMs cannot be hotplugged/unplugged, only inserted or ejected'
    return new Failure('OPERATION_NOT_ALLOWED', text)
  }
  if (vm.is_control_domain) return undefined
  return vmBusy(vbd.VM, vm) ?? guestMinds(db, vbd.VM, vm, 'vbd')
}

/** Why the disk of a drive cannot be attached now: another domain has it. */
export function attachConflict(db: Database, ref: string, vbd: Records['VBD']): Failure | undefined {
  const vdi = vbd.empty ? undefined : db.find('VDI', vbd.VDI)
  if (!vdi || vdi.sharable) return undefined
  const taken = vdi.VBDs.some(one => {
    const other = one === ref ? undefined : db.find('VBD', one)
    const suspended = other && db.find('VM', other.VM)?.power_state === 'Suspended'
    return other?.currently_attached && !suspended && (other.mode === 'RW' || vbd.mode === 'RW')
  })
  return taken ? new Failure('VDI_IN_USE', vbd.VDI) : undefined
}

/** A trusted module is taken from a VM that is halted. */
export function allowedVtpmOperations(db: Database, ref: string): string[] {
  const vtpm = db.find('VTPM', ref)
  return vtpm && db.find('VM', vtpm.VM)?.power_state === 'Halted' ? ['destroy'] : []
}

type VifOperation = 'attach' | 'plug' | 'unplug'
const vifOperations: readonly VifOperation[] = ['attach', 'plug', 'unplug']

export function allowedVifOperations(db: Database, ref: string): string[] {
  const vif = db.find('VIF', ref)
  const vm = vif && db.find('VM', vif.VM)
  if (!vif || !vm) return []
  return vifOperations.filter(operation => !refusedForVif(db, ref, vif, vm, operation))
}

export function assertVifOperation(db: Database, ref: string, operation: VifOperation): void {
  const vif = db.get('VIF', ref)
  const refusal = refusedForVif(db, ref, vif, db.get('VM', vif.VM), operation)
  if (refusal) throw refusal
}

function refusedForVif(
  db: Database,
  ref: string,
  vif: Records['VIF'],
  vm: Records['VM'],
  operation: VifOperation,
): Failure | undefined {
  const [current] = Object.entries(vif.current_operations)
  if (current) return new Failure('OTHER_OPERATION_IN_PROGRESS', 'VIF', ref, current[1], current[0])
  if (operation === 'attach') return undefined
  const state = wrongState(vif.VM, vm, ['Running'])
  if (state) return state
  if (operation === 'plug' && vif.currently_attached) return new Failure('DEVICE_ALREADY_ATTACHED', ref)
  if (operation === 'unplug' && !vif.currently_attached) return new Failure('DEVICE_ALREADY_DETACHED', ref)
  if (vm.is_control_domain)
    return new Failure('OPERATION_NOT_ALLOWED', 'A VIF of a control domain cannot be hotplugged')
  return vmBusy(vif.VM, vm) ?? guestMinds(db, vif.VM, vm, 'vif')
}
