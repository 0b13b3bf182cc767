'use client'

import { useMemo } from 'react'
import { useNames } from '@/app/lib/inventory'
import type { Column } from '@/app/ui/data-table-types'
import type { ObjectId, VdiRow } from '@/server/api/types'
import type { CustomFieldDefinition } from '@/server/shared/custom-fields'
import { say, t, told } from '@/server/shared/text'
import { NamedLink, ObjectLink } from '../object-link'
import { Bytes } from '../quantity'
import {
  Absent,
  descriptionColumn,
  fieldColumns,
  folderColumn,
  nameColumn,
  poolColumn,
  useDefinedFields,
} from './shared'

type Names = ReadonlyMap<ObjectId, string>

const kinds = { disk: say('Disk'), disc: say('Disc') }
const yesNo = (value: string) => (value === 'yes' ? t('Yes') : t('No'))

/** What XAPI keeps a disk for. */
const uses: Readonly<Record<string, string>> = {
  user: say('VM'),
  system: say('VM'),
  ephemeral: say('Temporary'),
  suspend: say('Memory of a suspended VM'),
  crashdump: say('Crash dump'),
  ha_statefile: say('High availability'),
  redo_log: say('High availability'),
  metadata: say('Pool metadata'),
  rrd: say('Measurements'),
  pvs_cache: say('PVS cache'),
  cbt_metadata: say('Changed blocks'),
}
const useWord = (type: string) => told(uses[type] ?? type)

function columns(storage: Names, pools: Names, defined: readonly CustomFieldDefinition[]): Column<VdiRow>[] {
  return [
    { ...nameColumn(), width: 240 },
    {
      id: 'vm',
      header: t('VM'),
      width: 180,
      sortBy: row => row.users[0]?.name ?? null,
      group: { each: row => row.users.map(({ name }) => name) },
      text: row => row.users.map(({ name }) => name).join(', '),
      cell: row =>
        row.users.length === 0 ? (
          <Absent />
        ) : (
          <span className="flex min-w-0 gap-2">
            {row.users.map(({ class: cls, id, name }) => (
              <NamedLink key={id} cls={cls} id={id} name={name} />
            ))}
          </span>
        ),
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
      id: 'used',
      header: t('Used'),
      width: 88,
      align: 'end',
      sortBy: row => row.used,
      cell: row => <Bytes count={row.used} />,
    },
    {
      id: 'storage',
      header: t('Storage'),
      width: 150,
      sortBy: row => (row.sr ? (storage.get(row.sr) ?? null) : null),
      group: {},
      cell: row => <ObjectLink cls="SR" id={row.sr} />,
    },
    poolColumn(pools),
    {
      id: 'kind',
      header: t('Kind'),
      width: 80,
      sortBy: row => row.kind,
      group: { name: value => told(value === 'disc' ? kinds.disc : kinds.disk) },
      cell: row => <span className="text-muted">{told(kinds[row.kind])}</span>,
    },
    {
      id: 'use',
      header: t('Kept for'),
      width: 130,
      hidden: true,
      sortBy: row => row.type,
      group: { name: useWord },
      cell: row => <span className="text-muted">{useWord(row.type)}</span>,
    },
    {
      id: 'attached',
      header: t('In use'),
      width: 80,
      hidden: true,
      sortBy: row => (row.users.length > 0 ? 'yes' : 'no'),
      group: { name: yesNo },
      cell: row => <span className="text-muted">{yesNo(row.users.length > 0 ? 'yes' : 'no')}</span>,
    },
    descriptionColumn(),
    folderColumn(),
    ...fieldColumns<VdiRow>(defined),
  ]
}

/** Columns of a list of disks. Their ids are what the server sorts by. */
export function useVdiColumns(): readonly Column<VdiRow>[] {
  const storage = useNames('SR')
  const pools = useNames('pool')
  const defined = useDefinedFields()
  return useMemo(() => columns(storage, pools, defined), [storage, pools, defined])
}
