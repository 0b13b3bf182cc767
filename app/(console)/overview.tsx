'use client'

import { useState } from 'react'
import { useFreshnessByPool, useLoaded, useRows } from '@/app/lib/inventory'
import { useStartPage } from '@/app/lib/start-page'
import { FreshnessBanners } from '@/app/parts/freshness-banner'
import { NothingYet } from '@/app/parts/nothing-yet'
import { PageHeader } from '@/app/parts/page-header'
import { useAttention } from '@/app/parts/use-attention'
import { Panels } from '@/app/ui/panels'
import { Skeleton } from '@/app/ui/skeleton'
import { t } from '@/server/shared/text'
import { Attention } from './overview-attention'
import { BusiestVms } from './overview-busiest'
import { RecentChanges } from './overview-changes'
import { RecentFailures } from './overview-failures'
import { KeptObjects } from './overview-kept'
import { OverviewParts } from './overview-parts'
import { OverviewPool } from './overview-pool'

/** All pools at a glance: what needs somebody first, then how each stands. */
export function Overview() {
  const pools = useRows('pool')
  const known = useFreshnessByPool()
  const loaded = useLoaded()
  const elsewhere = useStartPage()
  const attention = useAttention()
  const read = useOnce(!attention.reading)
  if (elsewhere) return null
  return (
    <>
      <PageHeader title={t('Overview')} />
      <FreshnessBanners />
      {!loaded && (
        <div aria-busy className="grid items-start gap-4 px-4 xl:grid-cols-2">
          <Skeleton className="h-24 w-full" />
          <Skeleton className="h-48 w-full" />
        </div>
      )}
      {loaded && known.size === 0 && <NothingYet what={t('pools')} />}
      {known.size > 0 && (
        <div className="grid items-start gap-4 px-4 pb-4 xl:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
          <Panels className="flex min-w-0 flex-col gap-4">
            <Attention attention={attention} />
            {read && <RecentFailures />}
            {read && <RecentChanges />}
            {read && <KeptObjects />}
            {/* Hosts take their time: nothing stands below what they tell. */}
            {read && <BusiestVms />}
          </Panels>
          <Panels className="flex min-w-0 flex-col gap-4">
            {pools.length < known.size && <OverviewParts />}
            {[...pools]
              .sort((a, b) => a.name_label.localeCompare(b.name_label))
              .map(pool => (
                <OverviewPool key={pool.id} pool={pool} />
              ))}
          </Panels>
        </div>
      )}
    </>
  )
}

/**
 * False until it has been true once, as when every pool that is read for the first time has been read or could not be:
 * what stands below what comes then would be pushed down by it. True from then on, whichever pool is connected later.
 */
function useOnce(now: boolean): boolean {
  const [once, setOnce] = useState(false)
  if (now && !once) setOnce(true)
  return once || now
}
