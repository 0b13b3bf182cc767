import { cx } from '@/app/ui/cx'
import { Icon } from '@/app/ui/icon'
import type { AppErrorShape } from '@/server/shared/app-error'

interface ErrorNoteProps {
  error: AppErrorShape
  /** 'alert' interrupts a screen reader: for what follows a press. */
  role?: 'alert' | 'status'
  className?: string
}

/** What happened, what to do now, and what the pool itself answered. */
export function ErrorNote({ error, role = 'alert', className }: ErrorNoteProps) {
  return (
    <div
      role={role}
      className={cx('flex gap-2 rounded-panel bg-trouble-tint px-3 py-2 text-m text-default', className)}
    >
      <Icon name="error" className="mt-0.5 text-trouble-mark" />
      <div className="min-w-0">
        <p className="font-medium text-trouble">{error.message}</p>
        {error.next && <p>{error.next}</p>}
        <XapiAnswer error={error} />
      </div>
    </div>
  )
}

/** XAPI's code and parameters as they came: what a search, a colleague or a vendor needs. */
export function XapiAnswer({ error }: { error: AppErrorShape }) {
  if (!error.xapi) return null
  const { code, params, call, host } = error.xapi
  return (
    <p className="wrap-anywhere mt-1 text-muted text-s">
      <span className="sr-only">Answer of the pool: </span>
      <code className="font-mono">{[code, ...params].join(' · ')}</code>
      {(call || host) && <span> ({[call, host].filter(Boolean).join(', ')})</span>}
    </p>
  )
}
