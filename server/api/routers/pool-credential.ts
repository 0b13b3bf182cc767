import { z } from 'zod'
import type { Sight } from '@/server/access/sight/sight'
import { appError } from '@/server/errors'
import { secret } from '@/server/shared/secret'
import { say } from '@/server/shared/text'
import { audited } from '../audited'
import { router, seeing } from '../trpc'

const byPool = z.object({ pool: z.string().max(40) })
const username = z.string().trim().min(1, say('A user name is needed.')).max(256)
const password = secret(z.string().min(1, say('A password is needed.')).max(1024))
// Not with a token: what has leaked must not change as whom its owner acts.
const own = seeing.meta({ tokens: false, policy: 'one’s own, of pools one sees' })

/** One's own accounts at pools. */
export const poolCredentialRouter = router({
  /** Every pool one sees, with the user name one acts by there; null: through the pool's service account. */
  list: own.query(async ({ ctx }) => {
    const [pools, mine] = await Promise.all([ctx.pools.list(), ctx.poolCredentials.of(ctx.user.userId)])
    const seen = pools.filter(({ id }) => ctx.sight.whole || ctx.sight.table.get(id) !== undefined)
    return seen.map(({ id, name, address }) => ({
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
  ctx: {
    sight: Sight
    pools: { find(id: string): Promise<{ name: string; address: string } | undefined> }
  },
  id: string,
): Promise<{ id: string; name: string }> {
  const found = await ctx.pools.find(id)
  const isSeen = ctx.sight.whole || ctx.sight.table.get(id) !== undefined
  if (!found || !isSeen) throw appError('not-found', 'This pool is not connected.')
  return { id, name: found.name || found.address }
}
