'use client'

import { useQuery } from '@tanstack/react-query'
import { absoluteTime } from '@/app/lib/format'
import { useNow } from '@/app/lib/now'
import { trpc } from '@/app/lib/trpc'
import type { PoolId, ScheduleRow } from '@/server/api/types'
import { nextRuns } from '@/server/shared/snapshot-times'
import { t } from '@/server/shared/text'
import { Absent } from '../columns/shared'

/** By how many milliseconds the wall clock of a pool is ahead of UTC; undefined: not known yet, null: it does not say. */
export function useClockAhead(pool: PoolId): number | null | undefined {
  const { data, error } = useQuery(
    trpc.inventory.clockAhead.queryOptions({ pool }, { staleTime: 3_600_000, enabled: pool !== '' }),
  )
  return error ? null : data
}

const toMinute = (text: string) => text.replace(/:\d\d$/, '')

/** A moment as the reader's clock has it. */
export function localTime(at: number): string {
  return toMinute(absoluteTime(new Date(at).toISOString()))
}

/** The same as the wall clock of the pool has it. */
export function serverTime(at: number, ahead: number): string {
  return new Date(at + ahead).toISOString().slice(0, 16).replace('T', ' ')
}

/** When a schedule runs next, as the reader's clock has it or, `there`, as the pool's. */
export function NextRun({ row, there = false }: { row: ScheduleRow; there?: boolean }) {
  const ahead = useClockAhead(row.pool)
  const now = useNow()
  if (!row.enabled) return <Absent />
  if (ahead === undefined) return <span className="text-muted">…</span>
  if (ahead === null) return <span className="text-muted">{t('not known')}</span>
  const [next] = nextRuns(row, now, ahead, 1)
  if (next === undefined) return <Absent />
  return <span className="tabular-nums">{there ? serverTime(next, ahead) : localTime(next)}</span>
}
