'use client'

import { useVmColumns } from '@/app/parts/columns/vm'
import { NothingYet } from '@/app/parts/nothing-yet'
import { LongList } from '@/app/parts/object-list'
import { PageHeader } from '@/app/parts/page-header'
import { RunningCount } from './running-count'

export function VmList() {
  const columns = useVmColumns()
  return (
    <>
      <PageHeader title="VMs" aside={<RunningCount />} />
      <LongList
        cls="VM"
        label="Virtual machines"
        what="VMs"
        example="state:running web"
        storageKey="vms"
        searches
        columns={columns}
        empty={<NothingYet what="VMs" />}
      />
    </>
  )
}
