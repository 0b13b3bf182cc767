import { z } from 'zod'
import { roleNameOf } from '@/server/access/roles-of'
import type { TokenGrant } from '@/server/access/tokens'
import { appError } from '@/server/errors'
import { tokenDaysSchema, tokenNameSchema } from '@/server/shared/api-token'
import { roleRefSchema, scopeSchema } from '@/server/shared/grant'
import { audited } from '../audited'
import { router, signedIn, withRecentSignIn } from '../trpc'

/** What a token is good for, as a form asks it. */
export const tokenSchema = z.object({
  name: tokenNameSchema,
  role: roleRefSchema,
  days: tokenDaysSchema,
  scope: scopeSchema.optional(),
})
type TokenGiven = z.infer<typeof tokenSchema>

/** Tokens of one's own. They can't be managed with a token: what has leaked must not make itself another. */
export const tokenRouter = router({
  list: signedIn.query(({ ctx }) => ctx.tokens.list(ctx.user.userId)),

  // A token outlives the session: whoever finds a screen unlocked must not get to keep one.
  create: withRecentSignIn.input(tokenSchema).mutation(async ({ ctx, input }) =>
    audited(
      ctx,
      {
        action: 'token.create',
        sentence: `Create token ${input.name} of one’s own`,
        params: tokenParams(input, await roleNameOf(ctx.db, input.role)),
      },
      () => ctx.tokens.issue(ctx.user.userId, tokenGrant(input), ctx.user.username),
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

/** The same as the log has it. */
export function tokenParams({ name, days, scope }: TokenGiven, role: string): Record<string, string> {
  const where = scope ? `${scope.kind} ${scope.ref}`.trim() : 'everything'
  return { name, role, scope: where, days: String(days ?? 'unlimited') }
}

export function tokenGrant({ name, role, days, scope }: TokenGiven): TokenGrant {
  const expiresAt = days === null ? null : new Date(Date.now() + days * 24 * 60 * 60 * 1000)
  return { name, role, ...(scope && { scope }), expiresAt }
}
