import type { Ref } from '@/server/xapi/model/records'
import type { FollowedClass, FollowedRecord } from './classes'
import { equal } from './equal'
import type { PartClass } from './rows'
import type { Change, Store } from './store'
import { Touched } from './touched'
import { isVisibleVm } from './visible'

/**
 * The rows that may look different after these changes, the store being as it is after them. What a row lost is found
 * through the record before, what it still has through the index; so no step looks at more than what is connected.
 * `parts`: those whose rows are there now.
 */
export function dependents(
  store: Store,
  changes: readonly Change[],
  parts?: ReadonlySet<PartClass>,
): Touched {
  const touched = new Touched(parts)
  gather(store, changes, touched)
  for (const _ of storageDependents(store, touched));
  return touched
}

/** The same in parts: adds to `touched`; `storageDependents` has to follow after the last one. */
export function gather(store: Store, changes: readonly Change[], touched: Touched): void {
  for (const change of changes) touch(store, touched, change)
}

/** The steps of finding the VMs on the storage that was touched. */
export function* storageDependents(store: Store, touched: Touched): Generator<void> {
  for (const sr of touched.storage) {
    for (const vdi of store.pointingAt('VDI', 'SR', sr)) {
      vmsOfDisk(store, touched, vdi)
      yield
    }
  }
}

/** By what a VM is one of its vApp, and what the vApp tells of it. */
const memberFields = [
  ...(['uuid', 'name_label', 'appliance', 'power_state', 'order', 'start_delay', 'shutdown_delay'] as const),
  ...([
    'ha_restart_priority',
    'is_a_template',
    'is_a_snapshot',
    'is_control_domain',
    'other_config',
  ] as const),
] as const

/** By what a VM is one that has disks, and what these tell of it. */
const userFields = [
  ...(['uuid', 'name_label', 'is_a_template', 'is_a_snapshot', 'is_control_domain', 'other_config'] as const),
  ...(['suspend_VDI', 'snapshot_of'] as const),
] as const

/** By what a VM is one of its snapshot schedule. */
const scheduledFields = [
  ...(['uuid', 'name_label', 'snapshot_schedule', 'is_a_template', 'is_a_snapshot'] as const),
  ...(['is_control_domain', 'other_config'] as const),
] as const

type Rules = { [C in FollowedClass]: (store: Store, touched: Touched, change: Change<C>) => void }

function touch<C extends FollowedClass>(store: Store, touched: Touched, change: Change<C>): void {
  const rule: Rules[C] = rules[change.class]
  rule(store, touched, change)
}

const rules: Rules = {
  pool(store, touched, change) {
    touched.pool = true
    if (differs(change, 'ha_enabled')) touchAll(touched.VM, store.all('VM').keys())
    for (const pool of states(change)) {
      if (!differs(change, 'master', 'default_SR')) continue
      touched.host.add(pool.master)
      touched.SR.add(pool.default_SR)
    }
  },
  host(store, touched, change) {
    touched.pool = true
    touched.host.add(change.ref)
    if (differs(change, 'name_label', 'uuid')) hostNeighbours(store, touched, change.ref)
    if (differs(change, 'metrics')) touchAll(touched.VM, store.pointingAt('VM', 'resident_on', change.ref))
  },
  host_metrics(store, touched, change) {
    for (const host of store.pointingAt('host', 'metrics', change.ref)) {
      touched.host.add(host)
      if (differs(change, 'live')) touchAll(touched.VM, store.pointingAt('VM', 'resident_on', host))
    }
  },
  host_cpu(_, touched, change) {
    for (const cpu of states(change)) touched.host.add(cpu.host)
  },
  VM(store, touched, change) {
    touched.VM.add(change.ref)
    if (differs(change, ...memberFields))
      for (const vm of states(change)) touched.VM_appliance.add(vm.appliance)
    if (differs(change, ...scheduledFields))
      for (const vm of states(change)) touched.VMSS.add(vm.snapshot_schedule)
    if (!equal(standing(change.before), standing(change.after))) {
      touched.pool = true
      for (const vm of states(change)) touched.host.add(vm.resident_on)
    }
    // Consoles of a host are those of its own domain.
    if (differs(change, 'is_control_domain', 'resident_on')) {
      for (const vm of states(change)) if (vm.is_control_domain) touched.host.add(vm.resident_on)
    }
    if (isReal(change.before) !== isReal(change.after)) {
      for (const [, vif] of store.recordsAt('VIF', 'VM', change.ref)) touched.network.add(vif.network)
    }
    if (touched.parts.size > 0 && differs(change, ...userFields)) partsOfVm(store, touched, change)
  },
  VM_metrics(store, touched, change) {
    touchAll(touched.VM, store.pointingAt('VM', 'metrics', change.ref))
  },
  VM_guest_metrics(store, touched, change) {
    touchAll(touched.VM, store.pointingAt('VM', 'guest_metrics', change.ref))
  },
  VBD(store, touched, change) {
    for (const vbd of states(change)) {
      touched.attached.add(vbd.VM)
      if (touched.parts.has('VDI')) touched.VDI.add(vbd.VDI)
      // A disk that another one has as well is not the snapshot's own.
      if (touched.parts.has('snapshot'))
        for (const [, other] of store.recordsAt('VBD', 'VDI', vbd.VDI)) touched.attached.add(other.VM)
    }
  },
  VDI(store, touched, change) {
    for (const vdi of states(change)) touched.SR.add(vdi.SR)
    if (touched.parts.has('VDI')) touched.VDI.add(change.ref)
    vmsOfDisk(store, touched, change.ref)
  },
  VIF(_, touched, change) {
    for (const vif of states(change)) touched.attached.add(vif.VM)
    if (!differs(change, 'network', 'VM')) return
    for (const vif of states(change)) touched.network.add(vif.network)
  },
  network(store, touched, change) {
    touched.network.add(change.ref)
    if (!differs(change, 'uuid')) return
    for (const [, vif] of store.recordsAt('VIF', 'network', change.ref)) touched.attached.add(vif.VM)
  },
  PIF(store, touched, change) {
    for (const pif of states(change)) touched.network.add(pif.network)
    if (differs(change, 'MAC', 'host')) for (const pif of states(change)) touched.host.add(pif.host)
    if (!differs(change, 'metrics')) return
    for (const [, vlan] of store.recordsAt('VLAN', 'tagged_PIF', change.ref)) {
      touchNetworkOf(store, touched, vlan.untagged_PIF)
    }
  },
  PIF_metrics(store, touched, change) {
    if (!differs(change, 'carrier')) return
    for (const [ref, pif] of store.recordsAt('PIF', 'metrics', change.ref)) {
      touched.network.add(pif.network)
      for (const [, vlan] of store.recordsAt('VLAN', 'tagged_PIF', ref)) {
        touchNetworkOf(store, touched, vlan.untagged_PIF)
      }
    }
  },
  Bond() {},
  // Only the pages of VMs tell of these.
  VTPM() {},
  VGPU() {},
  VGPU_type() {},
  GPU_group() {},
  PGPU() {},
  VLAN(store, touched, change) {
    for (const vlan of states(change)) touchNetworkOf(store, touched, vlan.untagged_PIF)
  },
  SR(store, touched, change) {
    touched.SR.add(change.ref)
    if (touched.parts.has('VDI') && differs(change, 'uuid', 'content_type', 'is_tools_sr', 'other_config'))
      touchAll(touched.VDI, store.pointingAt('VDI', 'SR', change.ref))
    if (differs(change, 'uuid', 'name_label', 'shared')) touched.storage.add(change.ref)
  },
  PBD(_, touched, change) {
    for (const link of states(change)) {
      touched.SR.add(link.SR)
      if (differs(change, 'SR', 'host', 'currently_attached')) touched.storage.add(link.SR)
    }
  },
  console(store, touched, change) {
    for (const console of states(change)) {
      touched.attached.add(console.VM)
      const vm = store.get('VM', console.VM)
      if (vm?.is_control_domain) touched.host.add(vm.resident_on)
    }
  },
  task(_, touched, change) {
    touched.task.add(change.ref)
  },
  VMSS(store, touched, change) {
    touched.VMSS.add(change.ref)
    if (differs(change, 'name_label', 'uuid'))
      touchAll(touched.VM, store.pointingAt('VM', 'snapshot_schedule', change.ref))
  },
  // Seen on pages alone.
  Certificate() {},
  VM_appliance(store, touched, change) {
    touched.VM_appliance.add(change.ref)
    if (differs(change, 'name_label', 'uuid'))
      touchAll(touched.VM, store.pointingAt('VM', 'appliance', change.ref))
  },
}

