'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useMessages } from '@/app/lib/detail'
import { absoluteTime } from '@/app/lib/format'
import { useNow } from '@/app/lib/now'
import { trpc } from '@/app/lib/trpc'
import { Card } from '@/app/ui/card'
import { Select } from '@/app/ui/select'
import { StatusShape } from '@/app/ui/status-mark'
import type { ObjectId } from '@/server/api/types'
import { say, t, told } from '@/server/shared/text'
import { type Run, runsIn } from './last-result'

type Span = 'ten' | 'day' | 'week'
const spans: Record<Span, { label: string; most: number; hours: number }> = {
  ten: { label: say('The last 10'), most: 10, hours: Number.POSITIVE_INFINITY },
  day: { label: say('The last 24 hours'), most: Number.POSITIVE_INFINITY, hours: 24 },
  week: { label: say('The last 7 days'), most: Number.POSITIVE_INFINITY, hours: 7 * 24 },
}
const isSpan = (text: string): text is Span => text in spans

/** How the runs of a schedule went, newest first, as the pool has noted them. */
export function RunHistory({ id }: { id: ObjectId }) {
  const noted = useMessages(id)
  const now = useNow()
  const [span, setSpan] = useState<Span>('ten')
  const { most, hours } = spans[span]
  const runs = runsIn(noted?.messages ?? [])
    .filter(({ message }) => now - Date.parse(message.at) <= hours * 3_600_000)
    .slice(0, most)
  return (
    <Card
      title={t('Runs')}
      aside={
        <Select
          aria-label={t('Which runs')}
          value={span}
          onChange={next => isSpan(next) && setSpan(next)}
          options={Object.entries(spans).map(([value, { label }]) => ({ value, label: told(label) }))}
        />
      }
    >
      {runs.length === 0 ? (
        <p className="text-m text-muted" aria-busy={noted === undefined}>
          {noted === undefined ? '…' : t('The pool has noted no run in this time.')}
        </p>
      ) : (
        <ul aria-label={t('Runs')} className="flex flex-col gap-1">
          {runs.map(run => (
            <RunLine key={run.message.ref} run={run} />
          ))}
        </ul>
      )}
    </Card>
  )
}

function RunLine({ run: { message, status, title, failures } }: { run: Run }) {
  const why = useQuery(
    trpc.message.sentences.queryOptions(
      { errors: failures.map(({ code, params }) => ({ code, params: [...params] })) },
      { enabled: failures.length > 0, staleTime: Number.POSITIVE_INFINITY },
    ),
  )
  return (
    <li className="flex flex-col text-m">
      <span className="flex flex-wrap items-center gap-x-3">
        <time dateTime={message.at} className="text-muted tabular-nums">
          {absoluteTime(message.at)}
        </time>
        <StatusShape status={status} label={title} />
        <span>{title}</span>
      </span>
      {failures.map(({ vm, code }, at) => (
        <span key={vm} className="pl-4 text-muted">
          {t('{vm}: {why}', { vm, why: why.data?.[at] ?? code })}
        </span>
      ))}
    </li>
  )
}
