import type { ReactNode } from 'react'
import { StatusShape } from './status-mark'
import { Icon, type IconName } from './symbol'

interface EmptyStateProps {
  /** Nothing yet; nothing matches a filter; cannot know, because what would tell does not answer. */
  kind: 'nothing-yet' | 'no-match' | 'cannot-know'
  title: string
  /** What it means; for `cannot-know`: why, and since when. */
  children?: ReactNode
  /** What can be done about it: a button or two. */
  actions?: ReactNode
  icon?: IconName
}

export function EmptyState({ kind, title, children, actions, icon }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-center gap-1 px-4 py-12 text-center">
      <div className="mb-2 flex size-10 items-center justify-center rounded-full bg-sunken text-faint">
        {kind === 'cannot-know' ? (
          <StatusShape status="unknown" size={20} />
        ) : (
          <Icon name={icon ?? (kind === 'no-match' ? 'filter' : 'info')} size={20} />
        )}
      </div>
      <p className="title-s">{title}</p>
      {children !== undefined && <div className="max-w-md text-muted">{children}</div>}
      {actions !== undefined && <div className="mt-3 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  )
}
