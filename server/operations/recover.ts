import type { AuditLog } from '@/server/audit/record'
import { describe } from '@/server/errors'
import type { Inventory } from '@/server/inventory/inventory'
import type { Pools } from '@/server/pools/pools'
import type { Ref } from '@/server/xapi/model/records'
import type { XapiSession } from '@/server/xapi/session'
import { findTasks } from '@/server/xapi/tasks'
import { followTask, type TaskOutcome } from './follow'
import { tagOf } from './tag'

const minute = 60_000

/**
 * Settles audit lines that a process which is gone left open: by the pool's task where the pool still has it, followed to
 * its end where it still runs, else as "outcome unknown". A pool that does not answer within a minute of its first
 * attempt leaves its lines unknown. What is not settled when `stopping` is aborted stays open for the next time.
 * Resolves to how many lines there were.
 */
export async function settleOpenLines(
  { audit, inventory, pools }: { audit: AuditLog; inventory: Inventory; pools: Pools },
  lines: readonly Line[],
  stopping: AbortSignal,
): Promise<number> {
  if (lines.length === 0) return 0
  await inventory.whenSettled(AbortSignal.timeout(minute)).catch(() => undefined)
  await Promise.all(lines.map(settle))
  return lines.length

  async function settle(line: Line): Promise<void> {
    let outcome: TaskOutcome = { result: 'unknown' }
    let errorText = 'Domus ended while this was under way, and the pool no longer knows the task.'
    try {
      if (line.poolId) {
        // Throws when the pool did not answer: then nobody waits for it.
        const task = await taskOf(line, pools.session(line.poolId))
        const followed = task && { inventory, pools, pool: line.poolId, task }
        if (followed) outcome = await followTask(followed, () => undefined, stopping)
      }
    } catch (error) {
      if (stopping.aborted) return
      console.warn('A task of another process could not be asked for:', describe(error).message)
      errorText = 'Domus ended while this was under way, and the pool could not be asked what came of it.'
    }
    if ('error' in outcome) {
      const { code, params } = outcome.error
      const nameOf = (ref: string) => (line.poolId ? inventory.nameOf(line.poolId, ref) : undefined)
      await audit.finish(line.id, {
        result: outcome.result,
        errorCode: code,
        errorParams: params,
        errorText: describe(outcome.error, nameOf).message,
      })
    } else await audit.finish(line.id, { ...outcome, ...(outcome.result === 'unknown' ? { errorText } : {}) })
  }
}

type Line = Awaited<ReturnType<AuditLog['orphans']>>[number]

/** The task that a line is about, also where Domus ended before it had heard of it. */
async function taskOf(
  { id, task, objectUuid }: Line,
  session: XapiSession,
): Promise<Ref<'task'> | undefined> {
  if (task) return storedRef(task)
  const [found] = objectUuid ? await findTasks(session, tagOf(id, objectUuid)) : []
  return found
}

/** The column holds nothing but references of tasks. */
function storedRef(text: string): Ref<'task'> {
  return text as Ref<'task'>
}
