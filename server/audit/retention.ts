import type { Db } from '@/server/db/client'
import { makeCheckpoint } from './checkpoints'
import type { AuditKeys } from './keys'
import type { AuditLog } from './record'

const day = 24 * 60 * 60 * 1000
/** Rows that are removed at once: writers wait meanwhile. */
const chunk = 20_000

/** Days that the log is kept; null: for ever, which is what holds until somebody says otherwise. */
export async function retentionOf(db: Db): Promise<number | null> {
  return (await db.auditPolicy.findUnique({ where: { id: 1 } }))?.retentionDays ?? null
}

export async function setRetention(db: Db, retentionDays: number | null): Promise<void> {
  await db.auditPolicy.upsert({ where: { id: 1 }, create: { retentionDays }, update: { retentionDays } })
}

/**
 * Removes what is older than the policy keeps, behind a signed checkpoint and by a row that says so. What is not over, what
 * came after it, and what has not been sent yet to a place that the log is sent to stay. Resolves to how many rows went.
 */
export async function pruneOld(
  { db, audit, keys, now }: { db: Db; audit: AuditLog; keys: AuditKeys; now: number },
  signal: AbortSignal,
): Promise<number> {
  const days = await retentionOf(db)
  if (days === null) return 0
  let removed = 0
  while (!signal.aborted) {
    const through = await lastToGo(db, new Date(now - days * day))
    if (through === null) break
    const rows = await db.auditEvent.count({ where: { seq: { lte: through } } })
    if (!(await makeCheckpoint(db, keys, now, through))) break
    await audit.prune(through, {
      userName: 'Domus',
      address: '',
      action: 'audit.prune',
      sentence: `Remove ${rows} rows of the audit log older than ${days} days`,
      params: { days, rows },
    })
    removed += rows
  }
  return removed
}

async function lastToGo(db: Db, before: Date): Promise<bigint | null> {
  const [kept, first, sink] = await Promise.all([
    db.auditEntry.findFirst({
      where: { OR: [{ at: { gte: before } }, { result: 'started' }] },
      orderBy: { id: 'asc' },
      select: { id: true },
    }),
    db.auditEvent.findFirst({ orderBy: { seq: 'asc' }, select: { seq: true } }),
    db.auditSink.findFirst({
      where: { enabled: true },
      orderBy: { cursor: 'asc' },
      select: { cursor: true },
    }),
  ])
  if (!first) return null
  const ends = [first.seq + BigInt(chunk)]
  if (kept) ends.push(kept.id - 1n)
  if (sink) ends.push(sink.cursor)
  const [end] = ends.sort((one, other) => (one < other ? -1 : 1))
  const last = await db.auditEvent.findFirst({
    where: { seq: { lte: end } },
    orderBy: { seq: 'desc' },
    select: { seq: true },
  })
  return last?.seq ?? null
}
