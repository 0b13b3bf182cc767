import { readOf, readPermissions } from '@/server/catalogue/permissions'
import type { RowTable } from '@/server/inventory/query/row-table'
import { type PoolId, standingClasses } from '@/server/inventory/rows'
import type { Access } from './engine/access'

/** Which lines of the audit log a person reads: all, or those of whole pools and of single objects. */
export type AuditReach =
  | { whole: true }
  | { whole: false; pools: readonly PoolId[]; objects: readonly { pool: PoolId; uuid: string }[] }

/**
 * Lines about Domus itself are for who reads the log over everything. Lines of a pool are for who reads it there and sees
 * all that is in it; others read those of the objects they see and hold `audit.read` over.
 */
export function auditReach(access: Access, table: RowTable): AuditReach {
  if (access.everywhere.has('audit.read')) return { whole: true }
  const pools: PoolId[] = []
  for (const pool of table.all('pool').keys()) {
    const held = access.at({ ids: [], pool, host: null, vapp: null, folder: '', tags: [] })
    if (held.has('audit.read') && readPermissions.every(read => held.has(read))) pools.push(pool)
  }
  const objects = []
  for (const cls of standingClasses) {
    if (cls === 'task') continue
    for (const { row } of table.all(cls).values()) {
      if (pools.includes(row.pool)) continue
      const held = access.on(row)
      if (held.has('audit.read') && held.has(readOf[cls])) objects.push({ pool: row.pool, uuid: row.uuid })
    }
  }
  return { whole: false, pools, objects }
}

/** True for who reads no line at all. */
export function readsNothing(reach: AuditReach): boolean {
  return !reach.whole && reach.pools.length === 0 && reach.objects.length === 0
}
