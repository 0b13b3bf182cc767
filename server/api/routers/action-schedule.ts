import { z } from 'zod'
import { actionById } from '@/server/catalogue/catalogue'
import { createSchedules } from '@/server/operations/schedules/manage'
import { actionScheduleSchema } from '@/server/shared/action-schedule'
import { audited } from '../audited'
import { router, seeing } from '../trpc'

const byId = z.object({ id: z.uuid() })

/**
 * Each says what its VMs need: the right of the action, over each of them. Not with a token, which narrows what its user
 * may do: what is scheduled is done later, with all that the user may do then.
 */
const schedules = seeing
  .meta({ tokens: false, policy: 'of VMs one sees and may act on' })
  .use(({ ctx, next }) => next({ ctx: { kept: createSchedules(ctx) } }))

const wordOf = (action: string) => actionById(action)?.label ?? action

export const actionScheduleRouter = router({
  list: schedules.query(({ ctx }) => ctx.kept.list()),

  create: schedules.input(actionScheduleSchema).mutation(({ ctx, input }) =>
    audited(
      ctx,
      {
        action: 'actionSchedule.create',
        sentence: `Schedule “${wordOf(input.action)}”: ${input.name}`,
        params: input,
      },
      () => ctx.kept.create(input),
    ),
  ),

  update: schedules
    .input(byId.extend(actionScheduleSchema.shape))
    .mutation(async ({ ctx, input: { id, ...given } }) => {
      const before = await ctx.kept.find(id)
      const { action, rule, zone, enabled } = before
      await audited(
        ctx,
        {
          action: 'actionSchedule.update',
          sentence: `Change the scheduled action ${before.name}`,
          params: given,
          changes: {
            action: { before: action, after: given.action },
            rule: { before: JSON.stringify(rule), after: JSON.stringify(given.rule) },
            zone: { before: zone, after: given.zone },
            enabled: { before: enabled, after: given.enabled },
            vms: { before: before.vms.map(vm => vm.id ?? vm.name), after: given.vms },
          },
        },
        () => ctx.kept.update(id, given),
      )
    }),

  setEnabled: schedules
    .input(byId.extend({ enabled: z.boolean() }))
    .mutation(async ({ ctx, input: { id, enabled } }) => {
      const { name } = await ctx.kept.find(id)
      await audited(
        ctx,
        {
          action: 'actionSchedule.setEnabled',
          sentence: `Switch the scheduled action ${name} ${enabled ? 'on' : 'off'}`,
        },
        () => ctx.kept.setEnabled(id, enabled),
      )
    }),

  runNow: schedules.input(byId).mutation(async ({ ctx, input: { id } }) => {
    const { name } = await ctx.kept.find(id)
    await audited(
      ctx,
      { action: 'actionSchedule.runNow', sentence: `Run the scheduled action ${name} now` },
      () => ctx.kept.runNow(id),
    )
  }),

  delete: schedules.input(byId).mutation(async ({ ctx, input: { id } }) => {
    const { name, owner } = await ctx.kept.find(id)
    await audited(
      ctx,
      {
        action: 'actionSchedule.delete',
        sentence: `Delete the scheduled action ${name}`,
        params: { owner },
      },
      () => ctx.kept.remove(id),
    )
  }),
})
