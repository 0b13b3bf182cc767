'use client'

import { useMemo } from 'react'
import { useRows } from '@/app/lib/inventory'
import { useVmColumns } from '@/app/parts/columns/vm'
import { ObjectList } from '@/app/parts/object-list'
import { EmptyState } from '@/app/ui/empty-state'
import type { ObjectId } from '@/server/api/types'

/** VMs that run on a host, and halted ones that belong to it. */
export function HostVms({ id }: { id: ObjectId }) {
  const vms = useRows('VM')
  const { columns, fields } = useVmColumns()
  const rows = useMemo(() => vms.filter(vm => vm.host === id || (!vm.host && vm.home === id)), [vms, id])
  const here = useMemo(
    () => columns.filter(column => column.id !== 'host' && column.id !== 'pool'),
    [columns],
  )
  return (
    <div className="flex min-h-0 grow flex-col pt-3">
      <ObjectList
        embedded
        label="Virtual machines of the host"
        what="VMs"
        example="state:running web"
        storageKey="host-vms"
        rows={rows}
        columns={here}
        fields={fields}
        empty={
          <EmptyState kind="nothing-yet" title="No VMs here">
            None runs on this host, and none belongs to it.
          </EmptyState>
        }
      />
    </div>
  )
}
