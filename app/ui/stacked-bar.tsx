import { cx } from './cx'

/** `own`: what belongs to the thing itself; `used`: a share of many alike, which take turns in colour. */
export interface BarPart {
  id: string
  /** Whose share it is: "web-01". */
  label: string
  value: number
  /** The value with its unit: "4 GiB". */
  text: string
  kind: 'own' | 'used'
}

interface StackedBarProps {
  /** What is shared out: "Memory of xen1". */
  label: string
  total: number
  /** What is left of the total is free. */
  parts: readonly BarPart[]
}

/**
 * How something is shared out: a bar of all parts beside each other, which a press on or the mouse over names. What it
 * shows must stand somewhere as text too: to a screen reader it is one picture.
 */
export function StackedBar({ label, total, parts }: StackedBarProps) {
  const shown = parts.filter(part => part.value > 0)
  // More than there is, as where figures are of different moments, must not run over.
  const all = Math.max(
    total,
    shown.reduce((sum, part) => sum + part.value, 0),
  )
  let turn = 0
  return (
    <div role="img" aria-label={label} className="flex h-6 w-full overflow-hidden rounded-sm bg-press">
      {shown.map(part => (
        <span
          key={part.id}
          title={`${part.label}: ${part.text}`}
          className={cx(
            'h-full min-w-px border-r border-base forced-colors:bg-[CanvasText]',
            part.kind === 'own' ? 'bg-chart-6' : turn++ % 2 === 0 ? 'bg-chart-1' : 'bg-chart-1/65',
          )}
          style={{ width: `${(part.value / all) * 100}%` }}
        />
      ))}
    </div>
  )
}
