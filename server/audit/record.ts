import type { Db } from '@/server/db/client'
import { createAppender } from './append'
import type { Json } from './chain'
import type { AuditKeys } from './keys'
import { withoutSecrets } from './secrets'

export const auditResults = ['started', 'succeeded', 'failed', 'refused', 'cancelled', 'unknown'] as const
export type AuditResult = (typeof auditResults)[number]

/** By field: what it was and what it is. Absent: there was nothing, or there is nothing any more. */
export type Changes = Record<string, { before?: Json; after?: Json }>

/** Who did what to which object, from where. Names are kept as they were: objects and users may go. */
export interface AuditIntent {
  userId?: string
  userName: string
  sessionId?: string
  /** The API token that stands for a session. */
  tokenName?: string
  address: string
  action: string
  sentence: string
  pool?: { id: string; name: string }
  /** The account at the pool that it runs as. */
  poolUser?: string
  object?: { class: string; uuid: string; ref: string; name: string }
  /** Arguments. Secrets among them are taken out: see secrets.ts. */
  params?: Record<string, Json>
  /** Where both are known when it is written; else they come with the outcome. */
  changes?: Changes
}

export interface AuditOutcome {
  /** What the deed was done to, where that is known only after it: a pool that was connected. */
  about?: Pick<AuditIntent, 'pool' | 'object'>
  result: Exclude<AuditResult, 'started'>
  errorCode?: string
  errorParams?: readonly string[]
  errorText?: string
  changes?: Changes
}

/** The column holds no more: a good 24 days. */
const longestMs = 2 ** 31 - 1

/**
 * The log of deeds. A deed in a pool has its line before the call and its outcome after; if the line can't be
 * written, the deed is not done. Nothing is ever changed: beginning, task and outcome are rows of one chain (append.ts),
 * and the line that people read is made of them by the database. `process` is this process's number among those on the
 * database.
 */
export function createAuditLog(
  db: Db,
  keys: AuditKeys,
  now: () => number = Date.now,
  process: number | null = null,
) {
  const chain = createAppender(db, keys, now)
  return {
    /** Begins the log where there is none. */
    open: chain.open,
    /** Resolves once nothing waits to be written. */
    idle: chain.idle,
    /** Writes the line before the deed. Returns its id. */
    async begin(intent: AuditIntent): Promise<bigint> {
      const content = { ...row(intent, now()), result: 'started', ...(process === null ? {} : { process }) }
      return made(await chain.append({ kind: 'begin', content }))
    },
    /** Notes the pool's task, by which a later start can learn the outcome. */
    async followedAs(id: bigint, task: { ref: string; uuid?: string }): Promise<void> {
      const content = () => ({ task: task.ref, taskUuid: task.uuid })
      await chain.append({ kind: 'task', deed: id, content })
    },
    /** Completes an open line; what is over is left as it is. */
    async finish(id: bigint, outcome: AuditOutcome): Promise<void> {
      await chain.append({
        kind: 'outcome',
        deed: id,
        content({ at, result }) {
          if (result !== 'started' && result !== 'unknown') return null
          const finishedAt = new Date(now())
          const durationMs = Math.min(longestMs, Math.max(0, finishedAt.getTime() - at.getTime()))
          return { ...outcomeOf(outcome), finishedAt, durationMs }
        },
      })
    },
    /** Writes a line for something that is over when it is noted: a sign-in, a refusal, a change of settings. */
    async note(entry: AuditIntent & Omit<AuditOutcome, 'about'>): Promise<bigint> {
      const { result, errorCode, errorParams, errorText, ...intent } = entry
      const outcome = {
        result,
        errorCode,
        ...withoutSecrets({ errorParams, errorText }),
        finishedAt: new Date(now()),
        durationMs: 0,
      }
      return made(await chain.append({ kind: 'note', content: { ...row(intent, now()), ...outcome } }))
    },
    /** Removes the rows up to a checkpoint, which is a row itself. The database refuses what is recent or not over. */
    async prune(through: bigint, entry: Omit<AuditIntent, 'params'> & { params: Record<string, Json> }) {
      const finishedAt = new Date(now())
      const content = {
        ...row({ ...entry, params: { ...entry.params, through: String(through) } }, now()),
        result: 'succeeded',
        finishedAt,
        durationMs: 0,
      }
      return made(await chain.append({ kind: 'prune', content }))
    },
    /** Open lines of processes that are not among those named: they are gone and have left these. */
    orphans(present: readonly number[]) {
      return db.auditEntry.findMany({
        where: {
          result: 'started',
          OR: [{ process: null }, { process: { notIn: [...present] } }],
        },
        orderBy: { id: 'asc' },
      })
    },
    /** Lines of deeds that another process does or did: the newest of them, oldest first. */
    async ofOthers(which: { ids: string[] } | { since: Date }) {
      const found = await db.auditEntry.findMany({
        where: {
          process: { not: process },
          ...('ids' in which
            ? { id: { in: which.ids.map(BigInt) } }
            : { OR: [{ result: 'started' }, { finishedAt: { gte: which.since } }] }),
        },
        orderBy: { id: 'desc' },
        take: 200,
      })
      return found.reverse()
    },
  }
}
export type AuditLog = ReturnType<typeof createAuditLog>

const aboutOf = ({ pool, object }: Pick<AuditIntent, 'pool' | 'object'>) => ({
  ...(pool ? { poolId: pool.id, poolName: pool.name } : {}),
  ...(object
    ? {
        objectClass: object.class,
        objectUuid: object.uuid,
        objectRef: object.ref,
        objectName: object.name,
      }
    : {}),
})

function row({ pool, object, params, changes, sentence, ...intent }: AuditIntent, now: number) {
  return {
    ...intent,
    sentence: withoutSecrets(sentence),
    params: withoutSecrets(params ?? {}),
    ...(changes ? { changes: withoutSecrets(changes) } : {}),
    at: new Date(now),
    ...aboutOf({ ...(pool ? { pool } : {}), ...(object ? { object } : {}) }),
  }
}

const outcomeOf = ({ about, ...outcome }: AuditOutcome) => ({
  ...withoutSecrets(outcome),
  ...(about ? aboutOf(about) : {}),
})

/** The row of a beginning always stands. */
function made(seq: bigint | null): bigint {
  if (seq === null) throw new Error('A row of the audit log was not written.')
  return seq
}
