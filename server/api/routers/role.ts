import { z } from 'zod'
import { createRoleAdmin } from '@/server/access/manage-roles'
import { roleSchema } from '@/server/shared/role'
import { audited } from '../audited'
import { canRecently, router } from '../trpc'

const byId = z.object({ id: z.uuid() })
const admin = canRecently('access.manage')
  .meta({ tokens: false })
  .use(({ ctx, next }) => next({ ctx: { roles: createRoleAdmin(ctx) } }))

/** Composed roles; they are listed among all by `grant.roles`. */
export const roleRouter = router({
  create: admin.input(roleSchema).mutation(({ ctx, input }) =>
    audited(
      ctx,
      {
        action: 'role.create',
        sentence: `Compose role ${input.name}`,
        params: { permissions: input.permissions.join(' ') },
      },
      () => ctx.roles.create(ctx.user, input),
      async ({ id }) => about(id, input.name),
    ),
  ),

  update: admin.input(roleSchema.extend(byId.shape)).mutation(async ({ ctx, input: { id, ...given } }) => {
    const name = await ctx.roles.nameOf(id)
    await audited(
      ctx,
      {
        action: 'role.update',
        sentence: `Change role ${name}`,
        params: { name: given.name, permissions: given.permissions.join(' ') },
        ...about(id, name),
      },
      () => ctx.roles.update(id, given),
    )
  }),

  delete: admin
    .input(byId.extend({ withGrants: z.boolean().default(false) }))
    .mutation(async ({ ctx, input: { id, withGrants } }) => {
      const name = await ctx.roles.nameOf(id)
      await audited(
        ctx,
        {
          action: 'role.delete',
          sentence: `Delete role ${name}`,
          params: { withGrants: String(withGrants) },
          ...about(id, name),
        },
        () => ctx.roles.remove(id, withGrants),
      )
    }),
})

const about = (id: string, name: string) => ({ object: { class: 'role', uuid: id, ref: '', name } })
