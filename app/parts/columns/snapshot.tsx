'use client'

import { useMemo } from 'react'
import { absoluteTime } from '@/app/lib/format'
import { useNames } from '@/app/lib/inventory'
import type { Column } from '@/app/ui/data-table-types'
import type { ObjectId, SnapshotRow } from '@/server/api/types'
import type { CustomFieldDefinition } from '@/server/shared/custom-fields'
import { t } from '@/server/shared/text'
import { NamedLink, ObjectLink } from '../object-link'
import { Ago, Bytes } from '../quantity'
import { snapshotKindWord } from '../snapshot-kind'
import {
  Absent,
  descriptionColumn,
  fieldColumns,
  folderColumn,
  nameColumn,
  poolColumn,
  tagsColumn,
  useDefinedFields,
} from './shared'

const yesNo = (value: string) => (value === 'yes' ? t('Yes') : t('No'))

function columns(
  pools: ReadonlyMap<ObjectId, string>,
  defined: readonly CustomFieldDefinition[],
): Column<SnapshotRow>[] {
  return [
    { ...nameColumn(), width: 220 },
    {
      id: 'vm',
      header: t('VM'),
      width: 180,
      sortBy: row => row.vm?.name ?? null,
      group: {},
      text: row => row.vm?.name ?? '',
      cell: row => (row.vm ? <NamedLink cls="VM" id={row.vm.id} name={row.vm.name} /> : <Absent />),
    },
    {
      id: 'taken',
      header: t('Taken'),
      // A date with its seconds stands in it whole, in a narrow window too.
      width: 172,
      sortBy: row => row.time,
      cell: row => (row.time === null ? <Absent /> : absoluteTime(row.time)),
    },
    {
      id: 'age',
      header: t('Age'),
      width: 100,
      quiet: true,
      cell: row => (row.time === null ? <Absent /> : <Ago time={row.time} />),
    },
    {
      id: 'kind',
      header: t('Kept'),
      width: 130,
      sortBy: row => row.kind,
      group: { name: snapshotKindWord },
      cell: row => <span className="text-muted">{snapshotKindWord(row.kind)}</span>,
    },
    {
      id: 'used',
      header: t('Used'),
      width: 88,
      align: 'end',
      sortBy: row => row.used,
      cell: row => <Bytes count={row.used} />,
    },
    {
      id: 'size',
      header: t('Size'),
      width: 88,
      align: 'end',
      sortBy: row => row.size,
      cell: row => <Bytes count={row.size} />,
    },
    {
      id: 'disks',
      header: t('Disks'),
      width: 64,
      align: 'end',
      hidden: true,
      sortBy: row => row.disks,
      cell: row => row.disks,
    },
    {
      id: 'storage',
      header: t('Storage'),
      width: 150,
      cell: row =>
        row.storage.length === 0 ? (
          <Absent />
        ) : (
          <span className="flex min-w-0 gap-2">
            {row.storage.map((id, at) => (
              <ObjectLink key={`${at} ${id}`} cls="SR" id={id} />
            ))}
          </span>
        ),
    },
    poolColumn(pools),
    {
      id: 'scheduled',
      header: t('Scheduled'),
      width: 90,
      hidden: true,
      sortBy: row => (row.scheduled ? 'yes' : 'no'),
      group: { name: yesNo },
      cell: row => <span className="text-muted">{yesNo(row.scheduled ? 'yes' : 'no')}</span>,
    },
    descriptionColumn(),
    tagsColumn(),
    folderColumn(),
    ...fieldColumns<SnapshotRow>(defined),
  ]
}

/** Columns of a list of snapshots. Their ids are what the server sorts by. */
export function useSnapshotColumns(): readonly Column<SnapshotRow>[] {
  const pools = useNames('pool')
  const defined = useDefinedFields()
  return useMemo(() => columns(pools, defined), [pools, defined])
}
