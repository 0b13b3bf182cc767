import type { AuditReach } from '@/server/access/audit-reach'
import { Prisma } from '@/server/db/generated/client'

/**
 * Which lines of the log somebody may know of, as a condition on "AuditEntry". Every reading of lines goes through this:
 * lists, counts, choices of filters, single lines and exports.
 */
export function visibleTo(reach: AuditReach): Prisma.Sql {
  if (reach.whole) return Prisma.sql`TRUE`
  const pools = [...reach.pools]
  const objects = reach.objects.map(({ pool, uuid }) => `${pool}.${uuid}`)
  return Prisma.sql`("poolId" = ANY(${pools}::text[]) OR "poolId" || '.' || "objectUuid" = ANY(${objects}::text[]))`
}