function* states<R>(change: { before: R | undefined; after: R | undefined }): Generator<R> {
  if (change.before !== undefined) yield change.before
  if (change.after !== undefined) yield change.after
}

/** True when one of the fields differs, and always for a row that came or went. */
function differs<R extends object>(
  change: { before: R | undefined; after: R | undefined },
  ...fields: (keyof R)[]
): boolean {
  const { before, after } = change
  if (before === undefined || after === undefined) return true
  return fields.some(field => !equal(before[field], after[field]))
}

/** What a VM counts as, for its host and its pool. */
function standing(vm: FollowedRecord<'VM'> | undefined): readonly unknown[] {
  return isReal(vm) ? [vm?.resident_on, vm?.power_state] : []
}

function isReal(vm: FollowedRecord<'VM'> | undefined): boolean {
  return vm !== undefined && isVisibleVm(vm)
}

function hostNeighbours(store: Store, touched: Touched, host: Ref<'host'>): void {
  touchAll(touched.VM, store.pointingAt('VM', 'resident_on', host))
  touchAll(touched.VM, store.pointingAt('VM', 'affinity', host))
  touchAll(touched.task, store.pointingAt('task', 'resident_on', host))
  for (const [, pif] of store.recordsAt('PIF', 'host', host)) touched.network.add(pif.network)
  for (const [, link] of store.recordsAt('PBD', 'host', host)) {
    touched.SR.add(link.SR)
    if (store.get('SR', link.SR)?.shared === false) touched.storage.add(link.SR)
  }
}

function vmsOfDisk(store: Store, touched: Touched, vdi: Ref<'VDI'>): void {
  for (const [, vbd] of store.recordsAt('VBD', 'VDI', vdi)) touched.attached.add(vbd.VM)
  touchAll(touched.attached, store.pointingAt('VM', 'suspend_VDI', vdi))
}

function partsOfVm(store: Store, touched: Touched, change: Change<'VM'>): void {
  if (touched.parts.has('snapshot')) touchAll(touched.VM, store.pointingAt('VM', 'snapshot_of', change.ref))
  if (!touched.parts.has('VDI')) return
  for (const [, vbd] of store.recordsAt('VBD', 'VM', change.ref)) touched.VDI.add(vbd.VDI)
  for (const vm of states(change)) touched.VDI.add(vm.suspend_VDI)
}

function touchNetworkOf(store: Store, touched: Touched, pif: Ref<'PIF'>): void {
  const network = store.get('PIF', pif)?.network
  if (network !== undefined) touched.network.add(network)
}

function touchAll<T>(set: Set<T>, refs: Iterable<T>): void {
  for (const ref of refs) set.add(ref)
}
