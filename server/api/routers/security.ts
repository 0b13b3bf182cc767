import { knownRoles } from '@/server/access/roles-of'
import { hasSecondFactor } from '@/server/access/second-factor-standing'
import { appError } from '@/server/errors'
import { securitySettingsSchema } from '@/server/shared/security-settings'
import { say } from '@/server/shared/text'
import { audited } from '../audited'
import { can, canRecently, router } from '../trpc'

/** How people sign in here. */
export const securityRouter = router({
  settings: can('security.manage').query(async ({ ctx }) => {
    // Another process may have changed them a moment ago.
    await ctx.security.load()
    return { settings: ctx.security.current(), roles: await knownRoles(ctx.db) }
  }),

  save: canRecently('security.manage')
    .input(securitySettingsSchema)
    .mutation(({ ctx, input }) =>
      audited(
        ctx,
        {
          action: 'security.save',
          sentence: say('Change how people sign in'),
          params: {
            secondFactorRoles: input.secondFactorRoles.join(', '),
            idleMinutes: String(input.idleMinutes),
            absoluteHours: String(input.absoluteHours),
          },
        },
        async () => {
          const before = ctx.security.current().secondFactorRoles
          const added = input.secondFactorRoles.filter(role => !before.includes(role))
          // Whoever asks it of others has shown that it works here.
          if (added.length > 0 && !(await hasSecondFactor(ctx.db, ctx.user.userId))) {
            throw appError('refused', 'You have no second factor yourself yet.', {
              next: 'Set one up under Settings, Account first.',
            })
          }
          await ctx.security.save(input)
          if (added.length > 0) await ctx.sessions.revokeWithoutSecondFactor()
        },
      ),
    ),
})
