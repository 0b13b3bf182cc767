import { type ReactNode, useId } from 'react'
import { cx } from './cx'
import { PanelBoundary } from './panel-boundary'

interface CardProps {
  title: string
  /** Right of the title: a button or two, a count. */
  aside?: ReactNode
  /** Without padding: what stands inside reaches the border, as a table does. */
  flush?: boolean
  className?: string
  children: ReactNode
}

/** A titled part of a page. What breaks in it leaves the other parts alone. */
export function Card({ title, aside, flush = false, className, children }: CardProps) {
  const id = useId()
  return (
    <section
      aria-labelledby={id}
      className={cx('min-w-0 rounded-panel border border-line bg-base', className)}
    >
      <div className="flex min-h-10 items-center justify-between gap-2 px-3">
        <h2 id={id} className="title-s truncate">
          {title}
        </h2>
        {aside}
      </div>
      <div className={flush ? '' : 'px-3 pb-3'}>
        <PanelBoundary what={`“${title}”`}>{children}</PanelBoundary>
      </div>
    </section>
  )
}
