'use client'

import { useMemo } from 'react'
import { useRows } from '@/app/lib/inventory'
import { ObjectLink } from '@/app/parts/object-link'
import { PoolCapacity } from '@/app/parts/pool-capacity'
import { ObjectState } from '@/app/parts/vm-state'
import { Card } from '@/app/ui/card'
import type { PoolRow } from '@/server/api/types'

/** One pool: its standing, what runs, and how much of it is used. */
export function OverviewPool({ pool }: { pool: PoolRow }) {
  const allHosts = useRows('host')
  const hosts = useMemo(() => allHosts.filter(host => host.pool === pool.pool), [allHosts, pool.pool])
  const up = hosts.filter(host => host.live).length
  return (
    <Card title={pool.name_label || pool.address} aside={<ObjectState row={pool} />}>
      <div className="grid gap-4 sm:grid-cols-[auto_minmax(0,1fr)]">
        <dl className="grid grid-cols-2 content-start gap-x-6 gap-y-2 sm:grid-cols-1 sm:pr-4">
          <Figure label="VMs running" value={pool.runningVms} of={pool.vms} />
          <Figure label="Hosts up" value={up} of={hosts.length || pool.hosts} />
        </dl>
        <PoolCapacity pool={pool} />
      </div>
      <p className="mt-3 text-muted">
        <ObjectLink cls="pool" id={pool.id} name={pool.address} />
        {pool.product && <> · {pool.product}</>}
        {pool.coordinator && (
          <>
            {' '}
            · coordinator <ObjectLink cls="host" id={pool.coordinator} />
          </>
        )}
      </p>
    </Card>
  )
}

function Figure({ label, value, of }: { label: string; value: number; of: number }) {
  return (
    <div>
      <dt className="text-muted text-s">{label}</dt>
      <dd className="figure">
        {value}
        <span className="text-faint text-m"> of {of}</span>
      </dd>
    </div>
  )
}
