import { setTimeout as delay } from 'node:timers/promises'
import { makeCheckpoint } from '@/server/audit/checkpoints'
import type { AuditKeys } from '@/server/audit/keys'
import type { AuditLog } from '@/server/audit/record'
import { pruneOld } from '@/server/audit/retention'
import type { Sinks } from '@/server/audit/sinks/sinks'
import type { Db } from '@/server/db/client'

const checkpointMs = 10 * 60 * 1000
const pauseMs = 1000

/** Signs where the audit log stands and removes what is older than it is kept, every ten minutes. */
export async function keepAudit(
  { db, audit, keys }: { db: Db; audit: AuditLog; keys: AuditKeys },
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      await makeCheckpoint(db, keys, Date.now())
      await pruneOld({ db, audit, keys, now: Date.now() }, signal)
    } catch (error) {
      console.error('The audit log could not be looked after:', error)
    }
    await delay(checkpointMs, undefined, { signal }).catch(() => undefined)
  }
}

/** Sends the audit log where it is to be sent, until the signal says so. */
export async function sendAudit(sinks: Sinks, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    let more = false
    try {
      more = await sinks.sendDue(signal)
    } catch (error) {
      console.error('The audit log could not be sent:', error)
    }
    if (!more) await delay(pauseMs, undefined, { signal }).catch(() => undefined)
  }
}
