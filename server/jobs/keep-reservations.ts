import { setTimeout as delay } from 'node:timers/promises'
import { settleReservations } from '@/server/access/projects/quotas'
import type { Db } from '@/server/db/client'

const lookMs = 5000

/** Ends reservations of limits that are over, whoever made them, until the signal says so. */
export async function keepReservations(db: Db, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await settleReservations(db, Date.now())
    } catch (error) {
      console.error('Reservations that are over could not be ended:', error)
    }
    await delay(lookMs, undefined, { signal }).catch(() => undefined)
  }
}
