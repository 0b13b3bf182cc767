import type { Moves, ObjectId, SrRow } from '@/server/api/types'

/** What comes to a storage together, in bytes. */
export interface StorageSum {
  id: ObjectId
  name: string
  /** What is carried: that much at the least. */
  least: number
  /** When its disks are full, or where the storage takes their whole size at once; never less than `least`. */
  most: number
  /** Null: it does not say. */
  free: number | null
}

/** What would come to each storage, by name. Disks that stay where they are take nothing more. */
export function storageSums(
  vms: Moves['vms'],
  storage: readonly Pick<SrRow, 'id' | 'physicalSize' | 'physicalUsed'>[],
): StorageSum[] {
  const sums = new Map<ObjectId, StorageSum>()
  for (const { from, to, carried, size } of vms.flatMap(vm => vm.disks)) {
    if (to === null || (carried === 0 && from?.id === to.id)) continue
    const sr = storage.find(({ id }) => id === to.id)
    const free = sr && sr.physicalSize > 0 ? Math.max(0, sr.physicalSize - sr.physicalUsed) : null
    const before = sums.get(to.id) ?? { id: to.id, name: to.name, least: 0, most: 0, free }
    sums.set(to.id, {
      ...before,
      least: before.least + carried,
      most: before.most + Math.max(size, carried),
    })
  }
  return [...sums.values()].sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }))
}

/** Whether it has the room: surely not, only while disks are not full, or whatever comes. */
export function roomFor({ least, most, free }: StorageSum): 'none' | 'thin' | 'all' {
  if (free === null) return 'all'
  return least > free ? 'none' : most > free ? 'thin' : 'all'
}
