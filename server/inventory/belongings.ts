import type { Ref } from '@/server/xapi/model/records'
import type { FollowedRecord } from './classes'
import { identity, objectId } from './ids'
import { unlessNever } from './project/times'
import { drivesOf, type VmDisk } from './project/vm-disks'
import type { ObjectId, PoolId, SnapshotKind } from './rows'
import type { Store } from './store'

/** A disk that is there for one VM, or one snapshot, alone. */
export interface OwnDisk {
  ref: Ref<'VDI'>
  id: ObjectId
  name: string
  /** Bytes: what the guest sees, and what it takes of its storage. */
  size: number
  used: number
  sr: Ref<'SR'>
}

export interface KeptSnapshot {
  ref: Ref<'VM'>
  id: ObjectId
  record: FollowedRecord<'VM'>
  /** Without that of its memory. */
  disks: OwnDisk[]
  /** What it keeps of the memory, where it does. */
  memory: OwnDisk | undefined
  /** ISO 8601, UTC; '' where the pool does not say. */
  time: string
}

/** What is there for a VM alone, and would be of no use without it. */
export interface Belongings {
  disks: OwnDisk[]
  /** Newest first. */
  snapshots: KeptSnapshot[]
}

export function belongingsOf(store: Store, pool: PoolId, vm: Ref<'VM'>): Belongings {
  return {
    disks: disksOwnedBy(store, pool, vm, ({ vbd }) => isOwner(vbd)),
    snapshots: snapshotsOf(store, pool, vm),
  }
}

export function snapshotsOf(store: Store, pool: PoolId, vm: Ref<'VM'>): KeptSnapshot[] {
  const found: KeptSnapshot[] = []
  for (const [ref, record] of store.recordsAt('VM', 'snapshot_of', vm)) {
    if (record.is_a_snapshot) found.push(keptSnapshot(store, pool, ref, record))
  }
  return found.sort((a, b) => (a.time === b.time ? (a.id < b.id ? 1 : -1) : a.time < b.time ? 1 : -1))
}

export function keptSnapshot(
  store: Store,
  pool: PoolId,
  ref: Ref<'VM'>,
  record: FollowedRecord<'VM'>,
): KeptSnapshot {
  return {
    ref,
    record,
    id: objectId(pool, identity(record, ref)),
    // A disk that was made for a snapshot is of no use to anybody else, whoever owned the one it was made of.
    disks: disksOwnedBy(store, pool, ref, ({ vbd, vdi }) => isOwner(vbd) || vdi?.is_a_snapshot === true),
    memory: ownDisk(store, pool, record.suspend_VDI),
    time: unlessNever(record.snapshot_time) ?? '',
  }
}

/** By how much it keeps. */
export function snapshotKind({ power_state, snapshot_info }: FollowedRecord<'VM'>): SnapshotKind {
  if (power_state === 'Suspended') return 'memory'
  return snapshot_info['disk-snapshot-type'] === 'quiesced' ? 'quiesced' : 'disks'
}

/** What all consoles mark the drives with whose disks go with their VM. */
const isOwner = ({ other_config }: FollowedRecord<'VBD'>) => Object.hasOwn(other_config, 'owner')

function disksOwnedBy(
  store: Store,
  pool: PoolId,
  vm: Ref<'VM'>,
  isOwn: (drive: VmDisk) => boolean,
): OwnDisk[] {
  const disks = new Map<string, OwnDisk>()
  for (const drive of drivesOf(store, vm)) {
    const { type, empty, VDI } = drive.vbd
    if (type !== 'Disk' || empty || !isOwn(drive)) continue
    const others = [...store.recordsAt('VBD', 'VDI', VDI)].some(([, vbd]) => vbd.VM !== vm)
    const disk = others ? undefined : ownDisk(store, pool, VDI)
    if (disk) disks.set(VDI, disk)
  }
  return [...disks.values()]
}

function ownDisk(store: Store, pool: PoolId, ref: Ref<'VDI'>): OwnDisk | undefined {
  const vdi = store.get('VDI', ref)
  return (
    vdi && {
      ref,
      id: objectId(pool, identity(vdi, ref)),
      name: vdi.name_label,
      size: vdi.virtual_size,
      used: Math.max(0, vdi.physical_utilisation),
      sr: vdi.SR,
    }
  )
}
