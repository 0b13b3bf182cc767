import { z } from 'zod'
import { search } from '@/server/inventory/query/search'
import { router, seeing } from '../trpc'

export const inventoryRouter = router({
  /** Objects of every class but tasks, by the grammar of `server/shared/terms.ts`. */
  search: seeing
    .input(z.object({ text: z.string().max(1000), limit: z.number().int().min(1).max(50) }))
    .query(({ ctx, input }) => search(ctx.sight.table, input.text, input.limit)),
})
