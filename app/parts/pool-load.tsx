'use client'

import { useMemo } from 'react'
import { chosenTimeZone, clockTime, percent } from '@/app/lib/format'
import { useFreshness, useRows } from '@/app/lib/inventory'
import { usePoolLoad } from '@/app/lib/load'
import { Chart } from '@/app/ui/chart'
import { Skeleton } from '@/app/ui/skeleton'
import type { PoolRow } from '@/server/api/types'
import { t } from '@/server/shared/text'
import { UnknownLoads } from './unknown-load'

const height = 120
const timeOf = (seconds: number) => clockTime(new Date(seconds * 1000).toISOString())

/** How the hosts of a pool were used in the last ten minutes, as lines. */
export function PoolLoadChart({ pool }: { pool: PoolRow }) {
  const live = useFreshness(pool.pool).state === 'live'
  const { load, error } = usePoolLoad(pool.id)
  const hosts = useRows('host')
  const memoryTotal = hosts
    .filter(host => host.pool === pool.pool && host.live)
    .reduce((sum, host) => sum + host.memoryTotal, 0)
  const { times, lines } = useMemo(() => {
    const history = load?.history ?? []
    const share = (memory: number | null) =>
      memory === null || memoryTotal === 0 ? null : memory / memoryTotal
    return {
      times: history.map(({ t }) => t),
      lines: [
        { name: t('CPU'), values: history.map(({ cpu }) => cpu) },
        { name: t('Memory'), values: history.map(({ memory }) => share(memory)) },
      ],
    }
  }, [load, memoryTotal])
  const name = pool.name_label || pool.address
  // Of a pool that is not heard from its banner tells why.
  if (!live && !load) return null
  if (error && !load)
    return (
      <p className="mt-3 text-muted">
        {t('How it is used is not known: {message}', { message: error.message })}
      </p>
    )
  if (!load)
    return (
      <div aria-busy className="mt-3 flex flex-col gap-1">
        <div style={{ height }} className="flex items-center">
          <Skeleton className="h-full w-full" />
        </div>
        <Skeleton className="my-1.5 w-2/5" />
      </div>
    )
  return (
    <div className={`mt-3 ${live ? '' : 'grayscale'}`}>
      {times.length > 0 && (
        <Chart
          label={t('Use of {name} in the last ten minutes', { name })}
          times={times}
          lines={lines}
          max={1}
          format={percent}
          formatTime={timeOf}
          timeZone={chosenTimeZone()}
          height={height}
        />
      )}
    </div>
  )
}

/** The hosts that are not in the chart, and why. */
export function PoolLoadUnknown({ pool }: { pool: PoolRow }) {
  const { load } = usePoolLoad(pool.id)
  return load ? (
    <UnknownLoads unknown={load.unknown} what={t('Not told, so it is not in the lines above:')} />
  ) : null
}
