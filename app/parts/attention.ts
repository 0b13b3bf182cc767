import type { AnyRow, Freshness, PoolId } from '@/server/api/types'
import { type ObjectStatus, statusOf } from './status'

export interface AttentionItem {
  row: AnyRow
  status: ObjectStatus
}

const urgency = { trouble: 0, warn: 1 }
const weight: Record<AnyRow['class'], number> = {
  pool: 0,
  host: 1,
  SR: 2,
  network: 3,
  VM: 4,
  template: 5,
  VM_appliance: 6,
  VMSS: 7,
  VDI: 8,
  snapshot: 9,
  task: 10,
}

/**
 * Objects that are not well, the worst and the ones most depends on first. What a silent pool said last is not
 * repeated: the pool itself stands in the list.
 */
export function attentionOf(
  rows: readonly AnyRow[],
  freshnessOf: (pool: PoolId) => Freshness,
): AttentionItem[] {
  return rows
    .map(row => ({ row, status: statusOf(row, freshnessOf(row.pool)) }))
    .filter(({ row, status }) => row.class !== 'task' && isUrgent(status))
    .sort(
      (a, b) =>
        rank(a.status) - rank(b.status) ||
        weight[a.row.class] - weight[b.row.class] ||
        a.row.name_label.localeCompare(b.row.name_label, 'en', { numeric: true }),
    )
}

function isUrgent({ status }: ObjectStatus): boolean {
  return status === 'trouble' || status === 'warn'
}

function rank({ status }: ObjectStatus): number {
  return status === 'trouble' || status === 'warn' ? urgency[status] : 2
}
