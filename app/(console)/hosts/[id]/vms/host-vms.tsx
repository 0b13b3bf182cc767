'use client'

import { useMemo } from 'react'
import { useVmColumns } from '@/app/parts/columns/vm'
import { LongList } from '@/app/parts/object-list'
import { EmptyState } from '@/app/ui/empty-state'
import type { ObjectId } from '@/server/api/types'
import { t } from '@/server/shared/text'

/** VMs that run on a host, and halted ones that belong to it. */
export function HostVms({ id }: { id: ObjectId }) {
  const columns = useVmColumns()
  const here = useMemo(
    () => columns.filter(column => column.id !== 'host' && column.id !== 'pool'),
    [columns],
  )
  return (
    <div className="flex min-h-0 grow flex-col pt-3">
      <LongList
        cls="VM"
        within={id}
        embedded
        label={t('Virtual machines of the host')}
        what={t('VMs')}
        example="state:running web"
        storageKey="host-vms"
        columns={here}
        empty={
          <EmptyState kind="nothing-yet" title={t('No VMs here')}>
            {t('None runs on this host, and none belongs to it.')}
          </EmptyState>
        }
      />
    </div>
  )
}
