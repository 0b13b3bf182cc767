import { z } from 'zod'
import { AppError, appError, describe } from '@/server/errors'
import type { PoolMessage } from '@/server/inventory/details'
import { messageClasses } from '@/server/inventory/messages/alerts'
import { poolMessage } from '@/server/inventory/messages/message-log'
import { xapiSentence } from '@/server/shared/xapi-sentences'
import { router, seeing } from '../trpc'

const byId = z.object({ id: z.string().max(128), before: z.iso.datetime() })

/** So many at once: a pool keeps ten thousand. */
const most = 100

/** Messages of the pools beyond those that are followed. */
export const messageRouter = router({
  /** What refusals that messages carry mean, in the order asked. */
  sentences: seeing
    .input(
      z.object({
        errors: z
          .array(
            z.object({
              code: z
                .string()
                .max(256)
                .regex(/^[A-Z][A-Z0-9_]*$/),
              params: z.array(z.string().max(4096)).max(20),
            }),
          )
          .max(100),
      }),
    )
    .query(({ input: { errors } }) => errors.map(({ code, params }) => xapiSentence(code, params).message)),
  /** The hundred before a time, newest first, asked of the pool itself. `complete`: there is nothing older. */
  older: seeing.input(byId).query(async ({ ctx, input: { id, before } }) => {
    const row = ctx.sight.table.get(id)?.row
    const cls = row && messageClasses[row.class]
    if (!row || !cls) throw appError('not-found', 'There is no such object.')
    try {
      const session = ctx.pools.session(row.pool)
      const all = Object.entries(await session.call.message.get(cls, row.uuid, '1970-01-01T00:00:00Z'))
      const older = all
        .flatMap(([ref, record]) => poolMessage(session.refOf('message', ref), record) ?? [])
        .filter(message => message.at < before)
        .sort((a, b) => (a.at < b.at ? 1 : -1))
      const messages: PoolMessage[] = older.slice(0, most)
      return ctx.sight.messages(id, { messages, complete: older.length <= most })
    } catch (error) {
      throw new AppError(
        describe(error, name => ctx.sight.nameOf(row.pool, name)),
        { cause: error },
      )
    }
  }),
})
