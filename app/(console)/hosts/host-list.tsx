'use client'

import { useRows } from '@/app/lib/inventory'
import { useAroundHosts } from '@/app/parts/columns/around'
import { useHostColumns } from '@/app/parts/columns/host'
import { NothingYet } from '@/app/parts/nothing-yet'
import { ObjectList } from '@/app/parts/object-list'
import { PageHeader } from '@/app/parts/page-header'
import { t } from '@/server/shared/text'

export function HostList() {
  const rows = useRows('host')
  const { columns, fields } = useHostColumns()
  const around = useAroundHosts()
  return (
    <>
      <PageHeader
        title={t('Hosts')}
        aside={rows.length > 0 && <span className="text-muted tabular-nums">{rows.length}</span>}
      />
      <ObjectList
        label={t('Hosts')}
        what={t('hosts')}
        example="state:enabled role:coordinator"
        storageKey="hosts"
        searches
        kind="host"
        rows={rows}
        columns={columns}
        fields={fields}
        around={around}
        empty={<NothingYet what={t('hosts')} />}
      />
    </>
  )
}
