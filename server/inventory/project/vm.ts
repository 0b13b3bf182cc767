import type { Ref } from '@/server/xapi/model/records'
import type { FollowedRecord } from '../classes'
import { identity, objectId } from '../ids'
import type { ObjectId, VmRow } from '../rows'
import type { Store } from '../store'
import { hiddenOf, isVm } from '../visible'
import { consolesOf, noConsoles } from './consoles'
import { guestAddresses, guestFamily, guestOs, isHvm, toolsState } from './guest'
import { organised } from './organised'
import { localHost } from './sr'
import { unlessNever } from './times'
import { idIn, idOf, type View } from './view'
import { disksOf, storageOf, type VmDisk } from './vm-disks'
import { vmTrouble } from './vm-trouble'

export function projectVm(view: View, ref: Ref<'VM'>): VmRow | undefined {
  const vm = view.store.get('VM', ref)
  return vm === undefined || !isVm(vm) ? undefined : vmRow(view, ref, vm)
}

/**
 * The row of a VM of which nothing else has changed than what hangs on it: its disks, cards and consoles, and where those
 * lead. A fill shows VMs before it has read these; all that the VM itself says is as in the row `before`.
 */
export function attachVm(view: View, ref: Ref<'VM'>, before: VmRow): VmRow | undefined {
  const vm = view.store.get('VM', ref)
  return vm === undefined || !isVm(vm) ? undefined : withAttached(before, view, ref, vm)
}

/** What of a row hangs on the VM. */
type Attached = 'home' | 'disks' | 'diskBytes' | 'networks' | 'consoles' | 'trouble'

function vmRow(view: View, ref: Ref<'VM'>, vm: FollowedRecord<'VM'>): VmRow {
  const { store } = view
  const metrics = store.get('VM_metrics', vm.metrics)
  const guest = store.get('VM_guest_metrics', vm.guest_metrics)
  const onAHost = isOnAHost(vm)
  const { folder, fields } = organised(vm.other_config)
  const own: Omit<VmRow, Attached> = {
    class: 'VM',
    id: idIn(view, vm, ref),
    pool: view.pool,
    ref,
    uuid: vm.uuid,
    name_label: vm.name_label,
    name_description: vm.name_description,
    allowed_operations: vm.allowed_operations,
    current_operations: vm.current_operations,
    tags: vm.tags,
    folder,
    fields,
    ...hiddenOf(vm),
    power_state: vm.power_state,
    host: onAHost ? idOf(view, 'host', vm.resident_on) : null,
    vcpus: (onAHost && metrics?.VCPUs_number) || vm.VCPUs_at_startup,
    memory: memoryOf(vm, onAHost, metrics),
    appliance: applianceOf(view, vm),
    snapshotSchedule: scheduleOf(view, vm),
    // What a guest said before it was halted says nothing about where it is now.
    addresses: onAHost ? guestAddresses(guest) : [],
    os: guestOs(vm, guest),
    family: guestFamily(vm, guest),
    tools: toolsState(vm, guest),
    startTime: onAHost ? unlessNever(metrics?.start_time) : null,
    isHvm: isHvm(vm),
    protected: Object.keys(vm.blocked_operations).length > 0,
    blocked_operations: vm.blocked_operations,
    ha: isKeptRunning(store, vm),
  }
  return withAttached(own, view, ref, vm)
}

/** Field by field: ten thousand rows are made in one go, and to spread an object takes many times as long. */
function withAttached(
  own: Omit<VmRow, Attached>,
  view: View,
  ref: Ref<'VM'>,
  vm: FollowedRecord<'VM'>,
): VmRow {
  const { store } = view
  const disks = disksOf(store, ref)
  return {
    class: own.class,
    id: own.id,
    pool: own.pool,
    ref: own.ref,
    uuid: own.uuid,
    name_label: own.name_label,
    name_description: own.name_description,
    allowed_operations: own.allowed_operations,
    current_operations: own.current_operations,
    tags: own.tags,
    folder: own.folder,
    fields: own.fields,
    ...hiddenOf(vm),
    power_state: own.power_state,
    host: own.host,
    home: home(view, vm, disks),
    vcpus: own.vcpus,
    memory: own.memory,
    disks: disks.length,
    diskBytes: disks.reduce((sum, { vdi }) => sum + (vdi?.virtual_size ?? 0), 0),
    networks: networksOf(view, ref),
    appliance: own.appliance,
    snapshotSchedule: own.snapshotSchedule,
    addresses: own.addresses,
    os: own.os,
    family: own.family,
    tools: own.tools,
    startTime: own.startTime,
    isHvm: own.isHvm,
    consoles: isOnAHost(vm) ? consolesOf(store, ref) : noConsoles,
    trouble: vmTrouble(view, vm, disks)?.text ?? null,
    protected: own.protected,
    blocked_operations: own.blocked_operations,
    ha: own.ha,
  }
}

const isOnAHost = (vm: FollowedRecord<'VM'>) => vm.power_state === 'Running' || vm.power_state === 'Paused'

/** Whether the pool sees to it that it runs. */
function isKeptRunning(store: Store, { ha_restart_priority }: FollowedRecord<'VM'>): boolean {
  if (ha_restart_priority !== 'restart') return false
  for (const { ha_enabled } of store.all('pool').values()) return ha_enabled
  return false
}

function memoryOf(
  vm: FollowedRecord<'VM'>,
  onAHost: boolean,
  metrics: FollowedRecord<'VM_metrics'> | undefined,
): number {
  return (onAHost && metrics?.memory_actual) || vm.memory_dynamic_max
}

function home(view: View, vm: FollowedRecord<'VM'>, disks: readonly VmDisk[]): ObjectId | null {
  const { store } = view
  const preferred = idOf(view, 'host', vm.affinity)
  if (preferred !== null) return preferred
  for (const ref of storageOf(store, vm, disks)) {
    if (store.get('SR', ref)?.shared !== false) continue
    const host = localHost(store, ref)
    if (host !== undefined) return idOf(view, 'host', host)
  }
  return null
}

export function networksOf(view: View, ref: Ref<'VM'>): ObjectId[] {
  const cards = [...view.store.recordsAt('VIF', 'VM', ref)].map(([, vif]) => vif)
  cards.sort((a, b) => Number(a.device) - Number(b.device))
  const ids = cards.map(vif => idOf(view, 'network', vif.network))
  return [...new Set(ids.filter(id => id !== null))]
}

function scheduleOf({ store, pool }: View, vm: FollowedRecord<'VM'>): VmRow['snapshotSchedule'] {
  const schedule = store.get('VMSS', vm.snapshot_schedule)
  if (schedule === undefined) return null
  return { id: objectId(pool, identity(schedule, vm.snapshot_schedule)), name: schedule.name_label }
}

function applianceOf({ store, pool }: View, vm: FollowedRecord<'VM'>): VmRow['appliance'] {
  const appliance = store.get('VM_appliance', vm.appliance)
  if (appliance === undefined) return null
  return { id: objectId(pool, identity(appliance, vm.appliance)), name: appliance.name_label }
}
