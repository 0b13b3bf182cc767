import { z } from 'zod'
import { passkeyMade } from '@/server/access/passkey-answer'
import { appError } from '@/server/errors'
import { passkeyNameSchema } from '@/server/shared/passkey-name'
import { secret } from '@/server/shared/secret'
import { say } from '@/server/shared/text'
import { audited } from '../audited'
import { tooManyAttempts } from '../too-many-attempts'
import { router, withOwnPassword, withOwnPasswordRecently, withSession } from '../trpc'

// Who has to set up a second factor before anything else may do so, and no more.
const own = withOwnPassword
const changing = withOwnPasswordRecently
const passkeyId = z.object({ id: z.string().min(1).max(1400) })

/** One's own password and second factors. */
export const accountRouter = router({
  security: own.query(async ({ ctx: { db, factors, user } }) => {
    const stored = await db.user.findUniqueOrThrow({ where: { id: user.userId } })
    return { hasPassword: stored.passwordHash !== null, ...(await factors.of(user.userId)) }
  }),

  /** What can be given as a second factor, for who has to. */
  waiting: withSession.query(async ({ ctx: { factors, user } }) => {
    const { totp, passkeys, recoveryCodes } = await factors.of(user.userId)
    return { app: totp !== null, passkeys: passkeys.length > 0, recoveryCodes: recoveryCodes > 0 }
  }),

  passkeyChallenge: withSession
    .input(z.object({ purpose: z.enum(['second-factor', 'confirm']) }))
    .mutation(({ ctx: { passkeys, user, origin }, input }) =>
      passkeys.useOptions(input.purpose, user.userId, origin),
    ),

  beginTotp: changing.mutation(({ ctx: { totp, user } }) => totp.begin(user.userId, user.username)),

  confirmTotp: changing
    .input(z.object({ sealed: secret(z.string().max(1000)), code: secret(z.string().trim().max(16)) }))
    .mutation(async ({ ctx, input }) => {
      const { user, attempts, address } = ctx
      const attempt = await attempts.take({ kind: 'second-factor', account: user.userId, address })
      if ('wait' in attempt) throw tooManyAttempts(attempt.wait)
      return audited(
        ctx,
        { action: 'account.setUpTotp', sentence: say('Set up an authenticator app') },
        async () => {
          const confirmed = await ctx.totp.confirm(user.userId, input.sealed, input.code)
          if (confirmed === 'too-late')
            throw appError('refused', 'This took too long.', { next: 'Begin again.' })
          if (!confirmed) {
            throw appError('bad-input', 'The code is not right.', {
              field: 'code',
              next: 'Codes change every 30 seconds; check that the clock of the device is right.',
            })
          }
          await attempt.succeeded()
          return ctx.factors.added(user)
        },
      )
    }),

  removeTotp: changing.mutation(({ ctx }) =>
    audited(ctx, { action: 'account.removeTotp', sentence: say('Remove the authenticator app') }, () =>
      ctx.factors.removeTotp(ctx.user),
    ),
  ),

  beginPasskey: changing.mutation(({ ctx: { passkeys, user, origin } }) =>
    passkeys.registerOptions(user, origin),
  ),

  addPasskey: changing
    .input(z.object({ answer: passkeyMade, name: passkeyNameSchema }))
    .mutation(({ ctx, input: { answer, name } }) =>
      audited(
        ctx,
        { action: 'account.addPasskey', sentence: `Register the passkey ${name}`, params: { name } },
        async () => {
          await ctx.passkeys.register(ctx.user.userId, ctx.origin, answer, name)
          return ctx.factors.added(ctx.user)
        },
      ),
    ),

  renamePasskey: own
    .input(passkeyId.extend({ name: passkeyNameSchema }))
    .mutation(({ ctx, input: { id, name } }) =>
      audited(
        ctx,
        { action: 'account.renamePasskey', sentence: `Rename a passkey to ${name}`, params: { name } },
        async () => {
          if (!(await ctx.passkeys.rename(ctx.user.userId, id, name)))
            throw appError('not-found', 'This passkey is gone.')
        },
      ),
    ),

  removePasskey: changing
    .input(passkeyId)
    .mutation(({ ctx, input: { id } }) =>
      audited(ctx, { action: 'account.removePasskey', sentence: say('Remove a passkey') }, () =>
        ctx.factors.removePasskey(ctx.user, id),
      ),
    ),

  makeRecoveryCodes: changing.mutation(({ ctx }) =>
    audited(
      ctx,
      { action: 'account.makeRecoveryCodes', sentence: say('Make new recovery codes') },
      async () => ({
        recoveryCodes: await ctx.factors.makeRecoveryCodes(ctx.user.userId),
      }),
    ),
  ),
})
