'use client'

import { useMemo } from 'react'
import type { FilterFields } from '@/app/lib/filter'
import { useNames } from '@/app/lib/inventory'
import type { Column } from '@/app/ui/data-table-types'
import type { ObjectId, SrRow } from '@/server/api/types'
import { t } from '@/server/shared/text'
import { ObjectLink } from '../object-link'
import { Bytes } from '../quantity'
import { holdsData } from '../status'
import { UsageMeter } from '../usage-meter'
import { StateWord } from '../vm-state'
import {
  Absent,
  byStateWord,
  descriptionColumn,
  fieldTexts,
  folderColumn,
  keyedFields,
  nameColumn,
  poolColumn,
  tagsColumn,
} from './shared'

/** In the words of the grammar, which are the same in every language. */
const srStates = { all: 'Attached', some: 'Partly attached', none: 'Detached' }

type Names = ReadonlyMap<ObjectId, string>

function columns(hosts: Names, pools: Names): Column<SrRow>[] {
  return [
    nameColumn(),
    {
      id: 'state',
      header: t('State'),
      width: 120,
      sortBy: sr => ['none', 'some', 'all'].indexOf(sr.attachment),
      group: byStateWord,
      cell: sr => <StateWord row={sr} />,
    },
    {
      id: 'type',
      header: t('Type'),
      width: 90,
      sortBy: sr => sr.type,
      group: {},
      cell: sr => <span className="text-muted">{sr.type}</span>,
    },
    {
      id: 'host',
      header: t('Host'),
      width: 120,
      sortBy: sr => (sr.host ? (hosts.get(sr.host) ?? null) : null),
      group: {},
      cell: sr =>
        sr.shared ? (
          <span className="text-muted">{t('Shared')}</span>
        ) : (
          <ObjectLink cls="host" id={sr.host} />
        ),
    },
    poolColumn(pools),
    {
      id: 'size',
      header: t('Size'),
      width: 84,
      align: 'end',
      sortBy: sr => sr.physicalSize,
      cell: sr => (sr.physicalSize > 0 ? <Bytes count={sr.physicalSize} /> : <Absent />),
    },
    {
      id: 'used',
      header: t('Used'),
      width: 130,
      align: 'end',
      quiet: true,
      sortBy: sr => (holdsData(sr) ? sr.physicalUsed / sr.physicalSize : null),
      cell: sr =>
        holdsData(sr) ? (
          <UsageMeter
            label={t('Space used on {name}', { name: sr.name_label })}
            used={sr.physicalUsed}
            total={sr.physicalSize}
          />
        ) : (
          <Absent />
        ),
    },
    {
      id: 'promised',
      header: t('Promised'),
      width: 84,
      align: 'end',
      sortBy: sr => sr.virtualAllocation,
      cell: sr => (sr.virtualAllocation ? <Bytes count={sr.virtualAllocation} /> : <Absent />),
    },
    {
      id: 'vdis',
      header: t('Disks'),
      width: 64,
      align: 'end',
      sortBy: sr => sr.vdis,
      cell: sr => sr.vdis ?? <Absent />,
    },
    {
      id: 'default',
      header: t('Default'),
      width: 72,
      sortBy: sr => (sr.isDefault ? t('Default') : null),
      cell: sr => (sr.isDefault ? <span className="text-muted">{t('Default')}</span> : <Absent />),
    },
    descriptionColumn(),
    tagsColumn(),
    folderColumn(),
  ]
}

/** What is understood of storage by `key:`; names are by id. */
export const storageFields = (
  hosts: ReadonlyMap<ObjectId, string>,
  pools: ReadonlyMap<ObjectId, string>,
): FilterFields<SrRow> => ({
  name: sr => [sr.name_label, sr.name_description],
  state: sr => srStates[sr.attachment],
  'sr-type': sr => sr.type,
  host: sr => (sr.host && hosts.get(sr.host)) || (sr.shared ? 'shared' : ''),
  pool: sr => pools.get(sr.pool) ?? '',
  tag: sr => sr.tags,
  folder: sr => sr.folder,
  field: sr => fieldTexts(sr),
  uuid: sr => sr.uuid,
  ...keyedFields<SrRow>('storage', 'sr'),
  // The kind of storage is found by this key too, as it was before.
  type: sr => ['storage', 'sr', sr.type],
  shared: sr => (sr.shared ? 'yes' : 'no'),
  size: sr => sr.physicalSize,
  used: sr => sr.physicalUsed,
})

/** Columns of a list of storage, and what its filter box understands. */
export function useStorageColumns(): { columns: Column<SrRow>[]; fields: FilterFields<SrRow> } {
  const hosts = useNames('host')
  const pools = useNames('pool')
  return useMemo(
    () => ({
      columns: columns(hosts, pools),
      fields: storageFields(hosts, pools),
    }),
    [hosts, pools],
  )
}
