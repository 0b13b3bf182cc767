import { z } from 'zod'
import { probeDirectory } from '@/server/access/directory/probe'
import { refreshDirectory } from '@/server/access/directory/refresh'
import { probeOpenId } from '@/server/access/openid/probe'
import { roleNames } from '@/server/catalogue/permissions'
import { appError } from '@/server/errors'
import { providerSchema, secretSchema } from '@/server/shared/identity-provider'
import { type AuditAbout, audited } from '../audited'
import { anyone, can, canRecently, router } from '../trpc'

const byId = z.object({ id: z.uuid() })
const given = z.object({ given: providerSchema, secret: secretSchema })
// Not with a token: whoever says where people come from could be anybody.
const admin = can('directory.manage').meta({ tokens: false })
const recentAdmin = canRecently('directory.manage').meta({ tokens: false })

export const providerRouter = router({
  /** The buttons of the sign-in page: for everybody, and no more than they show. */
  buttons: anyone.query(async ({ ctx }) =>
    (await ctx.providers.enabled('openid')).flatMap(one =>
      one.kind === 'openid' ? [{ id: one.id, label: one.settings.label }] : [],
    ),
  ),

  list: admin.query(({ ctx }) => ctx.providers.list()),

  create: recentAdmin.input(given).mutation(({ ctx, input: { given, secret } }) => {
    assertRole(given.role)
    return audited(
      ctx,
      {
        action: 'provider.create',
        sentence: `Add ${given.name}, by which people may sign in`,
        params: paramsOf(given),
      },
      () => ctx.providers.create(given, secret),
      async ({ id }) => about(id, given.name),
    )
  }),

  update: recentAdmin
    .input(given.extend(byId.shape))
    .mutation(async ({ ctx, input: { id, given, secret } }) => {
      assertRole(given.role)
      const name = await ctx.providers.nameOf(id)
      await audited(
        ctx,
        {
          action: 'provider.update',
          sentence: `Change ${name}, by which people may sign in`,
          params: paramsOf(given),
          ...about(id, name),
        },
        async () => {
          await ctx.providers.update(id, given, secret)
          if (!given.enabled) await endSessions(ctx, id)
        },
      )
    }),

  delete: recentAdmin.input(byId).mutation(async ({ ctx, input: { id } }) => {
    const name = await ctx.providers.nameOf(id)
    await audited(
      ctx,
      {
        action: 'provider.delete',
        sentence: `Remove ${name}, by which people could sign in`,
        ...about(id, name),
      },
      async () => {
        await endSessions(ctx, id)
        await ctx.providers.remove(id)
      },
    )
  }),

  /** Tries what is typed without keeping it; nobody is signed in. */
  test: admin
    .input(given.extend({ id: z.uuid().optional(), username: z.string().trim().max(256) }))
    .mutation(async ({ ctx, input: { id, given, secret, username } }) => {
      if (given.kind === 'openid') return probeOpenId(given.settings)
      const password = await ctx.providers.secretFor(id, given, secret)
      return probeDirectory(given.settings, password, username)
    }),

  refresh: admin.input(byId).mutation(async ({ ctx, input: { id } }) => {
    const name = await ctx.providers.nameOf(id)
    await audited(
      ctx,
      { action: 'provider.refresh', sentence: `Ask ${name} who is in which group`, ...about(id, name) },
      async () => {
        const provider = await ctx.providers.find(id)
        const trouble = provider ? await refreshDirectory(ctx, provider) : ''
        if (trouble) throw appError('peer-unreachable', trouble)
      },
    )
  }),
})

/** Sessions that a directory or provider has opened end when nobody may sign in by it any more. */
async function endSessions(
  ctx: {
    providers: { usersOf(id: string): Promise<string[]> }
    sessions: { revokeOthers(userId: string, keep: string): Promise<void> }
    user: { userId: string; sessionId: string }
  },
  id: string,
): Promise<void> {
  for (const userId of await ctx.providers.usersOf(id)) {
    await ctx.sessions.revokeOthers(userId, userId === ctx.user.userId ? ctx.user.sessionId : '')
  }
}

function assertRole(role: string): void {
  if (!roleNames.includes(role)) throw appError('bad-input', 'There is no such role.', { field: 'role' })
}

function paramsOf(given: z.infer<typeof providerSchema>): Record<string, string> {
  const { kind, enabled, role, settings } = given
  const where = kind === 'ldap' ? given.settings.urls.join(' ') : given.settings.issuer
  const asWhom = 'bindDn' in settings ? settings.bindDn : settings.clientId
  return { kind, where, asWhom, role, enabled: String(enabled) }
}

function about(id: string, name: string): AuditAbout {
  return { object: { class: 'provider', uuid: id, ref: '', name } }
}
