import type { Sight } from '@/server/access/sight/sight'
import { AppError, appError, describe } from '@/server/errors'
import type { Inventory } from '@/server/inventory/inventory'
import type { ObjectId, PoolId } from '@/server/inventory/rows'
import type { Store } from '@/server/inventory/store'
import type { Pools } from '@/server/pools/pools'
import type { Ref } from '@/server/xapi/model/records'

/** A VM as one that is to have snapshots taken on a schedule. Sizes are bytes. */
export interface ScheduledVm {
  id: ObjectId
  name: string
  schedule: { id: ObjectId; name: string } | null
  /** Whether its guest can be asked now to write all to its disks. */
  quiesces: boolean
  /** Snapshots between its first disk and what it works on now, and how many of them a schedule took. */
  chain: number
  scheduled: number
  memory: number
  /** What its disks can hold at most, by the storage they are on. */
  disks: readonly { sr: ObjectId; size: number }[]
}

/** A storage that snapshots of these VMs take room on. */
export interface SnapshotStorage {
  id: ObjectId
  name: string
  type: string
  /** Bytes; null: it does not say. */
  free: number | null
}

export interface ScheduleCost {
  vms: readonly ScheduledVm[]
  storages: readonly SnapshotStorage[]
}

/** What a schedule over these VMs would come to; those that are not seen are left out. */
export function scheduleCostOf(
  { inventory, sight }: { inventory: Pick<Inventory, 'store'>; sight: Sight },
  ids: readonly ObjectId[],
): ScheduleCost {
  const storages = new Map<ObjectId, SnapshotStorage>()
  const vms = ids.flatMap((id): ScheduledVm[] => {
    const row = sight.table.get(id)?.row
    if (row?.class !== 'VM') return []
    const store = inventory.store(row.pool)
    const ref = store?.refOf('VM', row.uuid)
    const record = ref && store?.get('VM', ref)
    if (!store || !ref || !record) return []
    const disks = disksOf(store, ref).flatMap(({ sr, size }) => {
      const storage = store.get('SR', sr)
      if (!storage) return []
      const at = `${row.pool}.${storage.uuid}`
      const seen = sight.table.get(at)?.row
      if (seen?.class !== 'SR') return []
      const known = storage.physical_size > 0
      storages.set(at, {
        id: at,
        name: seen.name_label,
        type: storage.type,
        free: known ? Math.max(0, storage.physical_size - storage.physical_utilisation) : null,
      })
      return { sr: at, size }
    })
    return [
      {
        ...{ id, name: row.name_label, schedule: row.snapshotSchedule },
        quiesces: row.allowed_operations.includes('snapshot_with_quiesce'),
        ...chainOf(store, record.parent),
        ...{ memory: record.memory_static_max, disks },
      },
    ]
  })
  return { vms, storages: [...storages.values()] }
}

function chainOf(store: Store, newest: Ref<'VM'>): { chain: number; scheduled: number } {
  const seen = new Set<string>()
  let scheduled = 0
  for (let at = newest, one = store.get('VM', at); one && !seen.has(at); ) {
    seen.add(at)
    if (one.is_vmss_snapshot) scheduled += 1
    at = one.parent
    one = store.get('VM', at)
  }
  return { chain: seen.size, scheduled }
}

function disksOf(store: Store, vm: Ref<'VM'>): { sr: Ref<'SR'>; size: number }[] {
  return [...store.recordsAt('VBD', 'VM', vm)].flatMap(([, { type, VDI }]) => {
    const disk = type === 'Disk' ? store.get('VDI', VDI) : undefined
    return disk ? [{ sr: disk.SR, size: disk.virtual_size }] : []
  })
}

/** By how many milliseconds the wall clock of a pool's coordinator is ahead of UTC, rounded to quarters of an hour. */
export async function aheadOf(
  { pools, sight }: { pools: Pick<Pools, 'session'>; sight: Sight },
  pool: PoolId,
): Promise<number> {
  const row = sight.table.get(pool)?.row
  if (row?.class !== 'pool') throw appError('not-found', 'There is no such pool.')
  try {
    const { call } = pools.session(pool)
    const [master] = Object.values(await call.pool.get_all_records()).map(one => one.master)
    if (master === undefined) throw appError('not-found', 'There is no such pool.')
    const [utc, local] = await Promise.all([
      call.host.get_servertime(master),
      call.host.get_server_localtime(master),
    ])
    const quarter = 15 * 60_000
    return Math.round((Date.parse(asUtc(local)) - Date.parse(asUtc(utc))) / quarter) * quarter
  } catch (error) {
    throw new AppError(
      describe(error, name => sight.nameOf(pool, name)),
      { cause: error },
    )
  }
}

/** Local times come without a zone. */
const asUtc = (time: string) => (/Z|[+-]\d\d:?\d\d$/.test(time) ? time : `${time}Z`)
