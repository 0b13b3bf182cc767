'use client'

import { useCount, useRows } from '@/app/lib/inventory'
import { useScheduleColumns } from '@/app/parts/columns/schedule'
import { InPoolButton } from '@/app/parts/in-pool-button'
import { NothingYet } from '@/app/parts/nothing-yet'
import { LongList } from '@/app/parts/object-list'
import { PageHeader } from '@/app/parts/page-header'
import { hasSchedules } from '@/server/shared/snapshot-times'
import { whyNoSchedules } from '@/server/shared/snapshot-words'
import { t } from '@/server/shared/text'

/** Pools of releases before there were schedules, by name. */
function OldPools() {
  const old = useRows('pool').filter(
    ({ freshness, apiVersion }) => freshness.state === 'live' && !hasSchedules(apiVersion),
  )
  if (old.length === 0) return null
  return (
    <p className="px-4 pb-2 text-m text-muted">
      {t('Not every release has snapshot schedules: {pools} {n, plural, one {has} other {have}} none.', {
        pools: old.map(pool => pool.name_label || pool.address).join(', '),
        n: old.length,
      })}
    </p>
  )
}

export function ScheduleList() {
  const columns = useScheduleColumns()
  const count = useCount('VMSS')
  return (
    <>
      <PageHeader
        title={t('Snapshot schedules')}
        aside={count > 0 && <span className="text-muted tabular-nums">{count}</span>}
        actions={
          <InPoolButton
            action="schedule.create"
            permission="schedule.edit"
            label={t('New schedule')}
            hindered={({ apiVersion }) => whyNoSchedules(apiVersion)}
          />
        }
      />
      <OldPools />
      <LongList
        cls="VMSS"
        label={t('Snapshot schedules')}
        what={t('Snapshot schedules')}
        example="state:disabled nightly"
        storageKey="schedules"
        columns={columns}
        empty={<NothingYet what={t('Snapshot schedules')} />}
      />
    </>
  )
}
