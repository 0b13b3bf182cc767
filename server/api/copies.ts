import type { Sight } from '@/server/access/sight/sight'
import { appError } from '@/server/errors'
import type { Inventory } from '@/server/inventory/inventory'
import { drivesOf } from '@/server/inventory/project/vm-disks'
import type { ObjectId } from '@/server/inventory/rows'

/** What a copy of a VM or a template begins with. */
export interface CopyChoices {
  /** The name that was proposed, with a number behind it where something that is seen is called that already. */
  name: string
  /** Storage that can't clone, where all of its disks are on such: there every block has to be copied. Null: it can. */
  cannotClone: string[] | null
}

/** @throws AppError 'not-found' for what is not seen. */
export function copyChoices(
  { inventory, sight }: { inventory: Pick<Inventory, 'store'>; sight: Sight },
  id: ObjectId,
  proposed: string,
): CopyChoices {
  const row = sight.table.get(id)?.row
  const store = row?.class === 'VM' || row?.class === 'template' ? inventory.store(row.pool) : undefined
  const ref = row && store?.refOf('VM', row.uuid)
  if (!row || !store || ref === undefined) throw appError('not-found', 'This VM is gone.')
  const taken = new Set<string>()
  for (const cls of ['VM', 'template'] as const)
    for (const { row: one } of sight.table.all(cls).values())
      if (one.pool === row.pool) taken.add(one.name_label)
  let name = proposed
  for (let number = 1; taken.has(name); number += 1) name = `${proposed} (${number})`
  const disks = drivesOf(store, ref).flatMap(({ vbd, vdi }) => (vbd.type === 'Disk' && vdi ? [vdi] : []))
  // A pool lists for each disk what its storage can; one that is in use can't be copied either, and tells nothing.
  const able = disks.some(({ allowed_operations }) => allowed_operations.includes('clone'))
  const told = disks.some(({ allowed_operations }) => allowed_operations.includes('copy'))
  if (able || !told) return { name, cannotClone: null }
  const names = disks.flatMap(({ SR }) => store.get('SR', SR)?.name_label ?? [])
  return { name, cannotClone: [...new Set(names)] }
}
