'use client'

import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { paths } from '@/app/lib/paths'
import { useMe } from '@/app/lib/session'
import { trpc } from '@/app/lib/trpc'
import { IconButton } from '@/app/ui/icon-button'
import { remember, useRemembered } from '@/app/ui/remembered'
import { StatusShape } from '@/app/ui/status-mark'
import type { OperationRow } from '@/server/api/types'
import { spokenTold, t } from '@/server/shared/text'
import { PageLink } from '../page-link'

const seenKey = 'tasks.seen'
const isTime = (found: unknown) =>
  typeof found === 'string' && !Number.isNaN(Date.parse(found)) ? found : undefined

const over = ['succeeded', 'failed', 'cancelled', 'unknown'] as const

/**
 * What one has begun and what ended while no page of Domus was looked at: in another window, after closing the browser,
 * or while Domus itself was started anew. Stays until it is put away.
 */
export function AwayNews() {
  const me = useMe()?.user.username
  const [seen] = useRemembered(seenKey, '', isTime)
  const [returns, setReturns] = useState(0)
  const news = useQuery(
    trpc.operation.history.queryOptions(
      { user: me ?? '', endedAfter: seen, states: [...over] },
      { enabled: me !== undefined && seen !== '', staleTime: Number.POSITIVE_INFINITY, gcTime: 0 },
    ),
  )
  const rows = seen === '' ? [] : (news.data?.rows ?? [])
  const some = rows.length > 0
  const { refetch } = news

  useEffect(() => {
    // The first time there is no earlier one.
    if (seen === '') remember(seenKey, new Date().toISOString())
  }, [seen])
  useEffect(() => {
    const turned = () => {
      if (document.visibilityState === 'visible') setReturns(known => known + 1)
      // What was not put away yet is news still.
      else if (!some) remember(seenKey, new Date().toISOString())
    }
    document.addEventListener('visibilitychange', turned)
    return () => document.removeEventListener('visibilitychange', turned)
  }, [some])
  useEffect(() => {
    if (returns > 0) void refetch()
  }, [returns, refetch])

  if (!some) return null
  const failed = rows.filter(row => row.state === 'failed' || row.state === 'unknown').length
  return (
    <span role="status" className="flex min-w-0 shrink-0 items-center gap-1.5">
      <StatusShape status={failed > 0 ? 'trouble' : 'ok'} />
      <PageLink
        href={`${paths.tasks}?user=${encodeURIComponent(me ?? '')}`}
        title={rows.map(titleOf).join('\n')}
        className="truncate text-accent hover:underline"
      >
        {t('While you were away: {sentence}', { sentence: sentence(rows.length - failed, failed) })}
      </PageLink>
      <IconButton
        size="s"
        icon="close"
        label={t('Dismiss what ended while you were away')}
        onClick={() => remember(seenKey, new Date().toISOString())}
      />
    </span>
  )
}

const titleOf = (operation: OperationRow) => `${spokenTold(operation)}: ${operation.state}`

function sentence(done: number, failed: number): string {
  return [
    done > 0 && t('{n, plural, one {# task ended} other {# tasks ended}}', { n: done }),
    failed > 0 && t('{n} failed', { n: failed }),
  ]
    .filter(Boolean)
    .join(', ')
}
