import { setTimeout as delay } from 'node:timers/promises'
import type { AuditLog } from '@/server/audit/record'
import type { Db } from '@/server/db/client'
import { splitId } from '@/server/inventory/ids'
import type { Inventory } from '@/server/inventory/inventory'
import type { Pools } from '@/server/pools/pools'

const lookMs = 10_000

/**
 * Ends open requests about objects that are not there any more: of pools that answer, and of pools that were
 * disconnected. Resolves to how many there were.
 */
export async function endRequestsOfGone({
  db,
  audit,
  inventory,
  pools,
}: {
  db: Db
  audit: AuditLog
  inventory: Pick<Inventory, 'row'>
  pools: Pick<Pools, 'find'>
}): Promise<number> {
  const open = await db.accessRequest.findMany({ where: { outcome: null }, include: { user: true } })
  let ended = 0
  for (const request of open) {
    if (inventory.row(request.object)) continue
    const { pool, uuid } = splitId(request.object)
    const connection = await pools.find(pool)
    const row = inventory.row(pool)
    // What is not known of a silent pool may still be there.
    if (connection && !(row?.class === 'pool' && row.freshness.state === 'live')) continue
    const { count } = await db.accessRequest.updateMany({
      where: { id: request.id, outcome: null },
      data: { outcome: 'gone', answeredAt: new Date(), answeredBy: 'Domus' },
    })
    if (count === 0) continue
    ended += 1
    await audit.note({
      userName: 'Domus',
      address: '',
      action: 'request.end',
      sentence: `End a request of ${request.user.username}: ${request.objectName} is gone`,
      params: { permission: request.permission },
      pool: { id: pool, name: connection?.name ?? '' },
      object: { class: request.objectClass, uuid: uuid ?? '', ref: '', name: request.objectName },
      result: 'succeeded',
    })
  }
  return ended
}

/** Does so again and again, until the signal says so. */
export async function keepRequests(
  rooms: Parameters<typeof endRequestsOfGone>[0],
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    await delay(lookMs, undefined, { signal }).catch(() => undefined)
    if (signal.aborted) return
    try {
      await endRequestsOfGone(rooms)
    } catch (error) {
      console.error('Requests about objects that are gone could not be ended:', error)
    }
  }
}
