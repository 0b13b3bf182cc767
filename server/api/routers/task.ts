import { z } from 'zod'
import { AppError, appError, describe } from '@/server/errors'
import { poolTask } from '@/server/operations/pool-task'
import { audited } from '../audited'
import { canOn, router, seeing } from '../trpc'

const byId = z.object({ id: z.string().max(128) })

/** Tasks of the pools, whoever began them. */
export const taskRouter = router({
  /** Its parts, what it is about, and what went wrong; null: it is gone. */
  detail: seeing.input(byId).query(({ ctx: { inventory, sight }, input }) => {
    const task = poolTask(inventory, input.id)
    const row = sight.table.get(input.id)?.row
    if (!task || row?.class !== 'task') return null
    const { object, error } = task
    return {
      ...task,
      row,
      object: object && sight.table.get(object.id) ? object : null,
      error: error && sight.error(error, row.pool),
      // Their errors name whatever was in the way.
      parts: sight.whole ? task.parts : [],
    }
  }),

  /** Asks the pool to stop it: best effort, the task says what came of it. */
  cancel: canOn('task.cancel', 'task').mutation(async ({ ctx }) => {
    const { row } = ctx
    if (!row.allowed_operations.includes('cancel')) {
      throw appError('refused', 'The pool does not let this task be cancelled.')
    }
    const pool = await ctx.pools.find(row.pool)
    await audited(
      ctx,
      {
        action: 'task.cancel',
        sentence: `Cancel ${row.name_label}`,
        pool: { id: row.pool, name: pool?.name ?? '' },
        object: { class: 'task', uuid: row.uuid, ref: row.ref, name: row.name_label },
      },
      async () => {
        try {
          const session = ctx.pools.session(row.pool)
          await session.call.task.cancel(session.refOf('task', row.ref))
        } catch (error) {
          const shape = describe(error, name => ctx.inventory.nameOf(row.pool, name))
          throw new AppError(shape, { cause: error })
        }
      },
    )
  }),
})
