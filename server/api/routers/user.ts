import { z } from 'zod'
import { createUserAdmin } from '@/server/access/manage-users'
import { roleNameOf } from '@/server/access/roles-of'
import type { Db } from '@/server/db/client'
import { appError } from '@/server/errors'
import { roleRefSchema } from '@/server/shared/grant'
import { userNameSchema } from '@/server/shared/user-name'
import { type AuditAbout, audited } from '../audited'
import { can, canRecently, router } from '../trpc'

const byId = z.object({ id: z.uuid() })
const role = roleRefSchema.nullable()
const told = async (db: Pick<Db, 'role'>, given: string | null) =>
  given === null ? 'none' : await roleNameOf(db, given)
// Not with a token: what they may do to an account is measured by all that its owner may do.
const admin = can('user.manage')
  .meta({ tokens: false })
  .use(({ ctx, next }) => next({ ctx: { users: createUserAdmin(ctx) } }))

/** What changes who may come in, and how: asked of who has just shown that it is them. */
const grave = canRecently('user.manage')
  .meta({ tokens: false })
  .use(({ ctx, next }) => next({ ctx: { users: createUserAdmin(ctx) } }))

export const userRouter = router({
  list: admin.query(({ ctx }) => ctx.users.list()),

  create: grave
    .input(z.object({ username: userNameSchema, role }))
    .mutation(async ({ ctx, input: { username, role } }) =>
      audited(
        ctx,
        {
          action: 'user.create',
          sentence: `Create user ${username}`,
          params: { username, role: await told(ctx.db, role) },
        },
        () => ctx.users.create(ctx.user, username, role),
        async ({ id }) => about(id, username),
      ),
    ),

  setRole: grave.input(byId.extend({ role })).mutation(async ({ ctx, input: { id, role } }) => {
    const name = await ctx.users.nameOf(id)
    const called = await told(ctx.db, role)
    await audited(
      ctx,
      {
        action: 'user.setRole',
        sentence: role === null ? `Take ${name} their role over everything` : `Make ${name} ${called}`,
        params: { role: called },
        ...about(id, name),
      },
      () => ctx.users.setRole(ctx.user, id, role),
    )
  }),

  resetPassword: grave.input(byId).mutation(async ({ ctx, input: { id } }) => {
    const name = await ctx.users.nameOf(id)
    return audited(
      ctx,
      { action: 'user.resetPassword', sentence: `Reset the password of ${name}`, ...about(id, name) },
      () => ctx.users.resetPassword(id, ctx.user),
    )
  }),

  /** A link by which they choose a password of their own: shown once. */
  resetLink: grave.input(byId).mutation(async ({ ctx, input: { id } }) => {
    const name = await ctx.users.nameOf(id)
    return audited(
      ctx,
      {
        action: 'user.resetLink',
        sentence: `Make a link for ${name} to choose a password`,
        ...about(id, name),
      },
      () => ctx.users.resetLink(id, ctx.user),
    )
  }),

  /** Takes all second factors from a user who has lost them. */
  resetSecondFactors: grave.input(byId).mutation(async ({ ctx, input: { id } }) => {
    const name = await ctx.users.nameOf(id)
    await audited(
      ctx,
      {
        action: 'user.resetSecondFactors',
        sentence: `Reset the second factors of ${name}`,
        ...about(id, name),
      },
      () => ctx.users.resetSecondFactors(id, ctx.user),
    )
  }),

  sessions: admin.input(byId).query(({ ctx, input: { id } }) => ctx.sessions.list(id)),

  /** Ends one session of a user, or all of them. */
  endSessions: admin
    .input(byId.extend({ session: z.uuid().nullable() }))
    .mutation(async ({ ctx, input: { id, session } }) => {
      const name = await ctx.users.nameOf(id)
      const sentence = session ? `End a session of ${name}` : `End all sessions of ${name}`
      await audited(
        ctx,
        {
          action: 'user.endSessions',
          sentence,
          ...(session ? { params: { session } } : {}),
          ...about(id, name),
        },
        async () => {
          if (!session) await ctx.sessions.revokeOthers(id, ctx.user.sessionId)
          else if (!(await ctx.sessions.revoke(id, session)))
            throw appError('not-found', 'This session has ended already.')
        },
      )
    }),

  disable: grave.input(byId).mutation(async ({ ctx, input: { id } }) => {
    const name = await ctx.users.nameOf(id)
    await audited(ctx, { action: 'user.disable', sentence: `Disable user ${name}`, ...about(id, name) }, () =>
      ctx.users.disable(id, ctx.user),
    )
  }),

  enable: grave.input(byId).mutation(async ({ ctx, input: { id } }) => {
    const name = await ctx.users.nameOf(id)
    await audited(ctx, { action: 'user.enable', sentence: `Enable user ${name}`, ...about(id, name) }, () =>
      ctx.users.enable(id, ctx.user),
    )
  }),

  delete: grave.input(byId).mutation(async ({ ctx, input: { id } }) => {
    const name = await ctx.users.nameOf(id)
    await audited(ctx, { action: 'user.delete', sentence: `Delete user ${name}`, ...about(id, name) }, () =>
      ctx.users.remove(id, ctx.user),
    )
  }),
})

function about(id: string, name: string): AuditAbout {
  return { object: { class: 'user', uuid: id, ref: '', name } }
}
