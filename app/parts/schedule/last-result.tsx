'use client'

import { useMessages } from '@/app/lib/detail'
import { absoluteTime } from '@/app/lib/format'
import { StatusShape } from '@/app/ui/status-mark'
import type { ObjectId, PoolMessage } from '@/server/api/types'
import { t } from '@/server/shared/text'
import { type RunText, runText } from './run-text'

export interface Run extends RunText {
  message: PoolMessage
}

/** The runs that messages tell of, in their order. */
export function runsIn(messages: readonly PoolMessage[]): Run[] {
  return messages.flatMap(message => {
    const text = runText(message.name, message.body)
    return text ? [{ ...text, message }] : []
  })
}

/** How the newest run of a schedule went. XAPI's `last_run_time` says neither that nor, on many hosts, when. */
export function LastResult({ id }: { id: ObjectId }) {
  const noted = useMessages(id)
  const [last] = runsIn(noted?.messages ?? [])
  if (!last) return <span className="text-muted">{noted === undefined ? '…' : t('No run is noted')}</span>
  return (
    <span className="inline-flex min-w-0 items-center gap-2" title={absoluteTime(last.message.at)}>
      <StatusShape status={last.status} label={last.title} />
      <span className="truncate">{last.title}</span>
    </span>
  )
}
