import { z } from 'zod'
import { createPlaces } from '@/server/access/places'
import { requireRecentSignIn } from '@/server/access/recent-sign-in'
import { createRequests } from '@/server/access/requests/requests'
import { isPermission, permissions } from '@/server/catalogue/permissions'
import type { AnyRow } from '@/server/inventory/rows'
import { declineTextSchema, requestGrantSchema, requestSchema } from '@/server/shared/request'
import { type AuditAbout, audited } from '../audited'
import { router, type Services, seeing } from '../trpc'

const byId = z.object({ id: z.uuid() })

/** Who asks is a person, who sees the object; who answers could give it anyhow. Not with a token, which narrows both. */
const requests = seeing
  .meta({ tokens: false, policy: 'of what one sees and may delegate' })
  .use(({ ctx, next }) =>
    next({
      ctx: { asked: createRequests({ ...ctx, actor: ctx.user, placesOf: createPlaces(ctx.inventory) }) },
    }),
  )

export const requestRouter = router({
  toAnswer: requests.query(({ ctx }) => ctx.asked.toAnswer()),
  own: requests.query(({ ctx }) => ctx.asked.own()),
  roles: requests.input(byId).query(({ ctx, input }) => ctx.asked.roles(input.id)),
  read: requests.mutation(({ ctx }) => ctx.asked.read()),

  ask: requests.input(requestSchema).mutation(async ({ ctx, input }) => {
    const row = ctx.sight.table.get(input.object)?.row
    const words = isPermission(input.permission) ? permissions[input.permission] : input.permission
    return audited(
      ctx,
      {
        action: 'request.ask',
        sentence: `Ask to “${words}”${row ? `: ${row.name_label}` : ''}`,
        params: { permission: input.permission, text: input.text },
        ...(await about(ctx, row)),
      },
      () => ctx.asked.ask(input),
    )
  }),

  withdraw: requests.input(byId).mutation(async ({ ctx, input: { id } }) => {
    const request = await ctx.asked.about(id)
    await audited(
      ctx,
      {
        action: 'request.withdraw',
        sentence: `Withdraw a request to “${request.words}”`,
        params: { permission: request.permission },
        ...(await about(ctx, request.row)),
      },
      () => ctx.asked.withdraw(id),
    )
  }),

  grant: requests.input(byId.extend(requestGrantSchema.shape)).mutation(async ({ ctx, input }) => {
    const { id, role, scope, until } = input
    const request = await ctx.asked.about(id)
    requireRecentSignIn(ctx.user)
    await audited(
      ctx,
      {
        action: 'request.grant',
        sentence: `Grant what ${request.name} asked for: ${request.words}`,
        params: {
          to: request.name,
          permission: request.permission,
          role,
          scope: `${scope.kind} ${scope.ref}`.trim(),
          until: until ?? 'without end',
        },
        ...(await about(ctx, request.row)),
      },
      () => ctx.asked.grant(id, { role, scope, until }),
    )
  }),

  decline: requests
    .input(byId.extend({ answer: declineTextSchema }))
    .mutation(async ({ ctx, input: { id, answer } }) => {
      const request = await ctx.asked.about(id)
      await audited(
        ctx,
        {
          action: 'request.decline',
          sentence: `Decline what ${request.name} asked for: ${request.words}`,
          params: { to: request.name, permission: request.permission, answer },
          ...(await about(ctx, request.row)),
        },
        () => ctx.asked.decline(id, answer),
      )
    }),
})

async function about({ pools }: Pick<Services, 'pools'>, row: AnyRow | undefined): Promise<AuditAbout> {
  if (!row) return {}
  return {
    pool: { id: row.pool, name: (await pools.find(row.pool))?.name ?? '' },
    object: { class: row.class, uuid: row.uuid, ref: row.ref, name: row.name_label },
  }
}
