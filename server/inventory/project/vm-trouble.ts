import type { Ref, VMRecord } from '@/server/xapi/model/records'
import type { Store } from '../store'
import { storageOf, type VmDisk } from './vm-disks'

/** The worst thing that is wrong with a VM, in a sentence; null when all is well. */
export function vmTrouble(store: Store, vm: VMRecord, disks: readonly VmDisk[]): string | null {
  return (
    crashed(store, vm) ??
    lostHost(store, vm) ??
    missingDisk(disks) ??
    lostMemory(store, vm) ??
    unreachableStorage(store, vm, disks)
  )
}

const isOnAHost = (vm: VMRecord) => vm.power_state === 'Running' || vm.power_state === 'Paused'

function crashed(store: Store, vm: VMRecord): string | null {
  if (vm.power_state === 'Crashed') return 'The guest has crashed.'
  const state = store.get('VM_metrics', vm.metrics)?.state ?? []
  return isOnAHost(vm) && state.includes('crashed') ? 'The guest has crashed.' : null
}

function lostHost(store: Store, vm: VMRecord): string | null {
  if (!isOnAHost(vm)) return null
  const host = store.get('host', vm.resident_on)
  if (host === undefined) return 'The host it runs on is not known to the pool.'
  const live = store.get('host_metrics', host.metrics)?.live ?? false
  return live ? null : `Host ${host.name_label} does not answer: whether it still runs is not known.`
}

function missingDisk(disks: readonly VmDisk[]): string | null {
  const lost = disks.find(({ vdi }) => vdi === undefined || vdi.missing)
  if (lost === undefined) return null
  const name = lost.vdi?.name_label ? ` (${lost.vdi.name_label})` : ''
  return `Disk ${lost.vbd.userdevice}${name} is missing from its storage.`
}

function lostMemory(store: Store, vm: VMRecord): string | null {
  if (vm.power_state !== 'Suspended') return null
  return store.get('VDI', vm.suspend_VDI) === undefined
    ? 'Its suspended memory is missing: it cannot be resumed.'
    : null
}

function unreachableStorage(store: Store, vm: VMRecord, disks: readonly VmDisk[]): string | null {
  for (const ref of storageOf(store, vm, disks)) {
    const sr = store.get('SR', ref)
    if (sr === undefined) return 'The storage of one of its disks is not known to the pool.'
    if (!isAttached(store, ref)) return `Storage ${sr.name_label} is not connected to any host.`
  }
  return null
}

function isAttached(store: Store, sr: Ref<'SR'>): boolean {
  for (const [, link] of store.recordsAt('PBD', 'SR', sr)) if (link.currently_attached) return true
  return false
}
