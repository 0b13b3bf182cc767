import { z } from 'zod'
import { createPlaces } from '@/server/access/places'
import { lookedAt, require } from '@/server/access/policy'
import { createProjects } from '@/server/access/projects/manage-projects'
import { requireRecentSignIn } from '@/server/access/recent-sign-in'
import { projectSchema } from '@/server/shared/project'
import { type AuditAbout, audited } from '../audited'
import { router, seeing } from '../trpc'

const byId = z.object({ id: z.uuid() })
const object = z.string().min(1).max(128)

const projects = seeing.meta({ tokens: true, policy: 'of projects one is in' }).use(({ ctx, next }) =>
  next({
    ctx: {
      projects: createProjects({
        ...ctx,
        user: { ...ctx.user, ...lookedAt(ctx.user) },
        placesOf: createPlaces(ctx.inventory),
      }),
    },
  }),
)

/** Who is in which project, and what is in it, says who may do what: asked of who has just shown that it is them. */
const manage = projects
  .meta({ tokens: false, policy: 'over everything: project.manage' })
  .use(({ ctx, next }) => {
    require(ctx.user, 'project.manage')
    requireRecentSignIn(ctx.user)
    return next()
  })

/** To look what there is to choose from. */
const seeable = projects
  .meta({ tokens: false, policy: 'over everything: project.manage' })
  .use(({ ctx, next }) => {
    require(ctx.user, 'project.manage')
    return next()
  })

export const projectRouter = router({
  list: projects.query(({ ctx }) => ctx.projects.list()),
  get: projects.input(byId).query(({ ctx, input }) => ctx.projects.get(input.id)),

  /** Templates that can be allowed, by words of their names. */
  templates: seeable
    .input(z.object({ text: z.string().max(128) }))
    .query(({ ctx, input }) => ctx.projects.templates(input.text)),

  create: manage.input(projectSchema).mutation(({ ctx, input }) =>
    audited(
      ctx,
      { action: 'project.create', sentence: `Create project ${input.name}`, params: input },
      () => ctx.projects.create(input),
      async ({ id }) => about(id, input.name),
    ),
  ),

  update: manage
    .input(byId.extend(projectSchema.shape))
    .mutation(async ({ ctx, input: { id, ...given } }) => {
      const before = await ctx.projects.get(id)
      await audited(
        ctx,
        {
          action: 'project.update',
          sentence: `Change project ${before.name}`,
          changes: {
            name: { before: before.name, after: given.name },
            description: { before: before.description, after: given.description },
            limits: { before: before.limits, after: given.limits },
          },
          ...about(id, before.name),
        },
        () => ctx.projects.update(id, given),
      )
    }),

  delete: manage.input(byId).mutation(async ({ ctx, input: { id } }) => {
    const name = await ctx.projects.nameOf(id)
    await audited(
      ctx,
      { action: 'project.delete', sentence: `Delete project ${name}`, ...about(id, name) },
      () => ctx.projects.remove(id),
    )
  }),

  put: manage.input(byId.extend({ object })).mutation(async ({ ctx, input: { id, object } }) => {
    const name = await ctx.projects.nameOf(id)
    const row = ctx.sight.table.get(object)?.row
    await audited(
      ctx,
      {
        action: 'project.put',
        sentence: `Put ${row?.name_label ?? 'an object'} into project ${name}`,
        params: { object },
        ...about(id, name),
      },
      () => ctx.projects.put(id, object),
    )
  }),

  take: manage.input(byId.extend({ object })).mutation(async ({ ctx, input: { id, object } }) => {
    const name = await ctx.projects.nameOf(id)
    const row = ctx.sight.table.get(object)?.row
    await audited(
      ctx,
      {
        action: 'project.take',
        sentence: `Take ${row?.name_label ?? 'an object'} out of project ${name}`,
        params: { object },
        ...about(id, name),
      },
      () => ctx.projects.take(id, object),
    )
  }),

  allow: manage.input(byId.extend({ object })).mutation(async ({ ctx, input: { id, object } }) => {
    const name = await ctx.projects.nameOf(id)
    await audited(
      ctx,
      {
        action: 'project.allow',
        sentence: `Allow project ${name} to use ${ctx.projects.partName(object)}`,
        params: { object },
        ...about(id, name),
      },
      () => ctx.projects.allow(id, object),
    )
  }),

  disallow: manage.input(byId.extend({ object })).mutation(async ({ ctx, input: { id, object } }) => {
    const name = await ctx.projects.nameOf(id)
    await audited(
      ctx,
      {
        action: 'project.disallow',
        sentence: `Allow project ${name} to use ${ctx.projects.partName(object)} no more`,
        params: { object },
        ...about(id, name),
      },
      () => ctx.projects.disallow(id, object),
    )
  }),
})

function about(id: string, name: string): AuditAbout {
  return { object: { class: 'project', uuid: id, ref: '', name } }
}
