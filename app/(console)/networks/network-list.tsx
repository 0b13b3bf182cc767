'use client'

import { useRowsToShow } from '@/app/lib/inventory'
import { useTreeShows } from '@/app/lib/tree-shows'
import { useAroundNetworks } from '@/app/parts/columns/around'
import { useNetworkColumns } from '@/app/parts/columns/network'
import { NothingYet } from '@/app/parts/nothing-yet'
import { ObjectList } from '@/app/parts/object-list'
import { PageHeader } from '@/app/parts/page-header'
import { t } from '@/server/shared/text'

export function NetworkList() {
  const [{ hidden }] = useTreeShows()
  const rows = useRowsToShow('network', hidden)
  const { columns, fields } = useNetworkColumns()
  const around = useAroundNetworks()
  return (
    <>
      <PageHeader
        title={t('Networks')}
        aside={rows.length > 0 && <span className="text-muted tabular-nums">{rows.length}</span>}
      />
      <ObjectList
        label={t('Networks')}
        what={t('networks')}
        example="vlan:120 nic:eth0"
        storageKey="networks"
        searches
        kind="network"
        rows={rows}
        columns={columns}
        fields={fields}
        around={around}
        empty={<NothingYet what={t('networks')} />}
      />
    </>
  )
}
