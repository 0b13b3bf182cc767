'use client'

import { useRows } from '@/app/lib/inventory'

/** "31 of 40 running" */
export function RunningCount() {
  const pools = useRows('pool')
  const sum = (of: 'vms' | 'runningVms') => pools.reduce((total, pool) => total + pool[of], 0)
  if (sum('vms') === 0) return null
  return (
    <span className="text-muted tabular-nums">
      {sum('runningVms')} of {sum('vms')} running
    </span>
  )
}
