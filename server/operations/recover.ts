import type { AuditLog } from '@/server/audit/record'
import { describe } from '@/server/errors'
import type { Inventory } from '@/server/inventory/inventory'
import type { Pools } from '@/server/pools/pools'
import { XapiError } from '@/server/xapi/errors'
import type { Ref } from '@/server/xapi/model/records'
import { outcomeOf } from './follow'

const minute = 60_000

/**
 * Settles audit lines that an earlier process left open: by the pool's task where the pool still has it, else as
 * "outcome unknown". Runs once at start; a pool that does not answer within a minute of its first attempt leaves
 * its lines unknown.
 */
export async function settleOpenLines(
  { audit, inventory, pools }: { audit: AuditLog; inventory: Inventory; pools: Pools },
  startedAt: Date,
): Promise<number> {
  const lines = await audit.open(startedAt)
  if (lines.length === 0) return 0
  await inventory.whenSettled(AbortSignal.timeout(minute)).catch(() => undefined)
  for (const line of lines) {
    const outcome = line.poolId && line.task ? await ask(line.poolId, line.task) : undefined
    if (!outcome) {
      const errorText = 'Domus ended while this was under way, and the pool no longer knows the task.'
      await audit.finish(line.id, { result: 'unknown', errorText })
    } else if ('error' in outcome) {
      const { code, params } = outcome.error
      const text = describe(outcome.error, ref =>
        line.poolId ? inventory.nameOf(line.poolId, ref) : undefined,
      ).message
      await audit.finish(line.id, {
        result: outcome.result,
        errorCode: code,
        errorParams: params,
        errorText: text,
      })
    } else {
      await audit.finish(line.id, { result: outcome.result })
    }
  }
  return lines.length

  async function ask(pool: string, task: string) {
    try {
      const session = pools.session(pool)
      const record = await session.call.task.get_record(storedRef(task))
      return outcomeOf(record, `Async.${record.name_label.replace(/^Async\./, '')}`)
    } catch (error) {
      if (!(error instanceof XapiError))
        console.warn('A task of an earlier run could not be asked for:', describe(error).message)
      return undefined
    }
  }
}

/** The column holds nothing but references of tasks. */
function storedRef(text: string): Ref<'task'> {
  return text as Ref<'task'>
}
