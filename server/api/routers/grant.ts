import { z } from 'zod'
import { createGrantAdmin } from '@/server/access/manage-grants'
import { createPlaces } from '@/server/access/places'
import { lookedAt } from '@/server/access/policy'
import { requireRecentSignIn } from '@/server/access/recent-sign-in'
import { scopeChoices } from '@/server/access/scope-choices'
import { isPermission } from '@/server/catalogue/permissions'
import { appError } from '@/server/errors'
import { grantSchema } from '@/server/shared/grant'
import { audited } from '../audited'
import { router, seeing } from '../trpc'

const byId = z.object({ id: z.uuid() })
const object = z.string().max(128)
const permission = z.string().max(64)

/** What may be given, seen and taken is measured by the asker's own grants. Not with a token, which narrows them. */
const grants = seeing.meta({ tokens: false, policy: 'by what one may delegate' }).use(({ ctx, next }) =>
  next({
    ctx: {
      grants: createGrantAdmin({ ...ctx, actor: lookedAt(ctx.user), placesOf: createPlaces(ctx.inventory) }),
    },
  }),
)
/** What changes who may do what: asked of who has just shown that it is them. */
const grave = grants.use(({ ctx, next }) => {
  requireRecentSignIn(ctx.user)
  return next()
})

export const grantRouter = router({
  list: grants.query(({ ctx }) => ctx.grants.list()),
  roles: grants.query(({ ctx }) => ctx.grants.roles()),
  mayGive: grants.query(({ ctx }) => ctx.grants.mayGive()),
  falling: grants.input(byId).query(({ ctx, input }) => ctx.grants.falling(input.id)),
  reaching: grants.input(z.object({ object })).query(({ ctx, input }) => ctx.grants.reaching(input.object)),
  principals: grants
    .input(z.object({ text: z.string().max(128), people: z.boolean().default(false) }))
    .query(({ ctx, input }) => ctx.grants.principals(input.text, input.people)),
  /** Folders, tags, vApps and projects that a scope can name. */
  places: grants.query(({ ctx }) =>
    scopeChoices({ ...ctx, book: ctx.rights.book, user: lookedAt(ctx.user).userId, access: ctx.user.access }),
  ),
  canGive: grants.input(grantSchema.omit({ to: true })).query(({ ctx, input }) => ctx.grants.canGive(input)),
  explain: grants
    .input(z.object({ user: z.uuid(), permission, object }))
    .query(({ ctx, input }) => ctx.grants.explain(input.user, mustBe(input.permission), input.object)),

  give: grave.input(grantSchema).mutation(({ ctx, input }) =>
    audited(
      ctx,
      {
        action: 'grant.give',
        sentence: `Give a ${input.to.kind} the role ${input.role}`,
        params: {
          to: `${input.to.kind} ${input.to.id}`,
          role: input.role,
          scope: `${input.scope.kind} ${input.scope.ref}`.trim(),
          until: input.until ?? 'without end',
          mayDelegate: String(input.mayDelegate),
        },
      },
      () => ctx.grants.give(input),
      async ({ name }) => ({ object: { class: input.to.kind, uuid: input.to.id, ref: '', name } }),
    ),
  ),

  revoke: grave.input(byId).mutation(async ({ ctx, input: { id } }) => {
    const [grant, ...built] = await ctx.grants.falling(id)
    if (!grant) throw appError('not-found', 'This grant is gone.')
    const { to, role } = grant
    // As it was given: what is told of it may be less.
    const scope = ctx.rights.book.grants.get(id)?.scope ?? grant.scope
    await audited(
      ctx,
      {
        action: 'grant.revoke',
        sentence: `Revoke ${role.name} of ${to.name}`,
        params: { scope: `${scope.kind} ${scope.ref}`.trim(), with: String(built.length) },
        object: { class: to.kind, uuid: to.id, ref: '', name: to.name },
      },
      () => ctx.grants.revoke(id),
    )
  }),
})

function mustBe(permission: string) {
  if (isPermission(permission)) return permission
  throw appError('bad-input', 'There is no such permission.')
}
