import { percent } from '@/app/lib/format'
import { cx } from '@/app/ui/cx'
import { nearFull } from './status'

interface UsageMeterProps {
  /** What is measured: "Memory of xen1". */
  label: string
  used: number
  total: number
  /** As wide as its place instead of 48 px. */
  wide?: boolean
}

/** Bar and number; the bar speaks up only when little is left. */
export function UsageMeter({ label, used, total, wide = false }: UsageMeterProps) {
  if (total <= 0) return <span className="text-faint">–</span>
  const share = Math.min(1, Math.max(0, used / total))
  return (
    <span className={cx('inline-flex items-center gap-2', wide && 'w-full')}>
      <span aria-hidden className={cx('h-1 overflow-hidden rounded-full bg-press', wide ? 'grow' : 'w-12')}>
        <span
          className={cx('block h-full', share >= nearFull ? 'bg-warn-mark' : 'bg-chart-1')}
          style={{ width: `${share * 100}%` }}
        />
      </span>
      <span className="w-10 text-right tabular-nums">
        <span className="sr-only">{label}: </span>
        {percent(share)}
      </span>
    </span>
  )
}
