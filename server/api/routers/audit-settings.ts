import { z } from 'zod'
import { publicPem } from '@/server/audit/keys'
import { retentionOf, setRetention } from '@/server/audit/retention'
import { retentionSchema, type SinkInput, sinkSchema } from '@/server/shared/audit-sink'
import { audited } from '../audited'
import { can, canRecently, router } from '../trpc'

const may = can('audit.configure')
// Who could turn the log elsewhere, or have it pruned, could hide what they do next.
const grave = canRecently('audit.configure')
const byId = z.object({ id: z.uuid() })

/** Where the audit log is sent, how long it is kept, and what it is signed with. */
export const auditSettingsRouter = router({
  get: may.query(async ({ ctx: { db, sinks, auditKeys } }) => {
    const last = await db.auditCheckpoint.findFirst({ orderBy: { seq: 'desc' } })
    return {
      sinks: await sinks.list(),
      retentionDays: await retentionOf(db),
      checkpoint: last && { seq: String(last.seq), at: last.at.toISOString() },
      publicKey: publicPem(auditKeys),
    }
  }),

  setRetention: grave
    .input(z.object({ days: retentionSchema }))
    .mutation(async ({ ctx, input: { days } }) => {
      const before = await retentionOf(ctx.db)
      await audited(
        ctx,
        {
          action: 'audit.setRetention',
          sentence: days === null ? 'Keep the audit log for ever' : `Keep the audit log for ${days} days`,
          changes: { retentionDays: { before, after: days } },
        },
        () => setRetention(ctx.db, days),
      )
    }),

  createSink: grave
    .input(sinkSchema)
    .mutation(({ ctx, input }) =>
      audited(
        ctx,
        { action: 'audit.createSink', sentence: `Send the audit log to ${input.name}`, params: told(input) },
        () => ctx.sinks.create(input),
      ),
    ),

  updateSink: grave
    .input(byId.extend({ sink: sinkSchema }))
    .mutation(async ({ ctx, input: { id, sink } }) => {
      const before = (await ctx.sinks.list()).find(one => one.id === id)
      await audited(
        ctx,
        {
          action: 'audit.updateSink',
          sentence: `Change how the audit log is sent to ${sink.name}`,
          params: told(sink),
          changes: before
            ? {
                ...(before.name === sink.name ? {} : { name: { before: before.name, after: sink.name } }),
                ...(before.address === sink.address
                  ? {}
                  : { address: { before: before.address, after: sink.address } }),
                ...(before.enabled === sink.enabled
                  ? {}
                  : { enabled: { before: before.enabled, after: sink.enabled } }),
              }
            : {},
        },
        () => ctx.sinks.update(id, sink),
      )
    }),

  removeSink: grave.input(byId).mutation(async ({ ctx, input: { id } }) => {
    const name = await ctx.sinks.nameOf(id)
    await audited(
      ctx,
      { action: 'audit.removeSink', sentence: `Send the audit log no more to ${name}`, params: { id } },
      () => ctx.sinks.remove(id),
    )
  }),

  testSink: may.input(byId).mutation(async ({ ctx, input: { id } }) => {
    const name = await ctx.sinks.nameOf(id)
    await audited(
      ctx,
      { action: 'audit.testSink', sentence: `Test whether the audit log arrives at ${name}`, params: { id } },
      () => ctx.sinks.test(id, ctx.user.username),
    )
  }),
})

/** All but the key. */
const told = ({ kind, name, address, enabled }: SinkInput) => ({ kind, name, address, enabled })
