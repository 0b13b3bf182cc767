'use client'

import { bytesText } from '@/app/lib/format'
import { usePool } from '@/app/lib/inventory'
import { Banner } from '@/app/ui/banner'
import type { HostRow, PoolId } from '@/server/api/types'
import { t } from '@/server/shared/text'

/** How a host stands now for a VM of so many bytes of memory, which may be over by the time it starts. */
export function hostStanding(host: HostRow, memory: number): string {
  const { live, enabled, memoryFree, memoryTotal, product } = host
  const free = t('{free} of {total} of memory free, {product}', {
    free: bytesText(memoryFree),
    total: bytesText(memoryTotal),
    product,
  })
  if (!live) return t('{free}. It does not answer now.', { free })
  if (!enabled) return t('{free}. It takes no VMs now.', { free })
  return memory > memoryFree ? t('{free}. Not enough to start there now.', { free }) : free
}

/** Says of a pool whose hosts workload balancing chooses what a home server is worth; nothing of others. */
export function BalancingNote({ pool }: { pool: PoolId }) {
  return usePool(pool)?.balanced ? (
    <Banner tone="info" title={t('Workload balancing chooses where VMs of this pool start.')}>
      {t('A home server counts only while it is turned off.')}
    </Banner>
  ) : null
}
