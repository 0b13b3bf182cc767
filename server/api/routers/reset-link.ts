import { z } from 'zod'
import type { Attempts } from '@/server/access/attempts'
import { passwordSchema } from '@/server/access/passwords'
import { createResetLinks } from '@/server/access/reset-links'
import { AppError } from '@/server/errors'
import { secret } from '@/server/shared/secret'
import { say } from '@/server/shared/text'
import { tooManyAttempts } from '../too-many-attempts'
import { anyone, router } from '../trpc'

const token = secret(z.string().max(100))
const links = anyone.use(({ ctx, next }) => next({ ctx: { links: createResetLinks(ctx) } }))

/** For who holds a link to choose a password. The token comes in the body: addresses end up in logs. */
export const resetLinkRouter = router({
  look: links.input(z.object({ token })).mutation(({ ctx, input }) =>
    guessable(ctx.attempts, ctx.address, async () => {
      const { username } = await ctx.links.find(input.token)
      return { username }
    }),
  ),

  use: links.input(z.object({ token, next: secret(passwordSchema) })).mutation(({ ctx, input }) =>
    guessable(ctx.attempts, ctx.address, async () => {
      const { userId, username } = await ctx.links.use(input.token, input.next)
      await ctx.audit.note({
        userId,
        userName: username,
        address: ctx.address,
        action: 'session.resetPassword',
        sentence: say('Choose a password by a link'),
        result: 'succeeded',
      })
    }),
  ),
})

/** Counts links that nobody was given as failed attempts of the address. */
async function guessable<T>(attempts: Attempts, address: string, act: () => Promise<T>): Promise<T> {
  const attempt = await attempts.take({ kind: 'reset-link', address })
  if ('wait' in attempt) throw tooManyAttempts(attempt.wait)
  try {
    const result = await act()
    await attempt.succeeded()
    return result
  } catch (error) {
    if (error instanceof AppError && error.code !== 'not-found') await attempt.succeeded()
    throw error
  }
}
