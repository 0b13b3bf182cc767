import { z } from 'zod'
import { search } from '@/server/inventory/query/search'
import { groupBranch, treeBranch } from '@/server/inventory/query/tree-branch'
import { partClasses } from '@/server/inventory/rows'
import { showsAtFirst } from '@/server/inventory/views'
import { copyChoices } from '../copies'
import { listQuery, treeMode, treeName, treeShows } from '../interests'
import { mediaFor } from '../media'
import { choicesFor } from '../new-vm'
import { aheadOf, scheduleCostOf } from '../snapshot-schedules'
import { startOrdersOf } from '../start-orders'
import { router, seeing } from '../trpc'

export const inventoryRouter = router({
  /** Objects of every class but tasks, or disks and snapshots (`parts`), by the grammar of `server/shared/terms.ts`. */
  search: seeing
    .input(
      z.object({
        text: z.string().max(1000),
        limit: z.number().int().min(1).max(50),
        what: z.enum(['objects', 'parts']).default('objects'),
      }),
    )
    .query(async ({ ctx, input: { text, limit, what } }) => {
      if (what === 'objects') return search(ctx.sight.table, text, limit)
      // Their rows are made for who looks for them, and stay for a while: the next letter finds them there.
      const parts = partClasses.map(cls => ctx.inventory.parts(cls))
      try {
        await Promise.all(parts.map(({ ready }) => ready))
        return search(ctx.sight.table, text, limit, what)
      } finally {
        for (const { release } of parts) release()
      }
    }),
  /** The nodes of the tree that can be opened, from one downwards (null: all), the outermost first; 2,000 at most. */
  branch: seeing
    .input(
      z.object({ mode: treeMode, shows: treeShows, name: treeName, id: z.string().max(1000).nullable() }),
    )
    .query(({ ctx: { sight }, input: { mode = 'infrastructure', shows = showsAtFirst, name, id } }) => {
      if (mode === 'infrastructure') {
        const tree = sight.trees.take(shows)
        try {
          return treeBranch(tree.view, name, id)
        } finally {
          tree.release()
        }
      }
      const { view, release } = sight.groups.take(mode, shows)
      try {
        return groupBranch(view, name, id)
      } finally {
        release()
      }
    }),
  /** What could be put into a VM: discs of libraries, or disks that no VM has. */
  media: seeing
    .input(z.object({ vm: z.string().max(128), kind: z.enum(['disc', 'disk']) }))
    .query(({ ctx, input: { vm, kind } }) => mediaFor(ctx, vm, kind)),
  /** What a copy of a VM or a template begins with: a name that nothing has, and whether its storage can clone. */
  copy: seeing
    .input(z.object({ id: z.string().min(1).max(128), name: z.string().min(1).max(1024) }))
    .query(({ ctx, input: { id, name } }) => copyChoices(ctx, id, name)),
  /** When VMs start among others, and in which vApp: of those that are seen. */
  startOrders: seeing
    .input(z.object({ vms: z.array(z.string().max(128)).max(1000) }))
    .query(({ ctx, input: { vms } }) => startOrdersOf(ctx, vms)),
  /** What a snapshot schedule over these VMs comes to: of those that are seen. */
  scheduleCost: seeing
    .input(z.object({ vms: z.array(z.string().max(128)).max(1000) }))
    .query(({ ctx, input: { vms } }) => scheduleCostOf(ctx, vms)),
  /** By how much the wall clock of a pool is ahead of UTC, in milliseconds. */
  clockAhead: seeing
    .input(z.object({ pool: z.string().max(128) }))
    .query(({ ctx, input: { pool } }) => aheadOf(ctx, pool)),
  /** What VMs can be made of in a pool, for who may make them there. */
  newVm: seeing
    .input(z.object({ pool: z.string().max(128) }))
    .query(({ ctx, input }) => choicesFor(ctx, input.pool)),
  /** A part of a list as it stands now, 500 lines of `lines` at most: for who takes all of it along. */
  rows: seeing
    .input(
      z.object({
        query: listQuery,
        from: z.number().int().min(0),
        count: z.number().int().min(1).max(500),
      }),
    )
    .query(async ({ ctx: { sight }, input: { query, from, count } }) => {
      const { view, ready, release } = sight.lists.take(query)
      try {
        await ready
        const rows = view.slice(from, count).flatMap(id => sight.table.get(id)?.row ?? [])
        return { rows, matched: view.matched, lines: view.lines }
      } finally {
        release()
      }
    }),
})
