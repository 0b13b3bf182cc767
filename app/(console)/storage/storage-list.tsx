'use client'

import { useRows } from '@/app/lib/inventory'
import { useStorageColumns } from '@/app/parts/columns/storage'
import { NothingYet } from '@/app/parts/nothing-yet'
import { ObjectList } from '@/app/parts/object-list'
import { PageHeader } from '@/app/parts/page-header'

export function StorageList() {
  const rows = useRows('SR')
  const { columns, fields } = useStorageColumns()
  return (
    <>
      <PageHeader
        title="Storage"
        aside={rows.length > 0 && <span className="text-muted tabular-nums">{rows.length}</span>}
      />
      <ObjectList
        label="Storage repositories"
        what="storage"
        example="type:nfs"
        storageKey="storage"
        rows={rows}
        columns={columns}
        fields={fields}
        empty={<NothingYet what="storage" />}
      />
    </>
  )
}
