import { setTimeout as delay } from 'node:timers/promises'
import type { Quotas } from '@/server/access/projects/quotas'
import type { AuditLog } from '@/server/audit/record'
import type { Notices } from '@/server/db/notices'
import type { Inventory } from '@/server/inventory/inventory'
import type { Pools } from '@/server/pools/pools'
import { settleOpenLines } from './recover'

const lookMs = 2000

/**
 * Settles, until the signal says so, what processes left open that are gone: known by their presence lock, which goes
 * with their connection. A process whose connection was cut for a moment is back by the second look, so a line is taken
 * only when two looks in a row find it left. To follow a task twice does no harm: a line is completed once.
 */
export async function adoptOrphans(
  {
    audit,
    inventory,
    pools,
    quotas,
    notices,
  }: {
    audit: AuditLog
    inventory: Inventory
    pools: Pools
    quotas: Pick<Quotas, 'settleLine'>
    notices: Notices
  },
  signal: AbortSignal,
): Promise<void> {
  const adopted = new Set<bigint>()
  let suspects = new Set<bigint>()
  while (!signal.aborted) {
    try {
      const lines = await audit.orphans(await notices.present())
      const mine = lines.filter(({ id }) => suspects.has(id) && !adopted.has(id))
      suspects = new Set(lines.map(({ id }) => id))
      for (const id of adopted) if (!suspects.has(id)) adopted.delete(id)
      for (const { id } of mine) adopted.add(id)
      settleOpenLines({ audit, inventory, pools, quotas }, mine, signal).catch(error => {
        console.error('What another process left open could not be settled:', error)
        for (const { id } of mine) adopted.delete(id)
      })
    } catch (error) {
      console.error('What other processes left open could not be looked for:', error)
    }
    await delay(lookMs, undefined, { signal }).catch(() => undefined)
  }
}
