import { z } from 'zod'
import type { Pools } from '@/server/pools/pools'
import { secret } from '@/server/shared/secret'
import { say } from '@/server/shared/text'
import { type AuditAbout, audited } from '../audited'
import { can, canOn, router, seeing } from '../trpc'

const fingerprint = z
  .string()
  .regex(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/, say('This is not a SHA-256 fingerprint.'))
const address = z.string().trim().min(1, say('An address is needed.')).max(300)
const username = z.string().trim().min(1, say('A user name is needed.')).max(256)
const password = secret(z.string().min(1, say('A password is needed.')).max(1024))
const withPools = can('pool.connect')
const withPool = canOn('pool.connect', 'pool')

export const poolRouter = router({
  list: seeing.query(async ({ ctx }) =>
    (await ctx.pools.list()).filter(({ id }) => ctx.sight.whole || ctx.sight.table.get(id) !== undefined),
  ),

  look: withPools
    .input(z.object({ address }))
    .mutation(({ ctx, input, signal }) => ctx.pools.look(input.address, signal)),

  connect: withPools
    .input(z.object({ address, username, password, accepted: z.array(fingerprint).max(4) }))
    .mutation(({ ctx, input, signal }) =>
      audited(
        ctx,
        {
          action: 'pool.connect',
          sentence: `Connect ${input.address}`,
          params: { address: input.address, username: input.username },
        },
        () => ctx.pools.connect({ ...input, by: ctx.user.username }, within(60, signal)),
        async ({ id }) => {
          const { name: _, ...about } = await aboutPool(ctx.pools, id)
          return about
        },
      ),
    ),

  trustCertificate: withPool
    .input(z.object({ sha256: fingerprint }))
    .mutation(async ({ ctx, input, signal }) => {
      const { name, ...about } = await aboutPool(ctx.pools, input.id)
      return audited(
        ctx,
        {
          action: 'pool.trustCertificate',
          sentence: `Accept the certificate of ${name}`,
          ...about,
          params: { sha256: input.sha256 },
        },
        () => ctx.pools.trustCertificate(input.id, input.sha256, within(60, signal)),
      )
    }),

  setCredentials: withPool
    .input(z.object({ username, password }))
    .mutation(async ({ ctx, input, signal }) => {
      const { name, ...about } = await aboutPool(ctx.pools, input.id)
      return audited(
        ctx,
        {
          action: 'pool.setCredentials',
          sentence: `Change the credentials for ${name}`,
          ...about,
          params: { username: input.username },
        },
        () => ctx.pools.setCredentials(input.id, input.username, input.password, within(60, signal)),
      )
    }),

  disconnect: withPool.mutation(async ({ ctx, input }) => {
    const { name, ...about } = await aboutPool(ctx.pools, input.id)
    await audited(ctx, { action: 'pool.disconnect', sentence: `Disconnect ${name}`, ...about }, () =>
      ctx.pools.disconnect(input.id),
    )
  }),

  reconnect: withPool.mutation(({ ctx, input }) => ctx.pools.reconnect(input.id)),
})

/** A connection as the log names it: the pool is its object, so that its history can be found. */
async function aboutPool(pools: Pools, id: string): Promise<AuditAbout & { name: string }> {
  const found = await pools.find(id)
  const name = found?.name || found?.address || id
  return {
    name,
    pool: { id, name },
    ...(found?.poolUuid ? { object: { class: 'pool', uuid: found.poolUuid, ref: '', name } } : {}),
  }
}

function within(seconds: number, signal: AbortSignal | undefined): AbortSignal {
  const limit = AbortSignal.timeout(seconds * 1000)
  return signal ? AbortSignal.any([signal, limit]) : limit
}
