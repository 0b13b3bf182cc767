'use client'

import { useMemo } from 'react'
import { useVdiColumns } from '@/app/parts/columns/vdi'
import { LongList } from '@/app/parts/object-list'
import { EmptyState } from '@/app/ui/empty-state'
import type { ObjectId } from '@/server/api/types'
import { t } from '@/server/shared/text'

const asked = { kind: 'disk' } as const

/** What lies on a storage repository: disks, or the discs of a library. */
export function SrDisks({ id }: { id: ObjectId }) {
  const all = useVdiColumns()
  const columns = useMemo(() => all.filter(column => column.id !== 'storage' && column.id !== 'pool'), [all])
  return (
    <LongList
      cls="VDI"
      within={id}
      embedded
      label={t('Disks')}
      what={t('disks')}
      example="attached:no size:>100G"
      storageKey="sr-disks"
      asked={asked}
      columns={columns}
      empty={
        <EmptyState kind="nothing-yet" icon="disk" title={t('No disks')}>
          {t('Nothing lies on this storage.')}
        </EmptyState>
      }
    />
  )
}
