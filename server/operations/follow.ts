import type { Inventory } from '@/server/inventory/inventory'
import type { PoolId } from '@/server/inventory/rows'
import { XapiError } from '@/server/xapi/errors'
import type { Ref } from '@/server/xapi/model/records'

export type TaskOutcome =
  | { result: 'succeeded' }
  | { result: 'failed' | 'cancelled'; error: XapiError }
  /** The task's row is gone: the pool collects finished ones, and a restart of the toolstack drops all. */
  | { result: 'unknown' }

/** How a task of a pool ended, from its record; undefined while it runs (PROTOCOL 7: only `status` tells). */
export function outcomeOf(
  task: { status: string; error_info: readonly string[] },
  call: string,
): TaskOutcome | undefined {
  const [code = 'INTERNAL_ERROR', ...params] = task.error_info
  switch (task.status) {
    case 'success':
      return { result: 'succeeded' }
    case 'failure':
      return { result: 'failed', error: new XapiError(code, params, call) }
    case 'cancelled':
      return {
        result: 'cancelled',
        error: new XapiError(task.error_info[0] ?? 'TASK_CANCELLED', params, call),
      }
    default:
      return undefined
  }
}

/**
 * Waits for a task by the live inventory; nothing is polled. `gone` asks the pool itself, for a task the inventory
 * does not have although the pool is live: it answers the record, or undefined when the pool does not know it.
 */
export async function followTask(
  { inventory, pool, task, call }: { inventory: Inventory; pool: PoolId; task: Ref<'task'>; call: string },
  look: () => Promise<{ status: string; error_info: readonly string[] } | undefined>,
  progress: (share: number) => void,
  signal: AbortSignal,
): Promise<TaskOutcome> {
  let seen = false
  for (;;) {
    const state = await inventory.waitFor(() => {
      const record = inventory.store(pool)?.get('task', task)
      if (record) {
        seen = true
        progress(Math.min(1, Math.max(0, record.progress)))
        return outcomeOf(record, call)
      }
      if (!inventory.pool(pool)) return 'gone'
      return seen && inventory.pool(pool)?.freshness.state === 'live' ? 'gone' : undefined
    }, signal)
    if (state !== 'gone') return state
    const record = inventory.pool(pool) ? await look() : undefined
    const outcome = record && outcomeOf(record, call)
    if (outcome) return outcome
    if (!record) return { result: 'unknown' }
    seen = false
  }
}
