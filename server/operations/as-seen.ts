import type { Principal } from '@/server/access/policy'
import type { Sights } from '@/server/access/sight/sights'
import { AppError, describe } from '@/server/errors'
import type { PoolId } from '@/server/inventory/rows'

export type AsSeen = ReturnType<typeof createAsSeen>

/** What went wrong in a pool, as the person who is told may know it. `done`: said before, what of it was done all the same. */
export function createAsSeen(
  sights: Pick<Sights, 'with'>,
  named: (pool: PoolId) => (ref: string) => string | undefined,
) {
  return (user: Principal, pool: PoolId, error: unknown, done?: string): AppError => {
    const said = describe(error, named(pool))
    const shape = done === undefined ? said : { ...said, message: `${done} ${said.message}` }
    return new AppError(
      sights.with(user.access, sight => sight.error(shape, pool)),
      { cause: error },
    )
  }
}
