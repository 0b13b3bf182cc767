import type { VmRow } from '@/server/api/types'

/** "31 of 40 running" */
export function RunningCount({ rows }: { rows: readonly VmRow[] }) {
  if (rows.length === 0) return null
  const running = rows.filter(vm => vm.power_state === 'Running').length
  return (
    <span className="text-muted tabular-nums">
      {running} of {rows.length} running
    </span>
  )
}
