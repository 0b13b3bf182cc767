import { z } from 'zod'
import { disconnectAllPools, forgetPreferences } from '../../e2e/support/api'
import { type Domus, startDomus } from '../../e2e/support/domus'

/** What a bench needs of Domus, be it its own or lent. */
export type BenchDomus = Pick<
  Domus,
  'url' | 'username' | 'password' | 'pid' | 'inspector' | 'restart' | 'stop'
>

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
 * benches, the one that they share, one after another (`BENCH_DOMUS` says where it may be asked for), without what the
 * one before left.
 */
export async function benchDomus(flags: readonly string[] = []): Promise<BenchDomus> {
  const lender = process.env.BENCH_DOMUS
  if (!lender) return startDomus({}, flags)
  let lent = await ask(lender, 'GET')
  const clear = async () => {
    await disconnectAllPools(lent)
    await forgetPreferences(lent)
  }
  await clear()
  return {
    get url() {
      return lent.url
    },
    get pid() {
      return lent.pid
    },
    get inspector() {
      return lent.inspector
    },
    username: lent.username,
    password: lent.password,
    async restart() {
      lent = await ask(lender, 'POST')
    },
    stop: clear,
  }
}

async function ask(lender: string, method: 'GET' | 'POST'): Promise<Lent> {
  const answer = await fetch(lender, { method })
  if (!answer.ok) throw new Error(`The Domus that benches share: ${await answer.text()}`)
  return lentSchema.parse(await answer.json())
}
