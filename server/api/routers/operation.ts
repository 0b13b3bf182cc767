import { z } from 'zod'
import { historyQuery, readHistory } from '@/server/operations/history'
import { router, seeing, signedIn } from '../trpc'

// Each action names its own permission, which the executor asks for: a procedure can't know it beforehand.
const withAnyone = signedIn.meta({ tokens: true, policy: 'what the action needs' })

export const operationRouter = router({
  run: withAnyone
    .input(z.object({ action: z.string().max(64), object: z.string().max(128) }))
    .mutation(({ ctx, input }) => ctx.operations.run(ctx, input)),
  cancel: withAnyone
    .input(z.object({ id: z.string().max(20) }))
    .mutation(({ ctx, input }) => ctx.operations.cancel(ctx, input.id)),
  /** Runs of everybody on what one sees, from the audit log. */
  history: seeing
    .input(historyQuery)
    .query(({ ctx: { db, inventory, sight }, input }) =>
      readHistory(db, inventory, input, row => sight.operation(row)),
    ),
})
