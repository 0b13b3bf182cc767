import type { ReactNode } from 'react'
import { cx } from '@/app/ui/cx'

/** A titled block of a page. */
export function Card({
  title,
  aside,
  className,
  children,
}: {
  title: string
  aside?: ReactNode
  className?: string
  children: ReactNode
}) {
  return (
    <section className={cx('min-w-0 rounded-panel border border-line-subtle', className)}>
      <div className="flex min-h-tabs items-center justify-between gap-2 border-line-subtle border-b px-3">
        <h2 className="title-s">{title}</h2>
        {aside}
      </div>
      <div className="p-3">{children}</div>
    </section>
  )
}

/** Pairs of a name and what it is. */
export function Facts({ children }: { children: ReactNode }) {
  return <dl className="grid grid-cols-[minmax(7rem,auto)_minmax(0,1fr)] gap-x-4 gap-y-1.5">{children}</dl>
}

export function Fact({ label, children }: { label: string; children: ReactNode }) {
  const absent = children === null || children === undefined || children === ''
  return (
    <>
      <dt className="text-muted">{label}</dt>
      <dd className="wrap-anywhere min-w-0">{absent ? <span className="text-faint">–</span> : children}</dd>
    </>
  )
}

/** A reference, UUID, address or key: text where every character counts. */
export function Code({ children }: { children: ReactNode }) {
  return <code className="wrap-anywhere font-mono">{children}</code>
}
