import type { Inventory } from '@/server/inventory/inventory'
import type { PoolId } from '@/server/inventory/rows'
import type { Pools } from '@/server/pools/pools'
import { TransportError, type XapiError } from '@/server/xapi/errors'
import type { Records, Ref } from '@/server/xapi/model/records'
import type { XapiSession } from '@/server/xapi/session'
import { isGone, taskError } from '@/server/xapi/tasks'

export type TaskOutcome =
  /** `made`: the reference of what came of it, where it made something. */
  | { result: 'succeeded'; made: string | null }
  | { result: 'failed' | 'cancelled'; error: XapiError }
  /** The task's row is gone: the pool collects finished ones, and a restart of the toolstack drops all. */
  | { result: 'unknown' }

/**
 * Waits until a task of a pool has ended, whatever happens to the connection meanwhile: where a session is given up,
 * the next one goes on. Rejects when the signal says so, and when the pool refuses to tell.
 */
export async function followTask(
  { inventory, pools, pool, task }: { inventory: Inventory; pools: Pools; pool: PoolId; task: Ref<'task'> },
  progress: (share: number) => void,
  signal: AbortSignal,
): Promise<TaskOutcome> {
  let ended: XapiSession | undefined
  for (;;) {
    const session = await inventory.waitFor(() => {
      if (!inventory.pool(pool)) return 'removed'
      const live = pools.live(pool)
      return live === ended ? undefined : live
    }, signal)
    if (session === 'removed') return { result: 'unknown' }
    try {
      return outcomeOf(await session.tasks.follow(task, { onProgress: progress, signal }))
    } catch (error) {
      if (isGone(error, task)) return { result: 'unknown' }
      if (signal.aborted || !(error instanceof TransportError)) throw error
      // A session that was logged out answers nothing any more; one that could not be reached may later.
      ended = error.kind === 'cancelled' ? session : undefined
    }
  }
}

function outcomeOf(record: Records['task']): TaskOutcome {
  const error = taskError(record, `Async.${record.name_label.replace(/^Async\./, '')}`)
  if (!error) return { result: 'succeeded', made: /OpaqueRef:[\w-]+/.exec(record.result)?.[0] ?? null }
  return { result: record.status === 'cancelled' ? 'cancelled' : 'failed', error }
}
