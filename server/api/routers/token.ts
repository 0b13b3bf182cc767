import { z } from 'zod'
import { roleNames } from '@/server/catalogue/permissions'
import { appError } from '@/server/errors'
import { tokenDaysSchema, tokenNameSchema } from '@/server/shared/api-token'
import { scopeSchema } from '@/server/shared/grant'
import { audited } from '../audited'
import { router, signedIn, withRecentSignIn } from '../trpc'

const role = z.enum(roleNames, 'There is no such role.')

/** Tokens of one's own. They can't be managed with a token: what has leaked must not make itself another. */
export const tokenRouter = router({
  list: signedIn.query(({ ctx }) => ctx.tokens.list(ctx.user.userId)),

  // A token outlives the session: whoever finds a screen unlocked must not get to keep one.
  create: withRecentSignIn
    .input(z.object({ name: tokenNameSchema, role, days: tokenDaysSchema, scope: scopeSchema.optional() }))
    .mutation(({ ctx, input: { name, role, days, scope } }) =>
      audited(
        ctx,
        {
          action: 'token.create',
          sentence: `Create token ${name} of one’s own`,
          params: { name, role, scope: scopeWords(scope), days: String(days ?? 'unlimited') },
        },
        () =>
          ctx.tokens.issue(
            ctx.user.userId,
            { name, role, ...(scope && { scope }), expiresAt: expiryOf(days) },
            ctx.user.username,
          ),
      ),
    ),

  revoke: signedIn.input(z.object({ id: z.uuid() })).mutation(async ({ ctx, input: { id } }) => {
    const name = await ctx.tokens.nameOf(ctx.user.userId, id)
    if (name === undefined) throw appError('not-found', 'This token is gone.')
    await audited(
      ctx,
      { action: 'token.revoke', sentence: `Revoke token ${name} of one’s own`, params: { name } },
      async () => {
        if (!(await ctx.tokens.revoke(ctx.user.userId, id)))
          throw appError('not-found', 'This token was revoked already.')
      },
    )
  }),
})

/** Where a token is good, as the log has it. */
export function scopeWords(scope: { kind: string; ref: string } | undefined): string {
  return scope ? `${scope.kind} ${scope.ref}`.trim() : 'everything'
}

export function expiryOf(days: number | null): Date | null {
  return days === null ? null : new Date(Date.now() + days * 24 * 60 * 60 * 1000)
}
