import { type Principal, permissionsOn } from '@/server/access/policy'
import type { Sights } from '@/server/access/sight/sights'
import { tokenOf } from '@/server/access/tokens'
import type { AuditLog } from '@/server/audit/record'
import { AppError, appError, describe } from '@/server/errors'
import type { Inventory } from '@/server/inventory/inventory'
import type { OperationRow } from '@/server/inventory/rows'
import type { Actors } from '@/server/pools/actors'
import type { Pools } from '@/server/pools/pools'
import { XapiError } from '@/server/xapi/errors'
import { isGone } from '@/server/xapi/tasks'
import { failureOf } from './deed'
import type { Caller } from './operations'

/** Asks the pool to cancel the task of a run. */
export function createCancelTask({
  rows,
  inventory,
  sights,
  pools,
  audit,
  actors,
  halt,
}: {
  rows: ReadonlyMap<string, OperationRow>
  inventory: Pick<Inventory, 'nameOf'>
  sights: Pick<Sights, 'with'>
  pools: Pick<Pools, 'find'>
  audit: Pick<AuditLog, 'begin' | 'finish'>
  actors: Pick<Actors, 'actAs'>
  /** Lets no further step of a run begin, where it has several. */
  halt: (id: string) => boolean
}) {
  return async function cancelTask({ user, address }: Caller, id: string): Promise<void> {
    // Not only those of this process: the pool's task is the same for all.
    const found = rows.get(id)
    const isSeen = found !== undefined && sights.with(user.access, sight => sight.operation(found)) !== null
    if (!isSeen || found.state !== 'running')
      throw appError('not-found', 'This operation is not running any more.')
    assertMayCancel(user, found)
    const halted = halt(id)
    if (found.task === null && !halted) throw appError('not-found', 'This operation is not running any more.')
    const pool = await pools.find(found.pool)
    const line = await audit.begin({
      userId: user.userId,
      userName: user.username,
      sessionId: user.sessionId,
      ...tokenOf(user),
      address,
      action: 'task.cancel',
      sentence: `Cancel “${found.title}”`,
      pool: { id: found.pool, name: pool?.name ?? '' },
      params: { operation: found.id, ...(found.task === null ? {} : { task: found.task }) },
    })
    try {
      const { session } = await actors.actAs(user.userId, found.pool)
      if (found.task !== null) {
        const task = session.refOf('task', found.task)
        await session.call.task.cancel(task).catch((error: unknown) => {
          // The step is over, and none will follow.
          if (!halted || !isGone(error, task)) throw error
        })
      }
      await audit.finish(line, { result: 'succeeded' })
    } catch (error) {
      const shape = describe(error, ref => inventory.nameOf(found.pool, ref))
      await audit.finish(line, {
        result: error instanceof XapiError ? 'failed' : 'unknown',
        ...failureOf(error, shape.message),
      })
      const seen = sights.with(user.access, sight => sight.error(shape, found.pool))
      throw new AppError(seen, { cause: error })
    }
  }
}

/** Throws unless it is one's own run, or one may cancel those of others. */
export function assertMayCancel(user: Principal, row: OperationRow): void {
  if (row.user === user.username || permissionsOn(user, row.object).has('task.cancel')) return
  throw appError('not-allowed', 'Only the person who started it, or an operator of the pool, can cancel it.')
}
