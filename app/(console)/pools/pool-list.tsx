'use client'

import { useRows } from '@/app/lib/inventory'
import { useCan } from '@/app/lib/session'
import { useQueryParam } from '@/app/lib/url-state'
import { useAroundPools } from '@/app/parts/columns/around'
import { usePoolColumns } from '@/app/parts/columns/pool'
import { NothingYet } from '@/app/parts/nothing-yet'
import { ObjectList } from '@/app/parts/object-list'
import { PageHeader } from '@/app/parts/page-header'
import { usePoolEntries } from '@/app/parts/pool-actions'
import { Button } from '@/app/ui/button'
import { onDemandPart } from '@/app/ui/on-demand-part'
import { t } from '@/server/shared/text'

const PoolConnectDialog = onDemandPart(() =>
  import('@/app/forms/pool-connect').then(found => found.PoolConnectDialog),
)

/** Connections to pools: how they stand, and how to make one more. */
export function PoolList() {
  const rows = useRows('pool')
  const mayConnect = useCan('pool.connect')
  const [panel, setPanel] = useQueryParam('panel')
  const { columns, fields } = usePoolColumns()
  const around = useAroundPools()
  const { entries, dialog } = usePoolEntries()
  return (
    <>
      <PageHeader
        title={t('Pools')}
        aside={rows.length > 0 && <span className="text-muted tabular-nums">{rows.length}</span>}
        actions={
          <Button
            tone="primary"
            icon="connect"
            reason={mayConnect ? undefined : t('Your role does not allow this. The role pool-admin does.')}
            onClick={() => setPanel('connect')}
          >
            {t('Connect a pool')}
          </Button>
        }
      />
      <ObjectList
        label={t('Pools')}
        what={t('pools')}
        example="hosts:>2 software:8.3"
        storageKey="pools"
        searches
        kind="pool"
        rows={rows}
        columns={columns}
        fields={fields}
        around={around}
        entries={entries}
        embedded
        empty={<NothingYet what={t('pools')} />}
      />
      {panel === 'connect' && mayConnect && <PoolConnectDialog open onClose={() => setPanel(null)} />}
      {dialog}
    </>
  )
}
