'use client'

import { useCount } from '@/app/lib/inventory'
import { useVdiColumns } from '@/app/parts/columns/vdi'
import { NothingYet } from '@/app/parts/nothing-yet'
import { LongList } from '@/app/parts/object-list'
import { PageHeader } from '@/app/parts/page-header'
import { t } from '@/server/shared/text'

const asked = { kind: 'disk' } as const

/** The disks of all VMs and storage, and those that nobody has. */
export function DiskList() {
  const columns = useVdiColumns()
  const count = useCount('VDI')
  return (
    <>
      <PageHeader
        title={t('Disks')}
        aside={count > 0 && <span className="text-muted tabular-nums">{count}</span>}
      />
      <LongList
        cls="VDI"
        label={t('Disks')}
        what={t('disks')}
        example="attached:no size:>100G"
        storageKey="disks"
        searches
        asked={asked}
        columns={columns}
        empty={<NothingYet what={t('disks')} />}
      />
    </>
  )
}
