import { type Worded, worded } from '@/server/shared/text'
import type { Ref } from '@/server/xapi/model/records'
import type { FollowedRecord } from '../classes'
import type { ObjectId } from '../rows'
import type { Store } from '../store'
import { idOf, type View } from './view'
import { storageOf, type VmDisk } from './vm-disks'

/** What is wrong, and, where the sentence names another object, that object and the sentence without its name. */
export interface Trouble {
  text: Worded
  about: ObjectId | null
  veiled: Worded
}

/** The worst thing that is wrong with a VM; null when all is well. */
export function vmTrouble(view: View, vm: FollowedRecord<'VM'>, disks: readonly VmDisk[]): Trouble | null {
  const { store } = view
  return (
    plain(crashed(store, vm)) ??
    lostHost(view, vm) ??
    plain(missingDisk(disks)) ??
    plain(lostMemory(store, vm)) ??
    unreachableStorage(view, vm, disks)
  )
}

const plain = (text: Worded | null): Trouble | null =>
  text === null ? null : { text, about: null, veiled: text }

const isOnAHost = (vm: FollowedRecord<'VM'>) => vm.power_state === 'Running' || vm.power_state === 'Paused'

function crashed(store: Store, vm: FollowedRecord<'VM'>): Worded | null {
  const said = worded('The guest has crashed.', {})
  if (vm.power_state === 'Crashed') return said
  const state = store.get('VM_metrics', vm.metrics)?.state ?? []
  return isOnAHost(vm) && state.includes('crashed') ? said : null
}

function lostHost(view: View, vm: FollowedRecord<'VM'>): Trouble | null {
  if (!isOnAHost(vm)) return null
  const { store } = view
  const host = store.get('host', vm.resident_on)
  if (host === undefined) return plain(worded('The host it runs on is not known to the pool.', {}))
  if (store.get('host_metrics', host.metrics)?.live) return null
  return {
    text: worded('Host {name} does not answer: whether it still runs is not known.', {
      name: host.name_label,
    }),
    about: idOf(view, 'host', vm.resident_on),
    veiled: worded('Its host does not answer: whether it still runs is not known.', {}),
  }
}

function missingDisk(disks: readonly VmDisk[]): Worded | null {
  const lost = disks.find(({ vdi }) => vdi === undefined || vdi.missing)
  if (lost === undefined) return null
  const { userdevice } = lost.vbd
  const name = lost.vdi?.name_label
  return name
    ? worded('Disk {userdevice} ({name}) is missing from its storage.', { userdevice, name })
    : worded('Disk {userdevice} is missing from its storage.', { userdevice })
}

function lostMemory(store: Store, vm: FollowedRecord<'VM'>): Worded | null {
  if (vm.power_state !== 'Suspended') return null
  return store.get('VDI', vm.suspend_VDI) === undefined
    ? worded('Its suspended memory is missing: it cannot be resumed.', {})
    : null
}

function unreachableStorage(view: View, vm: FollowedRecord<'VM'>, disks: readonly VmDisk[]): Trouble | null {
  const { store } = view
  for (const ref of storageOf(store, vm, disks)) {
    const sr = store.get('SR', ref)
    if (sr === undefined)
      return plain(worded('The storage of one of its disks is not known to the pool.', {}))
    if (isAttached(store, ref)) continue
    return {
      text: worded('Storage {name} is not connected to any host.', { name: sr.name_label }),
      about: idOf(view, 'SR', ref),
      veiled: worded('The storage of one of its disks is not connected to any host.', {}),
    }
  }
  return null
}

function isAttached(store: Store, sr: Ref<'SR'>): boolean {
  for (const [, link] of store.recordsAt('PBD', 'SR', sr)) if (link.currently_attached) return true
  return false
}
