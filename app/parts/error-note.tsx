import { Banner } from '@/app/ui/banner'
import type { AppErrorShape } from '@/server/shared/app-error'
import { t } from '@/server/shared/text'

interface ErrorNoteProps {
  error: AppErrorShape
  /** 'alert' interrupts a screen reader: for what follows a press. */
  live?: 'alert' | 'status'
  className?: string
}

/** What happened, what to do now, and what the pool itself answered. */
export function ErrorNote({ error, live = 'alert', className = '' }: ErrorNoteProps) {
  return (
    <Banner tone="trouble" title={error.message} live={live} className={className}>
      {error.next && <p>{error.next}</p>}
      <XapiAnswer error={error} />
    </Banner>
  )
}

/** XAPI's code and parameters as they came: what a search, a colleague or a vendor needs. */
export function XapiAnswer({ error }: { error: AppErrorShape }) {
  if (!error.xapi) return null
  const { code, params, call, host } = error.xapi
  return (
    <p className="wrap-anywhere mt-1 text-muted text-s">
      <span className="sr-only">{t('Answer of the pool:')} </span>
      <code className="font-mono">{[code, ...params.filter(Boolean)].join(' · ')}</code>
      {(call || host) && <span> ({[call, host].filter(Boolean).join(', ')})</span>}
    </p>
  )
}
