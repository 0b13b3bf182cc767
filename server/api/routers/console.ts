import { appError } from '@/server/errors'
import { worded } from '@/server/shared/text'
import { canOn, router } from '../trpc'

/** Where the gateway listens; server/main.ts mounts it there. */
export const consolePath = '/api/console'

export const consoleRouter = router({
  ticket: canOn('vm.console', 'VM').mutation(async ({ ctx: { user, row, tickets } }) => {
    if (!row.hasConsole) {
      throw appError('refused', worded('{name} has no console now.', { name: row.name_label }), {
        next: 'A VM has one while it runs.',
      })
    }
    const { userId, sessionId } = user
    const ticket = await tickets.issue({ userId, sessionId, pool: row.pool, vm: row.id })
    return { ticket, path: consolePath }
  }),
})
