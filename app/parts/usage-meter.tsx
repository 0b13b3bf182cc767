import { percent } from '@/app/lib/format'
import { Meter } from '@/app/ui/meter'
import { nearFull } from './status'

interface UsageMeterProps {
  /** What is measured: "Memory of xen1". */
  label: string
  used: number
  total: number
  /** As wide as its place instead of 48 px. */
  wide?: boolean
}

/** How much of something is used, in percent. It speaks up when little is left. */
export function UsageMeter({ label, used, total, wide = false }: UsageMeterProps) {
  const share = total > 0 ? Math.min(1, Math.max(0, used / total)) : null
  return (
    <Meter
      label={label}
      share={share}
      text={share === null ? '–' : percent(share)}
      warnAt={nearFull}
      troubleAt={0.97}
      wide={wide}
    />
  )
}
