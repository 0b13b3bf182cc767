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

/** What is guessed at. Each has a row of failures of its own, so that success at one is no help with another. */
export type AttemptKind = 'user' | 'second-factor' | 'passkey' | 'reset-link'

export interface Attempted {
  kind: AttemptKind
  /** A user's name or id; absent where nobody knows yet who it is. */
  account?: string
  address: string
}

/** An attempt that may go ahead. It has been counted as failed already: say so if it was not. */
export interface Attempt {
  succeeded(): Promise<void>
}

/**
 * Counts failed attempts per account and per address in Postgres, so that several processes share the count. An
 * address may fail ten times as often as an account before it waits: many people can sit behind one. An attempt is
 * counted before it is looked at: of a thousand that come at once, no more get through than one after the other.
 */
export function createAttempts(db: Db, now: () => number = Date.now) {
  const keysOf = ({ kind, account, address }: Attempted) => [
    { key: `address:${address}`, per: 10 },
    ...(account === undefined ? [] : [{ key: `${kind}:${account.toLowerCase()}`, per: 1 }]),
  ]
  return {
    /** Counts an attempt, or says in how many seconds the next one may be made. */
    async take(attempted: Attempted): Promise<Attempt | { wait: number }> {
      const keys = keysOf(attempted)
      const at = now()
      const wait = await db.$transaction(async tx => {
        await tx.signInFailure.createMany({
          data: keys.map(({ key }) => ({ key, failures: 0, lastAt: new Date(at) })),
          skipDuplicates: true,
        })
        // In one order always, so that two attempts never hold what the other waits for.
        const rows = await tx.$queryRaw<
          { key: string; failures: number; lastAt: Date; blockedUntil: Date | null }[]
        >`
          SELECT key, failures, "lastAt", "blockedUntil" FROM "SignInFailure"
          WHERE key = ANY(${keys.map(({ key }) => key)}) ORDER BY key FOR UPDATE`
        const until = Math.max(0, ...rows.map(row => row.blockedUntil?.getTime() ?? 0))
        if (until > at) return Math.ceil((until - at) / 1000)
        for (const { key, failures, lastAt } of rows) {
          const per = keys.find(one => one.key === key)?.per ?? 1
          const count = lastAt.getTime() < at - forgottenAfterMs ? 1 : failures + 1
          const seconds = waitSeconds(Math.floor(count / per))
          await tx.signInFailure.update({
            where: { key },
            data: {
              failures: count,
              lastAt: new Date(at),
              blockedUntil: seconds > 0 ? new Date(at + seconds * 1000) : null,
            },
          })
        }
        return 0
      })
      if (wait > 0) return { wait }
      return {
        /** Ends the account's row of failures; the address keeps its own, but for this one. */
        async succeeded() {
          const [address, ...accounts] = keys.map(({ key }) => key)
          await db.signInFailure.deleteMany({ where: { key: { in: accounts } } })
          await db.signInFailure.updateMany({
            where: { key: address ?? '', failures: { gt: 0 } },
            data: { failures: { decrement: 1 }, blockedUntil: null },
          })
        },
      }
    },
  }
}
export type Attempts = ReturnType<typeof createAttempts>
