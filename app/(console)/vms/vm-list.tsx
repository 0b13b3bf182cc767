'use client'

import { useRows } from '@/app/lib/inventory'
import { useVmColumns } from '@/app/parts/columns/vm'
import { NothingYet } from '@/app/parts/nothing-yet'
import { ObjectList } from '@/app/parts/object-list'
import { PageHeader } from '@/app/parts/page-header'
import { RunningCount } from './running-count'

export function VmList() {
  const rows = useRows('VM')
  const { columns, fields } = useVmColumns()
  return (
    <>
      <PageHeader title="VMs" aside={<RunningCount rows={rows} />} />
      <ObjectList
        label="Virtual machines"
        what="VMs"
        example="state:running web"
        storageKey="vms"
        rows={rows}
        columns={columns}
        fields={fields}
        empty={<NothingYet what="VMs" />}
      />
    </>
  )
}
