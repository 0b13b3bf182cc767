import { z } from 'zod'
import type { Db } from '@/server/db/client'
import type { Prisma } from '@/server/db/generated/client'
import { auditResults } from './record'

export const auditQuery = z.object({
  user: z.string().max(64).optional(),
  /** Part of an object's name, or its uuid. */
  object: z.string().max(256).optional(),
  action: z.string().max(64).optional(),
  result: z.enum(auditResults).optional(),
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
  cursor: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional(),
})
export type AuditQuery = z.infer<typeof auditQuery>

export interface AuditRow {
  id: string
  at: string
  user: string
  address: string
  action: string
  sentence: string
  pool: { id: string; name: string } | null
  object: { class: string; uuid: string; name: string } | null
  params: unknown
  result: string
  finishedAt: string | null
  durationMs: number | null
  error: { code: string; params: string[]; text: string | null } | null
}

const pageSize = 100

/** Newest first, a hundred at a time; `nextCursor` leads to the next hundred. */
export async function readAudit(
  db: Db,
  query: AuditQuery,
): Promise<{ rows: AuditRow[]; nextCursor: string | null }> {
  const where: Prisma.AuditEntryWhereInput = {
    ...(query.user ? { userName: query.user } : {}),
    ...(query.action ? { action: query.action } : {}),
    ...(query.result ? { result: query.result } : {}),
    ...(query.object
      ? {
          OR: [{ objectName: { contains: query.object, mode: 'insensitive' } }, { objectUuid: query.object }],
        }
      : {}),
    ...(query.from || query.to
      ? { at: { ...(query.from ? { gte: query.from } : {}), ...(query.to ? { lt: query.to } : {}) } }
      : {}),
    ...(query.cursor ? { id: { lt: BigInt(query.cursor) } } : {}),
  }
  const found = await db.auditEntry.findMany({ where, orderBy: { id: 'desc' }, take: pageSize + 1 })
  const rows = found.slice(0, pageSize).map(entry => ({
    id: String(entry.id),
    at: entry.at.toISOString(),
    user: entry.userName,
    address: entry.address,
    action: entry.action,
    sentence: entry.sentence,
    pool: entry.poolId ? { id: entry.poolId, name: entry.poolName ?? '' } : null,
    object: entry.objectUuid
      ? { class: entry.objectClass ?? '', uuid: entry.objectUuid, name: entry.objectName ?? '' }
      : null,
    params: entry.params,
    result: entry.result,
    finishedAt: entry.finishedAt?.toISOString() ?? null,
    durationMs: entry.durationMs,
    error: entry.errorCode
      ? {
          code: entry.errorCode,
          params: z.array(z.string()).catch([]).parse(entry.errorParams),
          text: entry.errorText,
        }
      : null,
  }))
  return { rows, nextCursor: found.length > pageSize ? (rows.at(-1)?.id ?? null) : null }
}

/** What the log can be filtered by. */
export async function auditFacets(db: Db): Promise<{ users: string[]; actions: string[] }> {
  const [users, actions] = await Promise.all([
    db.auditEntry.findMany({
      distinct: ['userName'],
      select: { userName: true },
      orderBy: { userName: 'asc' },
      take: 500,
    }),
    db.auditEntry.findMany({ distinct: ['action'], select: { action: true }, orderBy: { action: 'asc' } }),
  ])
  return { users: users.map(row => row.userName), actions: actions.map(row => row.action) }
}
