'use client'

import { useRows } from '@/app/lib/inventory'
import { useNetworkColumns } from '@/app/parts/columns/network'
import { NothingYet } from '@/app/parts/nothing-yet'
import { ObjectList } from '@/app/parts/object-list'
import { PageHeader } from '@/app/parts/page-header'

export function NetworkList() {
  const rows = useRows('network')
  const { columns, fields } = useNetworkColumns()
  return (
    <>
      <PageHeader
        title="Networks"
        aside={rows.length > 0 && <span className="text-muted tabular-nums">{rows.length}</span>}
      />
      <ObjectList
        label="Networks"
        what="networks"
        example="vlan:120 nic:eth0"
        storageKey="networks"
        rows={rows}
        columns={columns}
        fields={fields}
        empty={<NothingYet what="networks" />}
      />
    </>
  )
}
