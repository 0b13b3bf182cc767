import { z } from 'zod'
import { historyQuery, readHistory } from '@/server/operations/history'
import { movesQuery } from '@/server/operations/moves'
import { targetsSchema } from '@/server/operations/targets'
import { readAs } from '@/server/texts/reading'
import { router, seeing, signedIn } from '../trpc'

const action = z.string().max(64)
const id = z.string().max(64)
// What an action has to be told is for its own schema to say.
const many = z.object({ action, targets: targetsSchema, input: z.unknown().optional() })

// Each action names its own permission, which the executor asks for: a procedure can't know it beforehand.
const withAnyone = signedIn.meta({ tokens: true, policy: 'what the action needs' })

export const operationRouter = router({
  run: withAnyone
    .input(z.object({ action, object: z.string().max(128), input: z.unknown().optional() }))
    .mutation(({ ctx, input }) => ctx.operations.run(ctx, input)),
  // Reads, but what they ask about does not fit into an address.
  /** What would become of many objects, and why not of the rest. */
  plan: withAnyone.input(many).mutation(({ ctx, input }) =>
    // It is only read: nothing of it is kept.
    readAs(ctx.language ?? 'en', () => ctx.operations.plan(ctx, input)),
  ),
  /** The tags, folders and custom fields there are, and those of many objects. */
  organisation: withAnyone
    .input(targetsSchema)
    .mutation(({ ctx, input }) => ctx.operations.organisation(ctx, input)),
  /** The disks and snapshots that would go with VMs. */
  belongings: withAnyone
    .input(targetsSchema)
    .mutation(({ ctx, input }) => ctx.operations.belongings(ctx, input)),
  /** What VMs would take along to a host, and where to. */
  moves: withAnyone.input(movesQuery).mutation(({ ctx, input }) => ctx.operations.moves(ctx, input)),
  /** Why a VM can't start on which host. */
  bootHosts: withAnyone
    .input(z.object({ object: z.string().max(128) }))
    .query(({ ctx, input }) => ctx.operations.bootHosts(ctx, input.object)),
  /** What would let a VM start that its pool refused to start. */
  startWays: withAnyone
    .input(z.object({ object: z.string().max(128) }))
    .query(({ ctx, input }) => ctx.operations.startWays(ctx, input.object)),
  /** What high availability could promise if a VM was restarted. */
  tolerance: withAnyone
    .input(z.object({ object: z.string().max(128) }))
    .query(({ ctx, input }) => ctx.operations.tolerance(ctx, input.object)),
  /** What a Windows guest says of its Remote Desktop. */
  remoteDesktop: withAnyone
    .input(z.object({ object: z.string().max(128) }))
    .query(({ ctx, input }) => ctx.operations.remoteDesktop(ctx, input.object)),
  runMany: withAnyone.input(many).mutation(({ ctx, input }) => ctx.operations.runMany(ctx, input)),
  undo: withAnyone.input(z.object({ id })).mutation(({ ctx, input }) => ctx.operations.undo(ctx, input.id)),
  cancel: withAnyone
    .input(z.object({ id }))
    .mutation(({ ctx, input }) => ctx.operations.cancel(ctx, input.id)),
  /** Runs of everybody on what one sees, from the audit log. */
  history: seeing
    .input(historyQuery)
    .query(({ ctx: { db, inventory, sight }, input }) =>
      readHistory(db, inventory, input, row => sight.operation(row)),
    ),
})
