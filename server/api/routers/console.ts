import { z } from 'zod'
import { appError } from '@/server/errors'
import type { HostRow, VmRow } from '@/server/inventory/rows'
import { consoleKinds } from '@/server/shared/console-kind'
import { worded } from '@/server/shared/text'
import { type Context, canOn, router } from '../trpc'

/** Where the gateway listens; server/main.ts mounts it there. */
export const consolePath = '/api/console'

const kindInput = z.object({ kind: z.enum(consoleKinds).default('screen') })

async function issue(
  { tickets }: Pick<Context, 'tickets'>,
  user: { userId: string; sessionId: string },
  row: VmRow | HostRow,
  { kind }: z.infer<typeof kindInput>,
) {
  if (!row.consoles.includes(kind)) {
    throw appError('refused', worded('{name} has no console now.', { name: row.name_label }), {
      next: row.class === 'VM' ? 'A VM has one while it runs.' : 'A host has one while it runs.',
    })
  }
  const { userId, sessionId } = user
  const ticket = await tickets.issue({ userId, sessionId, pool: row.pool, object: row.id, kind })
  return { ticket, path: consolePath }
}

export const consoleRouter = router({
  /** Good for one opening of a VM's console. */
  ticket: canOn('vm.console', 'VM')
    .input(kindInput)
    .mutation(({ ctx, input }) => issue(ctx, ctx.user, ctx.row, input)),
  /** The same of a host: that of its control domain. */
  hostTicket: canOn('host.console', 'host')
    .input(kindInput)
    .mutation(({ ctx, input }) => issue(ctx, ctx.user, ctx.row, input)),
})
