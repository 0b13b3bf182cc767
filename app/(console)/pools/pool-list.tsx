'use client'

import { useRouter } from 'next/navigation'
import { useLoaded, useRows } from '@/app/lib/inventory'
import { paths } from '@/app/lib/paths'
import { useCan } from '@/app/lib/session'
import { useQueryParam } from '@/app/lib/url-state'
import { usePoolColumns } from '@/app/parts/columns/pool'
import { NothingYet } from '@/app/parts/nothing-yet'
import { PageHeader } from '@/app/parts/page-header'
import { usePoolEntries } from '@/app/parts/pool-actions'
import { Button } from '@/app/ui/button'
import { DataTable } from '@/app/ui/data-table'
import { onDemandPart } from '@/app/ui/on-demand-part'
import type { PoolRow } from '@/server/api/types'
import { t } from '@/server/shared/text'

const PoolConnectDialog = onDemandPart(() =>
  import('@/app/forms/pool-connect').then(found => found.PoolConnectDialog),
)

/** Connections to pools: how they stand, and how to make one more. */
export function PoolList() {
  const rows = useRows('pool')
  const loaded = useLoaded()
  const router = useRouter()
  const mayConnect = useCan('pool.connect')
  const [panel, setPanel] = useQueryParam('panel')
  const columns = usePoolColumns()
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
      <DataTable
        className="grow"
        label={t('Pools')}
        columns={columns}
        rows={rows}
        rowId={idOf}
        rowName={nameOf}
        initialSort={byName}
        storageKey="pools"
        onOpen={row => router.push(paths.pool(row.id))}
        menu={entries}
        loading={!loaded}
        empty={<NothingYet what={t('pools')} />}
      />
      {panel === 'connect' && mayConnect && <PoolConnectDialog open onClose={() => setPanel(null)} />}
      {dialog}
    </>
  )
}

const byName = { id: 'name', desc: false }
const idOf = (row: PoolRow) => row.id
const nameOf = (row: PoolRow) => row.name_label || row.address
