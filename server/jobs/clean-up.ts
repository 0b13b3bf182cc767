import { setTimeout as delay } from 'node:timers/promises'
import type { Db } from '@/server/db/client'

const hour = 60 * 60 * 1000
/** Sign-ins that are over stay this long, for whoever asks who was signed in. */
const sessionsKeptMs = 30 * 24 * hour
/** Failed sign-ins do not count any more after an hour; what blocks an account is over by then. */
const failuresKeptMs = 2 * hour

/** Removes what has no use any more. The audit log is not touched. Resolves to how many rows went. */
export async function cleanUp(db: Db, now: number): Promise<number> {
  const before = (ms: number) => new Date(now - ms)
  const old = { lt: before(sessionsKeptMs) }
  const counts = await Promise.all([
    db.session.deleteMany({ where: { OR: [{ expiresAt: old }, { revokedAt: old }, { lastSeenAt: old }] } }),
    db.signInFailure.deleteMany({ where: { lastAt: { lt: before(failuresKeptMs) } } }),
    db.consoleTicket.deleteMany({ where: { expiresAt: { lt: before(0) } } }),
    db.resetLink.deleteMany({ where: { expiresAt: { lt: before(0) } } }),
    db.passkeyChallenge.deleteMany({ where: { expiresAt: { lt: before(0) } } }),
  ])
  return counts.reduce((sum, { count }) => sum + count, 0)
}

/** Cleans up now and once an hour, until the signal says so. */
export async function keepClean(db: Db, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await cleanUp(db, Date.now())
    } catch (error) {
      console.error('Old sessions and sign-in failures could not be removed:', error)
    }
    await delay(hour, undefined, { signal }).catch(() => undefined)
  }
}
