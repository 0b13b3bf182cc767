import type { AuditReach } from '@/server/access/audit-reach'
import type { Sight } from '@/server/access/sight/sight'
import type { AuditRow } from '@/server/audit/audit-row'
import { hidden } from '@/server/shared/hidden'

/** A line of the log for who reads it over a single object: of what stands around that it tells nothing. */
export function veiledAudit(row: AuditRow, reach: AuditReach, sight: Sight): AuditRow {
  const { pool, error } = row
  if (reach.whole || pool === null || reach.pools.includes(pool.id)) return row
  const isSeen = sight.table.get(pool.id) !== undefined
  return {
    ...row,
    pool: { id: pool.id, name: isSeen ? pool.name : hidden },
    poolUser: null,
    params: {},
    changes: [],
    task: null,
    error: error && veiledError(error, pool.id, sight),
  }
}

function veiledError(
  { code, params, text }: NonNullable<AuditRow['error']>,
  pool: string,
  sight: Sight,
): AuditRow['error'] {
  const shape = sight.error({ code: 'refused', message: text ?? code, xapi: { code, params } }, pool)
  return { code, params: shape.xapi?.params ?? [], text: shape.message }
}
