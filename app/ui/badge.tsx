import type { ReactNode } from 'react'
import { cx } from './cx'
import type { Status } from './status-mark'

const looks: Record<Status | 'plain', string> = {
  plain: 'border-line text-muted',
  ok: 'border-transparent bg-ok-tint text-ok',
  idle: 'border-transparent bg-idle-tint text-idle',
  held: 'border-transparent bg-held-tint text-held',
  moving: 'border-transparent bg-moving-tint text-moving',
  warn: 'border-transparent bg-warn-tint text-warn',
  trouble: 'border-transparent bg-trouble-tint text-trouble',
  unknown: 'border-transparent bg-unknown-tint text-unknown',
}

/** A short fact about a thing: "coordinator", "default", a tag. A state is a StatusMark. */
export function Badge({ tone = 'plain', children }: { tone?: Status | 'plain'; children: ReactNode }) {
  return (
    <span
      className={cx(
        'inline-flex h-5 items-center whitespace-nowrap rounded-control border px-1.5 text-s',
        looks[tone],
      )}
    >
      {children}
    </span>
  )
}
