import { splitId } from '@/server/inventory/ids'
import type { Inventory } from '@/server/inventory/inventory'
import type { ObjectId, PoolId } from '@/server/inventory/rows'
import type { Store } from '@/server/inventory/store'
import { type Amounts, noAmounts } from '@/server/shared/project'
import type { Ref } from '@/server/xapi/model/records'

/** What objects take of a project's limits. */
export interface Usage {
  used: Amounts
  /** Pools that have not been read, in which some of the objects lie. */
  unknown: ReadonlySet<PoolId>
}

/**
 * What there is of these now: VMs with what they are entitled to (the most vCPUs, the most memory their settings let
 * them have, running or not), the virtual size of each disk once, and snapshots of the VMs. Disks of snapshots do not
 * count: what they take is not known beforehand. Objects that are gone take nothing.
 */
export function usageOf(
  inventory: Pick<Inventory, 'store' | 'row'>,
  objects: Iterable<ObjectId>,
  /** 'like': what VMs take that are made of these, be they snapshots. */
  as: 'are' | 'like' = 'are',
): Usage {
  const used = { ...noAmounts }
  const unknown = new Set<PoolId>()
  const disks = new Map<string, number>()
  for (const id of objects) {
    const { pool, uuid } = splitId(id)
    const store = inventory.store(pool)
    const row = inventory.row(pool)
    // A pool that is being read for the first time has its VMs before their disks.
    const isRead = row?.class === 'pool' && row.freshness.state !== 'connecting'
    if (store === undefined || !isRead) unknown.add(pool)
    else if (uuid !== null) add(store, pool, uuid)
  }
  used.disk = [...disks.values()].reduce((sum, size) => sum + size, 0)
  return { used, unknown }

  function add(store: Store, pool: PoolId, uuid: string): void {
    const vm = store.refOf('VM', uuid)
    if (vm) addVm(store, pool, vm)
    const vdi = store.refOf('VDI', uuid)
    if (vdi) addDisk(store, pool, vdi)
  }

  function addVm(store: Store, pool: PoolId, ref: Ref<'VM'>): void {
    const vm = store.get('VM', ref)
    if (!vm || (as === 'are' && (vm.is_a_template || vm.is_a_snapshot))) return
    used.vms += 1
    used.vcpus += vm.VCPUs_max
    used.memory += vm.memory_dynamic_max
    for (const [, vbd] of store.recordsAt('VBD', 'VM', ref)) {
      if (vbd.type === 'Disk') addDisk(store, pool, vbd.VDI)
    }
    for (const [, snapshot] of store.recordsAt('VM', 'snapshot_of', ref)) {
      if (snapshot.is_a_snapshot) used.snapshots += 1
    }
  }

  function addDisk(store: Store, pool: PoolId, ref: Ref<'VDI'>): void {
    const vdi = store.get('VDI', ref)
    if (vdi) disks.set(`${pool} ${ref}`, vdi.virtual_size)
  }
}
