import type { Principal } from '@/server/access/policy'
import type { Sights } from '@/server/access/sight/sights'
import { AppError, describe, inEveryLanguage } from '@/server/errors'
import type { PoolId } from '@/server/inventory/rows'
import { toldWorded, type Worded } from '@/server/shared/text'

export type AsSeen = ReturnType<typeof createAsSeen>

/** What went wrong in a pool, as the person who is told may know it. `done`: said before, what of it was done all the same. */
export function createAsSeen(
  sights: Pick<Sights, 'with'>,
  named: (pool: PoolId) => (ref: string) => string | undefined,
) {
  return (user: Principal, pool: PoolId, error: unknown, done?: Worded): AppError => {
    const shape = inEveryLanguage(() => {
      const said = describe(error, named(pool))
      return done === undefined ? said : { ...said, message: `${toldWorded(done)} ${said.message}` }
    })
    const seen = sights.with(user.access, sight => sight.error(shape, pool))
    return new AppError(seen, { cause: error }, seen.words)
  }
}
