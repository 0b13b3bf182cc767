'use client'

import NextLink from 'next/link'
import { usePathname } from 'next/navigation'
import { clockTime } from '@/app/lib/format'
import { type Link, useLink, usePool, useRows } from '@/app/lib/inventory'
import { paths } from '@/app/lib/paths'
import { Banner } from '@/app/ui/banner'
import { LinkButton } from '@/app/ui/link-button'
import type { PoolId, PoolRow } from '@/server/api/types'
import { t } from '@/server/shared/text'
import { toldError } from '@/server/shared/told-error'
import { XapiAnswer } from './error-note'

/** Says that what is shown of a pool may be old, since when, why, and what to do. Nothing while it is live. */
export function FreshnessBanner({ pool: id }: { pool: PoolId }) {
  const pool = usePool(id)
  const link = useLink()
  if (link.state === 'lost') return <ServerLost link={link} />
  return pool ? <PoolBanner pool={pool} /> : null
}

/** The same for a list over all pools: a line for each that does not answer. */
export function FreshnessBanners() {
  const pools = useRows('pool')
  const link = useLink()
  if (link.state === 'lost') return <ServerLost link={link} />
  return pools.map(pool => <PoolBanner key={pool.id} pool={pool} />)
}

const placed = 'mx-4 mb-2 shrink-0'

function ServerLost({ link }: { link: Extract<Link, { state: 'lost' }> }) {
  // That the session is over is said above every page.
  if (link.error.code === 'not-signed-in') return null
  return (
    <Banner
      tone="warn"
      live="status"
      className={placed}
      title={t('The Domus server has not answered since {clockTime}.', { clockTime: clockTime(link.since) })}
    >
      {t('What is shown may be old. The connection is tried again all the time.')}
    </Banner>
  )
}

function PoolBanner({ pool }: { pool: PoolRow }) {
  const { freshness } = pool
  const here = usePathname()
  if (freshness.state === 'live' || freshness.state === 'connecting') return null
  const error = toldError(freshness.error)
  const name = pool.name_label || pool.address
  return (
    <Banner
      tone="warn"
      live="status"
      className={placed}
      title={
        // A pool that has never answered has no reference yet.
        pool.ref
          ? t('Last heard from {name} at {clockTime}.', { name, clockTime: clockTime(freshness.since) })
          : t('No connection to {name} since {clockTime}.', { name, clockTime: clockTime(freshness.since) })
      }
      actions={
        here !== paths.pool(pool.id) && (
          <LinkButton size="s" render={<NextLink href={paths.pool(pool.id)} />}>
            {t('Connection')}
          </LinkButton>
        )
      }
    >
      <p>
        {error.message} {error.next}
      </p>
      <XapiAnswer error={error} />
    </Banner>
  )
}
