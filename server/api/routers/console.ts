import { z } from 'zod'
import { appError } from '@/server/errors'
import { can, router } from '../trpc'

/** Where the gateway listens; server/main.ts mounts it there. */
export const consolePath = '/api/console'

export const consoleRouter = router({
  ticket: can('vm.console')
    .input(z.object({ vm: z.string().max(128) }))
    .mutation(async ({ ctx, input }) => {
      const row = ctx.inventory.row(input.vm)
      if (row?.class !== 'VM') throw appError('not-found', 'This VM is gone.')
      if (!row.hasConsole) {
        throw appError('refused', `${row.name_label} has no console now.`, {
          next: 'A VM has one while it runs.',
        })
      }
      const { userId, sessionId } = ctx.user
      const ticket = await ctx.tickets.issue({ userId, sessionId, pool: row.pool, vm: row.id })
      return { ticket, path: consolePath }
    }),
})
