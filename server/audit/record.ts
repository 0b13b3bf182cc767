import type { Db } from '@/server/db/client'
import type { Prisma } from '@/server/db/generated/client'

export const auditResults = ['started', 'succeeded', 'failed', 'refused', 'cancelled', 'unknown'] as const
export type AuditResult = (typeof auditResults)[number]

/** Who did what to which object, from where. Names are kept as they were: objects and users may go. */
export interface AuditIntent {
  userId?: string
  userName: string
  sessionId?: string
  address: string
  action: string
  sentence: string
  pool?: { id: string; name: string }
  object?: { class: string; uuid: string; ref: string; name: string }
  params?: Prisma.InputJsonObject
}

export interface AuditOutcome {
  /** What the deed was done to, where that is known only after it: a pool that was connected. */
  about?: Pick<AuditIntent, 'pool' | 'object'>
  result: Exclude<AuditResult, 'started'>
  errorCode?: string
  errorParams?: readonly string[]
  errorText?: string
}

/**
 * The log of deeds. A deed in a pool has its line before the call and its outcome after; if the line can't be
 * written, the deed is not done. Lines are never deleted here, and only an open one is completed. `process` is this
 * process's number among those on the database.
 */
export function createAuditLog(db: Db, now: () => number = Date.now, process: number | null = null) {
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
  const row = ({ pool, object, ...intent }: AuditIntent) => ({
    ...intent,
    at: new Date(now()),
    ...aboutOf({ ...(pool ? { pool } : {}), ...(object ? { object } : {}) }),
  })
  const outcomeOf = ({ errorParams, about, ...outcome }: AuditOutcome) => ({
    ...outcome,
    ...(about ? aboutOf(about) : {}),
    ...(errorParams ? { errorParams: [...errorParams] } : {}),
  })
  return {
    /** Writes the line before the deed. Returns its id. */
    async begin(intent: AuditIntent): Promise<bigint> {
      const { id } = await db.auditEntry.create({ data: { ...row(intent), result: 'started', process } })
      return id
    },
    /** Notes the pool's task, by which a later start can learn the outcome. */
    async followedAs(id: bigint, task: { ref: string; uuid?: string }): Promise<void> {
      await db.auditEntry.update({
        where: { id },
        data: { task: task.ref, ...(task.uuid ? { taskUuid: task.uuid } : {}) },
      })
    },
    /** Completes an open line. */
    async finish(id: bigint, outcome: AuditOutcome): Promise<void> {
      const open = await db.auditEntry.findFirst({ where: { id, result: { in: ['started', 'unknown'] } } })
      if (!open) return
      const finishedAt = new Date(now())
      const durationMs = finishedAt.getTime() - open.at.getTime()
      await db.auditEntry.update({ where: { id }, data: { ...outcomeOf(outcome), finishedAt, durationMs } })
    },
    /** Writes a line for something that is over when it is noted: a sign-in, a refusal, a change of settings. */
    async note(entry: AuditIntent & Omit<AuditOutcome, 'about'>): Promise<void> {
      const { result, errorCode, errorParams, errorText, ...intent } = entry
      const outcome = outcomeOf({
        result,
        ...(errorCode === undefined ? {} : { errorCode }),
        ...(errorParams === undefined ? {} : { errorParams }),
        ...(errorText === undefined ? {} : { errorText }),
      })
      await db.auditEntry.create({
        data: { ...row(intent), ...outcome, finishedAt: new Date(now()), durationMs: 0 },
      })
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
