'use client'

import { useCount } from '@/app/lib/inventory'
import { useVappColumns } from '@/app/parts/columns/vapp'
import { InPoolButton } from '@/app/parts/in-pool-button'
import { NothingYet } from '@/app/parts/nothing-yet'
import { LongList } from '@/app/parts/object-list'
import { PageHeader } from '@/app/parts/page-header'
import { t } from '@/server/shared/text'

export function VappList() {
  const columns = useVappColumns()
  const count = useCount('VM_appliance')
  return (
    <>
      <PageHeader
        title={t('vApps')}
        aside={count > 0 && <span className="text-muted tabular-nums">{count}</span>}
        actions={<InPoolButton action="vapp.create" permission="vapp.edit" label={t('New vApp')} />}
      />
      <LongList
        cls="VM_appliance"
        label={t('vApps')}
        what={t('vApps')}
        example="running:>0 shop"
        storageKey="vapps"
        columns={columns}
        empty={<NothingYet what={t('vApps')} />}
      />
    </>
  )
}
