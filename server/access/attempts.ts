import type { Db } from '@/server/db/client'

/** After this many failures in a row the next attempts are slowed down. */
export const freeAttempts = 5
const longestWaitSeconds = 300
/** Failures further apart than this do not count as in a row. */
const forgottenAfterMs = 60 * 60 * 1000

/** How long the next attempt has to wait after `failures` in a row: 2, 4, 8 … 300 seconds. */
export function waitSeconds(failures: number): number {
  if (failures < freeAttempts) return 0
  return Math.min(2 ** (failures - freeAttempts + 1), longestWaitSeconds)
}

/**
 * Counts failed sign-ins per account and per address in Postgres, so that several processes share the count. An
 * address may fail ten times as often as an account before it waits: many people can sit behind one.
 */
export function createAttempts(db: Db, now: () => number = Date.now) {
  const keysOf = (username: string, address: string) => [
    { key: `user:${username.toLowerCase()}`, per: 1 },
    { key: `address:${address}`, per: 10 },
  ]
  return {
    /** Seconds to wait before this account and address may try again; 0: now. */
    async waitFor(username: string, address: string): Promise<number> {
      const keys = keysOf(username, address).map(({ key }) => key)
      const rows = await db.signInFailure.findMany({ where: { key: { in: keys } } })
      const until = Math.max(0, ...rows.map(row => row.blockedUntil?.getTime() ?? 0))
      return Math.max(0, Math.ceil((until - now()) / 1000))
    },
    async failed(username: string, address: string): Promise<void> {
      const at = new Date(now())
      const fresh = new Date(now() - forgottenAfterMs)
      for (const { key, per } of keysOf(username, address)) {
        await db.signInFailure.deleteMany({ where: { key, lastAt: { lt: fresh } } })
        const row = await db.signInFailure.upsert({
          where: { key },
          create: { key, failures: 1, lastAt: at },
          update: { failures: { increment: 1 }, lastAt: at },
        })
        const wait = waitSeconds(Math.floor(row.failures / per))
        if (wait > 0) {
          await db.signInFailure.update({
            where: { key },
            data: { blockedUntil: new Date(now() + wait * 1000) },
          })
        }
      }
    },
    /** A sign-in that worked ends the account's row of failures; the address keeps its own. */
    async succeeded(username: string): Promise<void> {
      await db.signInFailure.deleteMany({ where: { key: `user:${username.toLowerCase()}` } })
    },
  }
}
export type Attempts = ReturnType<typeof createAttempts>
