import { z } from 'zod'
import { createServiceAdmin } from '@/server/access/manage-services'
import { roleNameOf } from '@/server/access/roles-of'
import { appError } from '@/server/errors'
import { roleRefSchema } from '@/server/shared/grant'
import { descriptionSchema } from '@/server/shared/group-name'
import { userNameSchema } from '@/server/shared/user-name'
import { type AuditAbout, audited } from '../audited'
import { can, canRecently, router } from '../trpc'
import { tokenGrant, tokenParams, tokenSchema } from './token'

const byId = z.object({ id: z.uuid() })
const role = roleRefSchema
// Not with a token: one could give itself another that stays.
const admin = can('service.manage')
  .meta({ tokens: false })
  .use(({ ctx, next }) => next({ ctx: { services: createServiceAdmin(ctx) } }))
const recentAdmin = canRecently('service.manage')
  .meta({ tokens: false })
  .use(({ ctx, next }) => next({ ctx: { services: createServiceAdmin(ctx) } }))

export const serviceRouter = router({
  list: admin.query(({ ctx }) => ctx.services.list()),
  get: admin.input(byId).query(async ({ ctx, input: { id } }) => ({
    ...(await ctx.services.get(id)),
    issued: await ctx.tokens.list(id),
  })),

  create: admin
    .input(z.object({ username: userNameSchema, description: descriptionSchema, role }))
    .mutation(async ({ ctx, input: { username, description, role } }) =>
      audited(
        ctx,
        {
          action: 'service.create',
          sentence: `Create service account ${username}`,
          params: { username, description, role: await roleNameOf(ctx.db, role) },
        },
        () => ctx.services.create(ctx.user, username, description, role),
        async ({ id }) => about(id, username),
      ),
    ),

  describe: admin
    .input(byId.extend({ description: descriptionSchema }))
    .mutation(async ({ ctx, input: { id, description } }) => {
      const name = await ctx.services.nameOf(id)
      await audited(
        ctx,
        {
          action: 'service.describe',
          sentence: `Describe service account ${name}`,
          params: { description },
          ...about(id, name),
        },
        () => ctx.services.describe(id, description),
      )
    }),

  setRole: admin.input(byId.extend({ role })).mutation(async ({ ctx, input: { id, role } }) => {
    const name = await ctx.services.nameOf(id)
    const params = { role: await roleNameOf(ctx.db, role) }
    await audited(
      ctx,
      { action: 'service.setRole', sentence: `Make ${name} ${params.role}`, params, ...about(id, name) },
      () => ctx.services.setRole(ctx.user, id, role),
    )
  }),

  disable: admin.input(byId).mutation(async ({ ctx, input: { id } }) => {
    const name = await ctx.services.nameOf(id)
    await audited(
      ctx,
      { action: 'service.disable', sentence: `Disable service account ${name}`, ...about(id, name) },
      () => ctx.services.disable(id),
    )
  }),

  enable: admin.input(byId).mutation(async ({ ctx, input: { id } }) => {
    const name = await ctx.services.nameOf(id)
    await audited(
      ctx,
      { action: 'service.enable', sentence: `Enable service account ${name}`, ...about(id, name) },
      () => ctx.services.enable(id),
    )
  }),

  delete: admin.input(byId).mutation(async ({ ctx, input: { id } }) => {
    const name = await ctx.services.nameOf(id)
    await audited(
      ctx,
      { action: 'service.delete', sentence: `Delete service account ${name}`, ...about(id, name) },
      () => ctx.services.remove(id),
    )
  }),

  createToken: recentAdmin
    .input(byId.extend(tokenSchema.shape))
    .mutation(async ({ ctx, input: { id, ...given } }) => {
      const account = await ctx.services.nameOf(id)
      return audited(
        ctx,
        {
          action: 'service.createToken',
          sentence: `Create token ${given.name} of ${account}`,
          params: tokenParams(given, await roleNameOf(ctx.db, given.role)),
          ...about(id, account),
        },
        async () => {
          await ctx.services.ruled(ctx.user, id)
          return ctx.tokens.issue(id, tokenGrant(given), ctx.user.username)
        },
      )
    }),

  revokeToken: admin
    .input(byId.extend({ token: z.uuid() }))
    .mutation(async ({ ctx, input: { id, token } }) => {
      const account = await ctx.services.nameOf(id)
      const name = await ctx.tokens.nameOf(id, token)
      if (name === undefined) throw appError('not-found', 'This token is gone.')
      await audited(
        ctx,
        {
          action: 'service.revokeToken',
          sentence: `Revoke token ${name} of ${account}`,
          params: { name },
          ...about(id, account),
        },
        async () => {
          if (!(await ctx.tokens.revoke(id, token)))
            throw appError('not-found', 'This token was revoked already.')
        },
      )
    }),
})

function about(id: string, name: string): AuditAbout {
  return { object: { class: 'user', uuid: id, ref: '', name } }
}
