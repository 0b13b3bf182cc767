'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { bytesText } from '@/app/lib/format'
import { trpc } from '@/app/lib/trpc'
import { Banner } from '@/app/ui/banner'
import type { ObjectId, ScheduleCost } from '@/server/api/types'
import { guardOf, longestChain } from '@/server/shared/snapshot-cost'
import { t } from '@/server/shared/text'

const none: ScheduleCost = { vms: [], storages: [] }

/** What is known of these VMs and their storage; asked anew each quarter of a minute, as snapshots come and go. */
export function useScheduleCost(vms: readonly ObjectId[]): ScheduleCost | undefined {
  const { data } = useQuery(
    trpc.inventory.scheduleCost.queryOptions(
      { vms: [...vms] },
      { enabled: vms.length > 0, placeholderData: keepPreviousData, staleTime: 0, refetchInterval: 15_000 },
    ),
  )
  return vms.length === 0 ? none : data
}

/** Whether disks and storage bear so many kept snapshots: the chains that come of it, and the room. */
export function ScheduleGuard({ cost, keep }: { cost: ScheduleCost | undefined; keep: number }) {
  if (cost === undefined || cost.vms.length === 0) return null
  const { chains, storages } = guardOf(cost, keep)
  const long = chains.filter(({ tooLong }) => tooLong)
  const most = Math.max(...chains.map(({ later }) => later))
  return (
    <div className="flex flex-col gap-2">
      {long.length > 0 && (
        <Banner tone="warn" title={t('Chains of disks become too long')}>
          {t(
            '{vms}: {layers} layers, and storage takes {longest} at most. Then no more snapshots can be taken. Keep fewer, or delete old snapshots first.',
            { vms: long.map(({ name }) => name).join(', '), layers: most, longest: longestChain },
          )}
        </Banner>
      )}
      {storages.flatMap(({ id, name, free, short, most: need, atOnce }) =>
        short === null
          ? []
          : [
              <Banner
                key={id}
                tone={short === 'now' ? 'trouble' : 'warn'}
                title={
                  short === 'now'
                    ? t('{name} has no room for the next run', { name })
                    : t('{name} may fill up', { name })
                }
              >
                {short === 'now'
                  ? t('A run sets {need} aside there at once, {free} is free.', {
                      need: bytesText(atOnce),
                      free: bytesText(free ?? 0),
                    })
                  : t(
                      'Kept snapshots can come to {need} there if all that is on the disks is written anew, {free} is free.',
                      { need: bytesText(need), free: bytesText(free ?? 0) },
                    )}
              </Banner>,
            ],
      )}
      <ul aria-label={t('What it comes to')} className="flex flex-col gap-1 text-m text-muted">
        <li>
          {t('Chains of disks: up to {layers} of {longest} layers.', { layers: most, longest: longestChain })}
        </li>
        {storages.map(({ id, name, free, most: need }) => (
          <li key={id}>
            {free === null
              ? t('{name}: up to {need}; it does not say what is free.', { name, need: bytesText(need) })
              : t('{name}: up to {need}, {free} free.', {
                  name,
                  need: bytesText(need),
                  free: bytesText(free),
                })}
          </li>
        ))}
      </ul>
    </div>
  )
}
