import { z } from 'zod'
import type { AuditEntry } from '@/server/db/generated/client'
import type { Worded } from '@/server/shared/text'

/** A line of the log as people read it; times are ISO 8601. */
export interface AuditRow {
  id: string
  at: string
  user: string
  /** The API token that stood for a session. */
  token: string | null
  session: string | null
  address: string
  action: string
  sentence: string
  /** What the sentence is made of, for readers of other languages. */
  told?: Worded
  pool: { id: string; name: string } | null
  /** The account at the pool that it ran as. */
  poolUser: string | null
  object: { class: string; uuid: string; name: string } | null
  params: Record<string, unknown>
  changes: { field: string; before?: unknown; after?: unknown }[]
  result: string
  finishedAt: string | null
  durationMs: number | null
  error: { code: string; params: string[]; text: string | null } | null
  /** The pool's task. */
  task: string | null
}

const record = z.record(z.string(), z.unknown()).catch({})
const change = z.object({ before: z.unknown().optional(), after: z.unknown().optional() })
const changes = z.record(z.string(), change).catch({})
const texts = z.array(z.string()).catch([])

export function rowOf(entry: AuditEntry): AuditRow {
  return {
    id: String(entry.id),
    at: entry.at.toISOString(),
    user: entry.userName,
    token: entry.tokenName,
    session: entry.sessionId,
    address: entry.address,
    action: entry.action,
    sentence: entry.sentence,
    pool: entry.poolId ? { id: entry.poolId, name: entry.poolName ?? '' } : null,
    poolUser: entry.poolUser,
    object: entry.objectUuid
      ? { class: entry.objectClass ?? '', uuid: entry.objectUuid, name: entry.objectName ?? '' }
      : null,
    params: record.parse(entry.params),
    changes: Object.entries(changes.parse(entry.changes ?? {})).map(([field, values]) => ({
      field,
      ...values,
    })),
    result: entry.result,
    finishedAt: entry.finishedAt?.toISOString() ?? null,
    durationMs: entry.durationMs,
    error: entry.errorCode
      ? { code: entry.errorCode, params: texts.parse(entry.errorParams), text: entry.errorText }
      : null,
    task: entry.task,
  }
}
