import { z } from 'zod'
import { appError } from '@/server/errors'
import { audited } from '../audited'
import { can, router } from '../trpc'

const byPool = z.object({ pool: z.string().max(40) })
const username = z.string().trim().min(1, 'A user name is needed.').max(256)
const password = z.string().min(1, 'A password is needed.').max(1024)
// Not with a token: what has leaked must not change as whom its owner acts.
const own = can('inventory.read').meta({ tokens: false })

/** One's own accounts at pools. */
export const poolCredentialRouter = router({
  /** Every pool, with the user name one acts by there; null: through the pool's service account. */
  list: own.query(async ({ ctx }) => {
    const [pools, mine] = await Promise.all([ctx.pools.list(), ctx.poolCredentials.of(ctx.user.userId)])
    return pools.map(({ id, name, address }) => ({
      id,
      name: name || address,
      username: mine.get(id) ?? null,
    }))
  }),

  set: own.input(byPool.extend({ username, password })).mutation(async ({ ctx, input }) => {
    const pool = await mustFind(ctx, input.pool)
    const { userId } = ctx.user
    await audited(
      ctx,
      {
        action: 'poolCredential.set',
        sentence: `Give credentials of one’s own for ${pool.name}`,
        params: { username: input.username },
        pool,
      },
      async () => {
        await ctx.actors.test(input.pool, input.username, input.password)
        await ctx.poolCredentials.set(userId, input.pool, input.username, input.password)
        ctx.actors.changed(userId, input.pool)
      },
    )
  }),

  remove: own.input(byPool).mutation(async ({ ctx, input }) => {
    const pool = await mustFind(ctx, input.pool)
    const { userId } = ctx.user
    await audited(
      ctx,
      {
        action: 'poolCredential.remove',
        sentence: `Remove credentials of one’s own for ${pool.name}`,
        pool,
      },
      async () => {
        if (!(await ctx.poolCredentials.remove(userId, input.pool)))
          throw appError('not-found', 'There are no credentials of yours for this pool.')
        ctx.actors.changed(userId, input.pool)
      },
    )
  }),
})

async function mustFind(
  ctx: { pools: { find(id: string): Promise<{ name: string; address: string } | undefined> } },
  id: string,
): Promise<{ id: string; name: string }> {
  const found = await ctx.pools.find(id)
  if (!found) throw appError('not-found', 'This pool is not connected.')
  return { id, name: found.name || found.address }
}
