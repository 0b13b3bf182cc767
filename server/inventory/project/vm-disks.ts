import type { Ref } from '@/server/xapi/model/records'
import type { FollowedRecord } from '../classes'
import { isNullRef } from '../ids'
import type { Store } from '../store'

export interface VmDisk {
  ref: Ref<'VBD'>
  vbd: FollowedRecord<'VBD'>
  /** undefined when the disk it names is no more. */
  vdi: FollowedRecord<'VDI'> | undefined
}

/** The hard disks of a VM in the order of their positions. */
export function disksOf(store: Store, vm: Ref<'VM'>): VmDisk[] {
  return drivesOf(store, vm).filter(drive => drive.vbd.type === 'Disk' && !drive.vbd.empty)
}

/** The same with CD drives, empty ones included. */
export function drivesOf(store: Store, vm: Ref<'VM'>): VmDisk[] {
  const drives: VmDisk[] = []
  for (const [ref, vbd] of store.recordsAt('VBD', 'VM', vm)) {
    drives.push({ ref, vbd, vdi: isNullRef(vbd.VDI) ? undefined : store.get('VDI', vbd.VDI) })
  }
  return drives.sort((a, b) => byPosition.compare(a.vbd.userdevice, b.vbd.userdevice))
}
const byPosition = new Intl.Collator('en', { numeric: true })

/** Every repository the VM cannot start without: those of its disks and of its suspended memory. */
export function storageOf(store: Store, vm: FollowedRecord<'VM'>, disks: readonly VmDisk[]): Set<Ref<'SR'>> {
  const repositories = new Set<Ref<'SR'>>()
  for (const { vdi } of disks) if (vdi !== undefined) repositories.add(vdi.SR)
  const suspended = store.get('VDI', vm.suspend_VDI)
  if (suspended !== undefined) repositories.add(suspended.SR)
  return repositories
}
