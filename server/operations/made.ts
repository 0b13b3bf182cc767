import { objectId } from '@/server/inventory/ids'
import type { Inventory } from '@/server/inventory/inventory'
import type { ObjectId, PoolId } from '@/server/inventory/rows'

const withinMs = 10_000

/** The id of a VM that a task has made, once it is seen; undefined: it was not within some seconds. */
export async function idOfMade(
  inventory: Pick<Inventory, 'store' | 'waitFor'>,
  pool: PoolId,
  made: string,
  stopping: AbortSignal,
): Promise<ObjectId | undefined> {
  try {
    const uuid = await inventory.waitFor(
      () => inventory.store(pool)?.find('VM', made)?.uuid,
      AbortSignal.any([stopping, AbortSignal.timeout(withinMs)]),
    )
    return objectId(pool, uuid)
  } catch {
    console.warn('A VM that was made was not seen in time, and is in no project.')
    return undefined
  }
}
