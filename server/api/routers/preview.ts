import { z } from 'zod'
import { startPreview } from '@/server/access/preview'
import { appError } from '@/server/errors'
import { audited } from '../audited'
import { canRecently, router, signedIn } from '../trpc'

/** The console as another user would see it, for as long as the session has it so. */
export const previewRouter = router({
  start: canRecently('access.preview')
    .meta({ tokens: false })
    .input(z.object({ id: z.uuid() }))
    .mutation(async ({ ctx, input: { id } }) => {
      const user = await ctx.db.user.findUnique({ where: { id }, select: { username: true } })
      if (!user) throw appError('not-found', 'This user is gone.')
      await audited(
        ctx,
        {
          action: 'preview.start',
          sentence: `See the console as ${user.username} would`,
          object: { class: 'user', uuid: id, ref: '', name: user.username },
        },
        () => startPreview(ctx, ctx.user, id),
      )
    }),

  end: signedIn.meta({ inPreview: true }).mutation(async ({ ctx }) => {
    const { preview } = ctx.user
    if (!preview) return
    await audited(
      ctx,
      {
        action: 'preview.end',
        sentence: `Stop seeing the console as ${preview.username} would`,
        object: { class: 'user', uuid: preview.userId, ref: '', name: preview.username },
      },
      () => ctx.sessions.preview(ctx.user.sessionId, null),
    )
  }),
})
