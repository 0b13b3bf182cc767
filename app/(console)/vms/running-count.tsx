'use client'

import { useFreshnessByPool, useRows } from '@/app/lib/inventory'
import { t } from '@/server/shared/text'

/** "31 of 40 running" */
export function RunningCount() {
  const pools = useRows('pool')
  const known = useFreshnessByPool().size
  const sum = (of: 'vms' | 'runningVms') => pools.reduce((total, pool) => total + pool[of], 0)
  // Of VMs in pools that are hidden it is not known how many run.
  if (sum('vms') === 0 || pools.length < known) return null
  return (
    <span className="text-muted tabular-nums">
      {t('{sum} of {sum2} running', { sum: sum('runningVms'), sum2: sum('vms') })}
    </span>
  )
}
