import { describe } from '@/server/errors'
import type { Inventory } from '@/server/inventory/inventory'
import type { PoolId } from '@/server/inventory/rows'
import type { Pools } from '@/server/pools/pools'
import { TransportError } from '@/server/xapi/errors'
import type { Ref } from '@/server/xapi/model/records'
import { findTasks } from '@/server/xapi/tasks'

/** How long a pool that has just been lost may take to be there again, when a call's answer was lost with it. */
const lookAgainMs = 10_000

/** The task of a call whose answer was lost, where the pool has begun the work all the same; else throws on. */
export function createBegun({
  inventory,
  pools,
  stopping,
}: {
  inventory: Pick<Inventory, 'waitFor'>
  pools: Pick<Pools, 'live'>
  stopping: AbortSignal
}) {
  return async (error: unknown, pool: PoolId, tag: string): Promise<Ref<'task'>> => {
    if (!(error instanceof TransportError)) throw error
    try {
      const soon = AbortSignal.any([stopping, AbortSignal.timeout(lookAgainMs)])
      const session = await inventory.waitFor(() => pools.live(pool), soon)
      const [task] = await findTasks(session, tag)
      if (task) return task
    } catch (later) {
      console.warn('What became of a call could not be asked for:', describe(later).message)
    }
    throw error
  }
}
