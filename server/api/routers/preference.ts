import { z } from 'zod'
import { changePreferences, preferenceChangeSchema, preferencesOf } from '@/server/access/preferences'
import { router, signedIn } from '../trpc'

/** One's own: nobody reads or changes another's. */
export const preferenceRouter = router({
  all: signedIn.query(({ ctx }) => preferencesOf(ctx.db, ctx.user.userId)),
  /** All of the changes or none. */
  change: signedIn
    .input(z.object({ changes: z.array(preferenceChangeSchema).min(1).max(100) }))
    .mutation(({ ctx, input }) => changePreferences(ctx.db, ctx.user.userId, input.changes)),
})
