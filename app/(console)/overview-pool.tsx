'use client'

import { useMemo } from 'react'
import { useRows } from '@/app/lib/inventory'
import { paths } from '@/app/lib/paths'
import { ObjectLink } from '@/app/parts/object-link'
import { PageLink } from '@/app/parts/page-link'
import { PoolCapacity } from '@/app/parts/pool-capacity'
import { PoolLoadChart, PoolLoadUnknown } from '@/app/parts/pool-load'
import { UsageMeter } from '@/app/parts/usage-meter'
import { ObjectShape, ObjectState } from '@/app/parts/vm-state'
import { Card } from '@/app/ui/card'
import { cx } from '@/app/ui/cx'
import { Skeleton } from '@/app/ui/skeleton'
import type { HostRow, PoolRow } from '@/server/api/types'
import { t } from '@/server/shared/text'

/** One pool: its standing, what runs, and how much of it is used. */
export function OverviewPool({ pool }: { pool: PoolRow }) {
  const allHosts = useRows('host')
  const hosts = useMemo(() => allHosts.filter(host => host.pool === pool.pool), [allHosts, pool.pool])
  const up = hosts.filter(host => host.live).length
  const title = pool.name_label || pool.address
  const state = <ObjectState row={pool} />
  // Sums over a pool that is half read are not true.
  if (pool.freshness.state === 'connecting')
    return (
      <Card title={title} aside={state}>
        <div aria-busy className="flex flex-col gap-3">
          <Skeleton className="h-36 w-full" />
          <Skeleton className="h-20 w-full" />
        </div>
      </Card>
    )
  return (
    <Card title={title} aside={state}>
      <div className="grid gap-4 sm:grid-cols-[auto_minmax(0,1fr)]">
        <dl className="grid grid-cols-2 content-start gap-x-6 gap-y-2 sm:grid-cols-1 sm:pr-4">
          <Figure label={t('VMs running')} value={pool.runningVms} of={pool.vms} />
          <Figure label={t('Hosts up')} value={up} of={hosts.length || pool.hosts} />
        </dl>
        <PoolCapacity pool={pool} />
      </div>
      <PoolLoadChart pool={pool} />
      <ul
        aria-label={t('Hosts of {name}', { name: pool.name_label })}
        className={cx('mt-3', pool.freshness.state !== 'live' && 'grayscale')}
      >
        {[...hosts].sort(byName).map(host => (
          <HostLine key={host.id} host={host} />
        ))}
      </ul>
      <PoolLoadUnknown pool={pool} />
      <p className="mt-3 flex flex-wrap gap-x-2 text-muted">
        {pool.product && <span>{pool.product}</span>}
        <PageLink href={paths.pool(pool.id)} className="text-accent hover:underline">
          {t('Connection and details')}
        </PageLink>
      </p>
    </Card>
  )
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })
const byName = (a: HostRow, b: HostRow) => collator.compare(a.name_label, b.name_label)

function HostLine({ host }: { host: HostRow }) {
  return (
    <li className="flex min-h-row items-center gap-2 border-line-subtle border-t">
      <ObjectShape row={host} />
      <span className="min-w-0 grow truncate">
        <ObjectLink cls="host" id={host.id} name={host.name_label} strong />
        {host.coordinator && <span className="text-faint"> {t('coordinator')}</span>}
      </span>
      <span className="shrink-0 text-muted tabular-nums">
        {t('{n, plural, one {# VM} other {# VMs}}', { n: host.vms })}
      </span>
      <span className="flex w-44 shrink-0 items-center justify-end gap-2">
        <span className="text-muted">{t('Memory')}</span>
        <UsageMeter
          label={t('Memory used on {name}', { name: host.name_label })}
          used={host.memoryTotal - host.memoryFree}
          total={host.memoryTotal}
        />
      </span>
    </li>
  )
}

function Figure({ label, value, of }: { label: string; value: number; of: number }) {
  return (
    <div>
      <dt className="text-muted text-s">{label}</dt>
      <dd className="figure">
        {value}
        <span className="text-faint text-m"> {t('of {of}', { of })}</span>
      </dd>
    </div>
  )
}
