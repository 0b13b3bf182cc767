'use client'

import { useMemo } from 'react'
import { type Connections, useConnections } from '@/app/lib/connections'
import type { FilterFields } from '@/app/lib/filter'
import type { Column } from '@/app/ui/data-table-types'
import type { PoolConnectionInfo, PoolRow } from '@/server/api/types'
import { t } from '@/server/shared/text'
import { ShortFingerprint } from '../fingerprint'
import { ObjectLink } from '../object-link'
import { statusOf } from '../status'
import { ObjectShape, StateWord } from '../vm-state'
import {
  Absent,
  descriptionColumn,
  fieldColumns,
  fieldTexts,
  folderColumn,
  keyedFields,
  tagsColumn,
  useDefinedFields,
} from './shared'

function columns(connections: Connections): Column<PoolRow>[] {
  return [
    {
      id: 'name',
      header: t('Name'),
      width: 160,
      sortBy: pool => pool.name_label || pool.address,
      cell: pool => (
        <span className="flex min-w-0 items-center gap-2">
          <ObjectShape row={pool} />
          <span className="truncate">
            <ObjectLink cls="pool" id={pool.id} name={pool.address} strong />
          </span>
        </span>
      ),
    },
    {
      id: 'state',
      header: t('State'),
      width: 112,
      sortBy: pool => pool.freshness.state,
      cell: pool => <StateWord row={pool} />,
    },
    {
      id: 'address',
      header: t('Address'),
      width: 200,
      sortBy: pool => pool.address,
      cell: pool => <span className="font-mono">{pool.address}</span>,
    },
    {
      id: 'user',
      header: t('User'),
      width: 80,
      sortBy: pool => connections.get(pool.id)?.username ?? null,
      cell: pool => connections.get(pool.id)?.username ?? <Absent />,
    },
    {
      id: 'certificate',
      header: t('Certificate (SHA-256)'),
      width: 184,
      sortBy: pool => connections.get(pool.id)?.sha256 ?? null,
      cell: pool => <Certificate connection={connections.get(pool.id)} />,
    },
    {
      id: 'coordinator',
      header: t('Coordinator'),
      width: 108,
      sortBy: pool => pool.coordinator,
      cell: pool => <ObjectLink cls="host" id={pool.coordinator} />,
    },
    {
      id: 'hosts',
      header: t('Hosts'),
      width: 64,
      align: 'end',
      sortBy: pool => pool.hosts,
      cell: pool => pool.hosts,
    },
    {
      id: 'vms',
      header: t('VMs running'),
      width: 96,
      align: 'end',
      sortBy: pool => pool.runningVms,
      cell: pool => t('{runningVms} of {vms}', { runningVms: pool.runningVms, vms: pool.vms }),
    },
    {
      id: 'product',
      header: t('Software'),
      width: 112,
      sortBy: pool => pool.product || null,
      cell: pool => (pool.product ? <span className="text-muted">{pool.product}</span> : <Absent />),
    },
    descriptionColumn(),
    tagsColumn(),
    folderColumn(),
  ]
}

function Certificate({ connection }: { connection: PoolConnectionInfo | undefined }) {
  if (!connection) return <Absent />
  if (connection.sha256) return <ShortFingerprint sha256={connection.sha256} />
  return (
    <span className="text-warn">
      {connection.address.startsWith('http:') ? t('Not encrypted') : t('None yet')}
    </span>
  )
}

/** Columns of the list of pools, and what its filter box understands. */
export function usePoolColumns(): { columns: Column<PoolRow>[]; fields: FilterFields<PoolRow> } {
  const connections = useConnections()
  const defined = useDefinedFields()
  return useMemo(
    () => ({ columns: [...columns(connections), ...fieldColumns<PoolRow>(defined)], fields: poolFields }),
    [connections, defined],
  )
}

/** What is understood of pools by `key:`. */
export const poolFields: FilterFields<PoolRow> = {
  name: pool => [pool.name_label, pool.name_description],
  state: pool => statusOf(pool, pool.freshness).word,
  address: pool => pool.address,
  software: pool => pool.product,
  hosts: pool => pool.hosts,
  vms: pool => pool.vms,
  licence: pool => pool.editions,
  tag: pool => pool.tags,
  folder: pool => pool.folder,
  field: pool => fieldTexts(pool),
  uuid: pool => pool.uuid,
  ...keyedFields<PoolRow>('pool'),
}
