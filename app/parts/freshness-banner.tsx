'use client'

import Link from 'next/link'
import type { ReactNode } from 'react'
import { clockTime } from '@/app/lib/format'
import { useLink, usePool, useRows } from '@/app/lib/inventory'
import { paths } from '@/app/lib/paths'
import { StatusShape } from '@/app/ui/status-mark'
import type { PoolId, PoolRow } from '@/server/api/types'
import { XapiAnswer } from './error-note'

/** Says that what is shown of a pool may be old, since when, why, and what to do. Nothing while it is live. */
export function FreshnessBanner({ pool: id }: { pool: PoolId }) {
  const pool = usePool(id)
  const link = useLink()
  if (link.state === 'lost') return <ServerLost since={link.since} />
  return pool ? <PoolBanner pool={pool} /> : null
}

/** The same for a list over all pools: a line for each that does not answer. */
export function FreshnessBanners() {
  const pools = useRows('pool')
  const link = useLink()
  if (link.state === 'lost') return <ServerLost since={link.since} />
  return pools.map(pool => <PoolBanner key={pool.id} pool={pool} />)
}

function ServerLost({ since }: { since: string }) {
  return (
    <Banner>
      <p>
        <strong className="font-medium">The Domus server has not answered since {clockTime(since)}.</strong>{' '}
        What is shown may be old. The connection is tried again all the time.
      </p>
    </Banner>
  )
}

function PoolBanner({ pool }: { pool: PoolRow }) {
  const { freshness } = pool
  if (freshness.state === 'live' || freshness.state === 'connecting') return null
  const { error } = freshness
  return (
    <Banner action={<Link href={paths.pool(pool.id)}>Connection</Link>}>
      <p>
        <strong className="font-medium">
          Last heard from {pool.name_label || pool.address} at {clockTime(freshness.since)}.
        </strong>{' '}
        {error.message} {error.next}
      </p>
      <XapiAnswer error={error} />
    </Banner>
  )
}

function Banner({ action, children }: { action?: ReactNode; children: ReactNode }) {
  return (
    <div
      role="status"
      className="flex shrink-0 items-start gap-2 border-line-subtle border-y bg-warn-tint px-4 py-2 text-default"
    >
      <StatusShape status="warn" className="mt-1" />
      <div className="min-w-0 grow">{children}</div>
      {action && <span className="shrink-0 font-medium text-accent underline">{action}</span>}
    </div>
  )
}
