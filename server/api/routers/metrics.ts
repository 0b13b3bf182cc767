import { z } from 'zod'
import { appError } from '@/server/errors'
import { busiestVms, loadMeasures, measuredOf, poolLoad } from '@/server/metrics/seen-load'
import { router, seeing } from '../trpc'

/** They are in the address of the request, which servers on the way may limit to eight kilobytes. */
const mostMeasured = 50

/** What hosts measure, of what one sees. Asked of the hosts themselves, which is why an answer may take seconds. */
export const metricsRouter = router({
  busiest: seeing
    .input(z.object({ by: z.enum(loadMeasures), limit: z.number().int().min(1).max(50) }))
    .query(({ ctx: { metrics, inventory, sight }, input }) =>
      busiestVms({ metrics, inventory, sight }, input),
    ),
  /** What these VMs and hosts use: rows of a list that somebody looks at. */
  measured: seeing
    .input(z.object({ ids: z.array(z.string().max(128)).min(1).max(mostMeasured) }))
    .query(({ ctx: { metrics, inventory, sight }, input }) =>
      measuredOf({ metrics, inventory, sight }, input.ids),
    ),
  pool: seeing.input(z.object({ id: z.string().max(128) })).query(({ ctx: { metrics, sight }, input }) => {
    const row = sight.table.get(input.id)?.row
    if (row?.class !== 'pool') throw appError('not-found', 'This pool is gone.')
    return poolLoad({ metrics, sight }, row.pool)
  }),
})
