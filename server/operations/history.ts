import { z } from 'zod'
import type { Db } from '@/server/db/client'
import type { Prisma } from '@/server/db/generated/client'
import type { Inventory } from '@/server/inventory/inventory'
import type { OperationRow, PoolId } from '@/server/inventory/rows'
import { rowOfLine } from './line-row'

export const operationStates = ['running', 'succeeded', 'failed', 'cancelled', 'unknown'] as const

export const historyQuery = z.object({
  states: z.array(z.enum(operationStates)).max(5).readonly().optional(),
  pool: z.string().max(40).optional(),
  user: z.string().max(64).optional(),
  /** ISO 8601; from then on, and before then. */
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
  /** Those that ended after then. */
  endedAfter: z.iso.datetime({ offset: true }).optional(),
  cursor: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional(),
})
export type HistoryQuery = z.infer<typeof historyQuery>

export interface HistoryPage {
  /** Newest first. */
  rows: OperationRow[]
  nextCursor: string | null
}

const pageSize = 100
/** Lines looked through for one page: those of other things, and of what one may not see, count too. */
const mostLines = 2_000

/**
 * Runs of actions as the audit log has them, newest first: also those of processes that are gone. `seen` gives
 * each as whoever asks may see it, or null.
 */
export async function readHistory(
  db: Db,
  inventory: Pick<Inventory, 'nameOf'>,
  query: HistoryQuery,
  seen: (row: OperationRow) => OperationRow | null,
): Promise<HistoryPage> {
  const rows: OperationRow[] = []
  const nameOf = (pool: PoolId, ref: string) => inventory.nameOf(pool, ref)
  let before = query.cursor === undefined ? null : BigInt(query.cursor)
  for (let looked = 0; looked < mostLines; looked += pageSize) {
    const lines = await db.auditEntry.findMany({
      where: { ...whereOf(query), ...(before === null ? {} : { id: { lt: before } }) },
      orderBy: { id: 'desc' },
      take: pageSize,
    })
    for (const line of lines) {
      before = line.id
      // Lines of anything but the catalogue's actions are not runs.
      const run = rowOfLine(line, nameOf)
      const row = run && seen(run)
      if (!row) continue
      rows.push(row)
      if (rows.length === pageSize) return { rows, nextCursor: String(line.id) }
    }
    if (lines.length < pageSize) return { rows, nextCursor: null }
  }
  return { rows, nextCursor: before === null ? null : String(before) }
}

function whereOf(query: HistoryQuery): Prisma.AuditEntryWhereInput {
  const { states = operationStates, pool, user, from, to, endedAfter } = query
  return {
    AND: {
      OR: [
        { result: { in: states.map(state => (state === 'running' ? 'started' : state)) } },
        // What a schedule could not begin failed: nobody was told before.
        ...(states.includes('failed')
          ? [{ result: 'refused', params: { path: ['schedule'], string_starts_with: '' } }]
          : []),
      ],
    },
    poolId: pool ?? { not: null },
    objectUuid: { not: null },
    ...(user === undefined ? {} : { userName: user }),
    ...(from || to ? { at: { ...(from ? { gte: from } : {}), ...(to ? { lt: to } : {}) } } : {}),
    ...(endedAfter === undefined ? {} : { finishedAt: { gt: endedAfter } }),
  }
}
