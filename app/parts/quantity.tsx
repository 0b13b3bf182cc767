'use client'

import { absoluteTime, bytes, duration, relativeTime } from '@/app/lib/format'
import { useNow } from '@/app/lib/now'
import { t } from '@/server/shared/text'

/** A number with a faint unit: "16 GiB". */
export function Bytes({ count }: { count: number }) {
  const { value, unit } = bytes(count)
  return (
    <span className="whitespace-nowrap tabular-nums">
      {value}
      {unit && <span className="text-faint"> {unit}</span>}
    </span>
  )
}

/** "4 min ago"; the exact time on hover and for machines. */
export function Ago({ time }: { time: string }) {
  const now = useNow()
  return (
    <time dateTime={time} title={absoluteTime(time)} className="whitespace-nowrap">
      {relativeTime(time, now)}
    </time>
  )
}

/** How long something has been going on: "3 d 4 h". */
export function Since({ time }: { time: string | null }) {
  const now = useNow()
  if (!time) return <span className="text-faint">–</span>
  return (
    <time
      dateTime={time}
      title={t('since {time}', { time: absoluteTime(time) })}
      className="whitespace-nowrap tabular-nums"
    >
      {duration(Math.max(0, now - Date.parse(time)))}
    </time>
  )
}
