import { cx } from './cx'

/** A place held for a text that is on its way: of the right size, without movement. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={cx('block h-3 rounded-control bg-press', className)} />
}
