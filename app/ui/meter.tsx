import { cx } from './cx'

interface MeterProps {
  /** What is measured: "Memory of xen1". */
  label: string
  /** 0…1; null: not known. */
  share: number | null
  /** The number as text, with its unit: "42 %", "11.2 of 16 GiB". */
  text: string
  /** Above these shares it is coloured. */
  warnAt?: number
  troubleAt?: number
  /** As wide as what it stands in, instead of 48 px. */
  wide?: boolean
  /** Gives the number a width of its own, so that the bars of several lines end at one place. */
  textClass?: string
}

/** A number, and a bar of 48 × 4 that helps to compare it with others. */
export function Meter({
  label,
  share,
  text,
  warnAt = 0.8,
  troubleAt = 0.95,
  wide = false,
  textClass,
}: MeterProps) {
  const known = share !== null && Number.isFinite(share)
  const part = known ? Math.min(1, Math.max(0, share)) : 0
  const level = !known || part < warnAt ? 'plain' : part < troubleAt ? 'warn' : 'trouble'
  const fill = { plain: 'bg-chart-1', warn: 'bg-warn-mark', trouble: 'bg-trouble-mark' }[level]
  return (
    <span className={cx('inline-flex items-center gap-2 align-top', wide && 'w-full')}>
      {known && (
        // biome-ignore lint/a11y/useSemanticElements: <meter> takes no colours of ours
        <span
          role="meter"
          aria-label={label}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={Math.round(part * 100)}
          aria-valuetext={text}
          className={cx('relative h-1 overflow-hidden rounded-full bg-press', wide ? 'grow' : 'w-12')}
        >
          <span
            className={cx('absolute inset-y-0 left-0 forced-colors:bg-[CanvasText]', fill)}
            style={{ width: `${part * 100}%` }}
          />
        </span>
      )}
      <span
        className={cx(
          'whitespace-nowrap tabular-nums',
          textClass,
          level === 'warn' && 'text-warn',
          level === 'trouble' && 'text-trouble',
          !known && 'text-faint',
        )}
      >
        {text}
      </span>
    </span>
  )
}
