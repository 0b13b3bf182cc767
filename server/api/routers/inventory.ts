import { z } from 'zod'
import { search } from '@/server/inventory/query/search'
import { listQuery } from '../interests'
import { router, seeing } from '../trpc'

export const inventoryRouter = router({
  /** Objects of every class but tasks, by the grammar of `server/shared/terms.ts`. */
  search: seeing
    .input(z.object({ text: z.string().max(1000), limit: z.number().int().min(1).max(50) }))
    .query(({ ctx, input }) => search(ctx.sight.table, input.text, input.limit)),
  /** A part of a list as it stands now, 500 rows at most: for who takes all of it along. */
  rows: seeing
    .input(
      z.object({
        query: listQuery,
        from: z.number().int().min(0),
        count: z.number().int().min(1).max(500),
      }),
    )
    .query(({ ctx: { sight }, input: { query, from, count } }) => {
      const { view, release } = sight.lists.take(query)
      try {
        const rows = view.slice(from, count).flatMap(id => sight.table.get(id)?.row ?? [])
        return { rows, matched: view.matched }
      } finally {
        release()
      }
    }),
})
