'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useMessages } from '@/app/lib/detail'
import { absoluteTime } from '@/app/lib/format'
import { useNow } from '@/app/lib/now'
import { api, trpc } from '@/app/lib/trpc'
import { Card } from '@/app/ui/card'
import { Select } from '@/app/ui/select'
import { StatusShape } from '@/app/ui/status-mark'
import type { ObjectId, PoolMessage } from '@/server/api/types'
import { say, t, told } from '@/server/shared/text'
import { type Run, runsIn } from './last-result'
import { type RunSpan, reachesBack, runsOfSpan } from './run-span'

const spans: Record<RunSpan, string> = {
  ten: say('The last 10'),
  day: say('The last 24 hours'),
  week: say('The last 7 days'),
}
const isSpan = (text: string): text is RunSpan => text in spans

/**
 * What the pool has noted of a schedule, newest first: what is followed, and where that does not reach back far enough
 * what the pool itself still has. Undefined: not heard yet.
 */
function useRunMessages(id: ObjectId, span: RunSpan): readonly PoolMessage[] | undefined {
  const noted = useMessages(id)
  const now = useNow()
  const known = noted?.messages ?? []
  const enough = noted?.complete === true || reachesBack(runsIn(known), span, now)
  const before = known.at(-1)?.at
  const { data } = useQuery({
    queryKey: ['older runs', id, span, before],
    enabled: Boolean(noted) && !enough,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => {
      const older: PoolMessage[] = []
      for (let complete = false; !complete; ) {
        const from = older.at(-1)?.at ?? before ?? new Date(Date.now()).toISOString()
        const more = await api.message.older.query({ id, before: from })
        older.push(...(more?.messages ?? []))
        complete = more?.complete !== false || reachesBack(runsIn([...known, ...older]), span, Date.now())
      }
      return older
    },
  })
  if (!noted || (!enough && !data)) return undefined
  return [...known, ...(enough ? [] : (data ?? []))]
}

/** How the runs of a schedule went, newest first, as the pool has noted them. */
export function RunHistory({ id }: { id: ObjectId }) {
  const now = useNow()
  const [span, setSpan] = useState<RunSpan>('ten')
  const noted = useRunMessages(id, span)
  const runs = runsOfSpan(runsIn(noted ?? []), span, now)
  return (
    <Card
      title={t('Runs')}
      aside={
        <Select
          aria-label={t('Which runs')}
          value={span}
          onChange={next => isSpan(next) && setSpan(next)}
          className="max-w-44"
          options={Object.entries(spans).map(([value, label]) => ({ value, label: told(label) }))}
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
