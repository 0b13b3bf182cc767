import { z } from 'zod'
import { disconnectAllPools, forgetPreferences } from '../../e2e/support/api'
import { type Domus, startDomus } from '../../e2e/support/domus'

/** What a bench needs of Domus that neither kills it nor starts it again. */
export type BenchDomus = Pick<Domus, 'url' | 'username' | 'password' | 'pid' | 'inspector' | 'stop'>

const lentSchema = z.object({
  url: z.string(),
  username: z.string(),
  password: z.string(),
  pid: z.number(),
  inspector: z.string(),
})
/** What `bench/domus/lend.ts` tells. */
export type Lent = z.infer<typeof lentSchema>

/**
 * A Domus for a bench, which can be looked into if `flags` ask for that: one of its own, or, in the small form of the
 * benches, the one that they share, one after another (`BENCH_DOMUS`), without what the one before left.
 */
export async function benchDomus(flags: readonly string[] = []): Promise<BenchDomus> {
  const told = process.env.BENCH_DOMUS
  if (!told) return startDomus({}, flags)
  const lent = lentSchema.parse(JSON.parse(told))
  const clear = async () => {
    await disconnectAllPools(lent)
    await forgetPreferences(lent)
  }
  await clear()
  return { ...lent, stop: clear }
}
