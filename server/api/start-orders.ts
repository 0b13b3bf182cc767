import type { Sight } from '@/server/access/sight/sight'
import { memoryToStart } from '@/server/catalogue/vapp-memory'
import type { Inventory } from '@/server/inventory/inventory'
import type { ObjectId, VmRow } from '@/server/inventory/rows'

/** When a VM starts among others. Delays are seconds; `memory`: the bytes a host must have free for it at least. */
export interface StartOrder {
  id: ObjectId
  name: string
  vapp: VmRow['appliance']
  order: number
  startDelay: number
  shutdownDelay: number
  memory: number
}

/** What is kept of these VMs, in no order; those that are not seen are left out. */
export function startOrdersOf(
  { inventory, sight }: { inventory: Pick<Inventory, 'store'>; sight: Sight },
  vms: readonly ObjectId[],
): StartOrder[] {
  return vms.flatMap(id => {
    const row = sight.table.get(id)?.row
    if (row?.class !== 'VM') return []
    const store = inventory.store(row.pool)
    const ref = store?.refOf('VM', row.uuid)
    const record = ref && store?.get('VM', ref)
    if (!record) return []
    return {
      ...{ id, name: row.name_label, vapp: row.appliance },
      ...{ order: record.order, startDelay: record.start_delay, shutdownDelay: record.shutdown_delay },
      memory: memoryToStart(record),
    }
  })
}
