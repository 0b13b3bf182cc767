'use client'

import { useRowsToShow } from '@/app/lib/inventory'
import { useTreeShows } from '@/app/lib/tree-shows'
import { useAroundStorage } from '@/app/parts/columns/around'
import { useStorageColumns } from '@/app/parts/columns/storage'
import { NothingYet } from '@/app/parts/nothing-yet'
import { ObjectList } from '@/app/parts/object-list'
import { PageHeader } from '@/app/parts/page-header'
import { t } from '@/server/shared/text'

export function StorageList() {
  const [{ hidden }] = useTreeShows()
  const rows = useRowsToShow('SR', hidden)
  const { columns, fields } = useStorageColumns()
  const around = useAroundStorage()
  return (
    <>
      <PageHeader
        title={t('Storage')}
        aside={rows.length > 0 && <span className="text-muted tabular-nums">{rows.length}</span>}
      />
      <ObjectList
        label={t('Storage repositories')}
        what={t('storage')}
        example="type:nfs"
        storageKey="storage"
        searches
        kind="storage"
        rows={rows}
        columns={columns}
        fields={fields}
        around={around}
        empty={<NothingYet what={t('storage')} />}
      />
    </>
  )
}
