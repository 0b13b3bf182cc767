import type { ReactNode } from 'react'
import { cx } from './cx'
import { StatusShape } from './status-mark'
import { Icon, type IconName } from './symbol'

export type BannerTone = 'info' | 'ok' | 'warn' | 'trouble' | 'unknown'

const looks: Record<BannerTone, { box: string; title: string; icon?: IconName }> = {
  info: { box: 'bg-moving-tint', title: 'text-moving', icon: 'info' },
  ok: { box: 'bg-ok-tint', title: 'text-ok', icon: 'check' },
  warn: { box: 'bg-warn-tint', title: 'text-warn' },
  trouble: { box: 'bg-trouble-tint', title: 'text-trouble' },
  unknown: { box: 'bg-unknown-tint', title: 'text-unknown' },
}

interface BannerProps {
  tone: BannerTone
  /** What happened, in one sentence. */
  title: ReactNode
  /** What to do now, and details. */
  children?: ReactNode
  actions?: ReactNode
  /** Read out when it appears: 'alert' interrupts, 'status' waits. Absent: it was there from the start. */
  live?: 'alert' | 'status'
  className?: string
}

/** Says something about all that stands below it. */
export function Banner({ tone, title, children, actions, live, className }: BannerProps) {
  const { box, title: words, icon } = looks[tone]
  return (
    <div
      role={live}
      className={cx('flex flex-wrap items-start gap-2 rounded-panel px-3 py-2 text-m', box, className)}
    >
      <span className={cx('flex h-5 items-center', words)}>
        {icon ? (
          <Icon name={icon} />
        ) : (
          <StatusShape status={tone === 'warn' || tone === 'trouble' ? tone : 'unknown'} size={14} />
        )}
      </span>
      <div className="min-w-0 grow basis-60 break-words">
        <p className={cx('font-medium', words)}>{title}</p>
        {children !== undefined && <div className="text-default">{children}</div>}
      </div>
      {actions !== undefined && <div className="flex shrink-0 gap-2">{actions}</div>}
    </div>
  )
}
