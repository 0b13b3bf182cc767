import { z } from 'zod'
import type { Member } from '@/server/access/groups'
import { createGroupAdmin } from '@/server/access/manage-groups'
import { requireRecentSignIn } from '@/server/access/recent-sign-in'
import { descriptionSchema, groupNameSchema } from '@/server/shared/group-name'
import { type AuditAbout, audited } from '../audited'
import { can, router } from '../trpc'

const byId = z.object({ id: z.uuid() })
const facts = z.object({ name: groupNameSchema, description: descriptionSchema })
const member = z.object({ kind: z.enum(['user', 'group']), id: z.uuid() })
const admin = can('group.manage').use(({ ctx, next }) => next({ ctx: { groups: createGroupAdmin(ctx) } }))

/** What changes who may come in or what they may do: asked of who has just shown that it is them. */
const grave = admin.use(({ ctx, next }) => {
  requireRecentSignIn(ctx.user)
  return next()
})

export const groupRouter = router({
  list: admin.query(({ ctx }) => ctx.groups.list()),
  get: admin.input(byId).query(({ ctx, input }) => ctx.groups.get(input.id)),
  ofUser: admin.input(byId).query(({ ctx, input }) => ctx.groups.ofUser(input.id)),
  candidates: admin
    .input(byId.extend({ text: z.string().max(128) }))
    .query(({ ctx, input }) => ctx.groups.candidates(input.id, input.text)),

  create: grave.input(facts).mutation(({ ctx, input }) =>
    audited(
      ctx,
      { action: 'group.create', sentence: `Create group ${input.name}`, params: input },
      () => ctx.groups.create(input.name, input.description),
      async ({ id }) => about(id, input.name),
    ),
  ),

  update: grave.input(byId.extend(facts.shape)).mutation(async ({ ctx, input: { id, ...given } }) => {
    const name = await ctx.groups.nameOf(id)
    const sentence = given.name === name ? `Describe group ${name}` : `Rename group ${name} to ${given.name}`
    await audited(ctx, { action: 'group.update', sentence, params: given, ...about(id, name) }, () =>
      ctx.groups.update(id, given.name, given.description),
    )
  }),

  delete: grave.input(byId).mutation(async ({ ctx, input: { id } }) => {
    const name = await ctx.groups.nameOf(id)
    await audited(ctx, { action: 'group.delete', sentence: `Delete group ${name}`, ...about(id, name) }, () =>
      ctx.groups.remove(id),
    )
  }),

  // Not with a token: what a member gets is measured by all that the token's owner may do.
  addMember: grave
    .meta({ tokens: false })
    .input(byId.extend({ member }))
    .mutation(async ({ ctx, input: { id, member } }) => {
      const [name, who] = await Promise.all([
        ctx.groups.nameOf(id),
        ctx.groups.nameOfMember(memberOf(member)),
      ])
      await audited(
        ctx,
        {
          action: 'group.addMember',
          sentence: `Add ${who} to group ${name}`,
          params: { [member.kind]: member.id },
          ...about(id, name),
        },
        () => ctx.groups.add(ctx.user, id, memberOf(member)),
      )
    }),

  removeMember: grave.input(byId.extend({ member })).mutation(async ({ ctx, input: { id, member } }) => {
    const [name, who] = await Promise.all([ctx.groups.nameOf(id), ctx.groups.nameOfMember(memberOf(member))])
    await audited(
      ctx,
      {
        action: 'group.removeMember',
        sentence: `Remove ${who} from group ${name}`,
        params: { [member.kind]: member.id },
        ...about(id, name),
      },
      () => ctx.groups.take(id, memberOf(member)),
    )
  }),
})

const memberOf = ({ kind, id }: z.infer<typeof member>): Member =>
  kind === 'user' ? { user: id } : { group: id }

function about(id: string, name: string): AuditAbout {
  return { object: { class: 'group', uuid: id, ref: '', name } }
}
