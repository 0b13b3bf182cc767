import type { Ref, VMRecord } from '@/server/xapi/model/records'
import type { ObjectId } from '../rows'
import type { Store } from '../store'
import { idOf, type View } from './view'
import { storageOf, type VmDisk } from './vm-disks'

/** What is wrong, and, where the sentence names another object, that object and the sentence without its name. */
export interface Trouble {
  text: string
  about: ObjectId | null
  veiled: string
}

/** The worst thing that is wrong with a VM; null when all is well. */
export function vmTrouble(view: View, vm: VMRecord, disks: readonly VmDisk[]): Trouble | null {
  const { store } = view
  return (
    plain(crashed(store, vm)) ??
    lostHost(view, vm) ??
    plain(missingDisk(disks)) ??
    plain(lostMemory(store, vm)) ??
    unreachableStorage(view, vm, disks)
  )
}

const plain = (text: string | null): Trouble | null =>
  text === null ? null : { text, about: null, veiled: text }

const isOnAHost = (vm: VMRecord) => vm.power_state === 'Running' || vm.power_state === 'Paused'

function crashed(store: Store, vm: VMRecord): string | null {
  if (vm.power_state === 'Crashed') return 'The guest has crashed.'
  const state = store.get('VM_metrics', vm.metrics)?.state ?? []
  return isOnAHost(vm) && state.includes('crashed') ? 'The guest has crashed.' : null
}

function lostHost(view: View, vm: VMRecord): Trouble | null {
  if (!isOnAHost(vm)) return null
  const { store } = view
  const host = store.get('host', vm.resident_on)
  if (host === undefined) return plain('The host it runs on is not known to the pool.')
  if (store.get('host_metrics', host.metrics)?.live) return null
  return {
    text: `Host ${host.name_label} does not answer: whether it still runs is not known.`,
    about: idOf(view, 'host', vm.resident_on),
    veiled: 'Its host does not answer: whether it still runs is not known.',
  }
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

function unreachableStorage(view: View, vm: VMRecord, disks: readonly VmDisk[]): Trouble | null {
  const { store } = view
  for (const ref of storageOf(store, vm, disks)) {
    const sr = store.get('SR', ref)
    if (sr === undefined) return plain('The storage of one of its disks is not known to the pool.')
    if (isAttached(store, ref)) continue
    return {
      text: `Storage ${sr.name_label} is not connected to any host.`,
      about: idOf(view, 'SR', ref),
      veiled: 'The storage of one of its disks is not connected to any host.',
    }
  }
  return null
}

function isAttached(store: Store, sr: Ref<'SR'>): boolean {
  for (const [, link] of store.recordsAt('PBD', 'SR', sr)) if (link.currently_attached) return true
  return false
}
