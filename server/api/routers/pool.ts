import { z } from 'zod'
import type { SignedIn } from '@/server/access/sessions'
import type { AuditLog } from '@/server/audit/record'
import { describe } from '@/server/errors'
import { can, router } from '../trpc'

const fingerprint = z.string().regex(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/, 'This is not a SHA-256 fingerprint.')
const address = z.string().trim().min(1, 'An address is needed.').max(300)
const username = z.string().trim().min(1, 'A user name is needed.').max(256)
const password = z.string().min(1, 'A password is needed.').max(1024)
const byId = z.object({ id: z.string().max(40) })
const withPools = can('pool.connect')

/** Does it and writes it down, whatever comes of it. Passwords are no parameters. */
async function audited<T>(
  { audit, user, address }: { audit: AuditLog; user: SignedIn; address: string },
  deed: {
    action: string
    sentence: string
    pool?: { id: string; name: string }
    params?: Record<string, string>
  },
  act: () => Promise<T>,
): Promise<T> {
  const { userId, username: userName, sessionId } = user
  const id = await audit.begin({ userId, userName, sessionId, address, ...deed })
  try {
    const result = await act()
    await audit.finish(id, { result: 'succeeded' })
    return result
  } catch (error) {
    const { code, message, xapi } = describe(error)
    await audit.finish(id, { result: 'failed', errorCode: xapi?.code ?? code, errorText: message })
    throw error
  }
}

export const poolRouter = router({
  list: can('inventory.read').query(({ ctx }) => ctx.pools.list()),

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
      ),
    ),

  trustCertificate: withPools
    .input(byId.extend({ sha256: fingerprint }))
    .mutation(async ({ ctx, input, signal }) => {
      const pool = await named(ctx.pools.find(input.id), input.id)
      return audited(
        ctx,
        {
          action: 'pool.trustCertificate',
          sentence: `Accept the certificate of ${pool.name}`,
          pool,
          params: { sha256: input.sha256 },
        },
        () => ctx.pools.trustCertificate(input.id, input.sha256, within(60, signal)),
      )
    }),

  setCredentials: withPools
    .input(byId.extend({ username, password }))
    .mutation(async ({ ctx, input, signal }) => {
      const pool = await named(ctx.pools.find(input.id), input.id)
      return audited(
        ctx,
        {
          action: 'pool.setCredentials',
          sentence: `Change the credentials for ${pool.name}`,
          pool,
          params: { username: input.username },
        },
        () => ctx.pools.setCredentials(input.id, input.username, input.password, within(60, signal)),
      )
    }),

  disconnect: withPools.input(byId).mutation(async ({ ctx, input }) => {
    const pool = await named(ctx.pools.find(input.id), input.id)
    await audited(ctx, { action: 'pool.disconnect', sentence: `Disconnect ${pool.name}`, pool }, () =>
      ctx.pools.disconnect(input.id),
    )
  }),

  reconnect: withPools.input(byId).mutation(({ ctx, input }) => ctx.pools.reconnect(input.id)),
})

async function named(found: Promise<{ id: string; name: string; address: string } | undefined>, id: string) {
  const pool = await found
  return { id, name: pool?.name || pool?.address || id }
}

function within(seconds: number, signal: AbortSignal | undefined): AbortSignal {
  const limit = AbortSignal.timeout(seconds * 1000)
  return signal ? AbortSignal.any([signal, limit]) : limit
}
