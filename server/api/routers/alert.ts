import { z } from 'zod'
import { missingPermission } from '@/server/catalogue/why-not'
import { AppError, describe } from '@/server/errors'
import type { Alert, ObjectId } from '@/server/inventory/rows'
import { inOwnName } from '@/server/pools/actors'
import { audited } from '../audited'
import { type SeenAlert, seenAlerts } from '../seen-alerts'
import { router, seeing } from '../trpc'

/** So many are listed; whoever has more sees the newest, and the number of all. */
const most = 1_000
/** From this priority on somebody has to do something: service is worse, or will be. */
const grave = 3

/** What came of putting alerts away. */
export interface Dismissed {
  dismissed: number
  refused: { id: ObjectId; reason: string }[]
}

/** What pools have noted that somebody should see. */
export const alertRouter = router({
  /** How many there are, and how many of them are grave. */
  count: seeing.query(({ ctx: { inventory, sight, user } }) => {
    let all = 0
    let graveOnes = 0
    for (const { alert } of seenAlerts(inventory.alerts(), sight, user)) {
      all += 1
      if (alert.priority <= grave) graveOnes += 1
    }
    return { all, grave: graveOnes }
  }),

  /** The newest thousand, newest first. */
  list: seeing.query(({ ctx: { inventory, sight, user } }): { alerts: Alert[]; all: number } => {
    const seen = [...seenAlerts(inventory.alerts(), sight, user)]
    return { alerts: seen.slice(0, most).map(({ alert }) => alert), all: seen.length }
  }),

  /** Puts them away in their pools, for everybody and every other console. What is gone already is no trouble. */
  dismiss: seeing
    .meta({ policy: 'over what each is about: alert.dismiss' })
    .input(z.object({ ids: z.array(z.string().max(128)).min(1).max(most) }))
    .mutation(async ({ ctx, input }): Promise<Dismissed> => {
      const wanted = new Set(input.ids)
      const found = [...seenAlerts(ctx.inventory.alerts(), ctx.sight, ctx.user)].filter(({ alert }) =>
        wanted.has(alert.id),
      )
      const refused: Dismissed['refused'] = []
      for (const one of found) {
        const { id, dismissible } = one.alert
        try {
          if (!dismissible)
            throw new AppError({ code: 'not-allowed', message: missingPermission('alert.dismiss') })
          await dismiss(one)
        } catch (error) {
          refused.push({ id, reason: describe(error).message })
        }
      }
      return { dismissed: found.length - refused.length, refused }

      async function dismiss({ noted, row }: SeenAlert): Promise<void> {
        const pool = await ctx.pools.find(row.pool)
        await audited(
          ctx,
          {
            action: 'alert.dismiss',
            sentence: `Dismiss the alert ${noted.name} about ${row.name_label}`,
            params: { name: noted.name, priority: noted.priority, at: noted.at },
            pool: { id: row.pool, name: pool?.name ?? '' },
            object: { class: row.class, uuid: row.uuid, ref: row.ref, name: row.name_label },
          },
          async () => {
            const acting = await ctx.actors.actAs(ctx.user.userId, row.pool)
            try {
              await acting.session.call.message.destroy(noted.ref)
            } catch (error) {
              const shape = inOwnName(describe(error), acting)
              if (shape.xapi?.code === 'HANDLE_INVALID') return
              throw new AppError(ctx.sight.error(shape, row.pool), { cause: error })
            }
          },
        )
      }
    }),
})
