'use client'

import { useMemo } from 'react'
import { useNames } from '@/app/lib/inventory'
import type { Column } from '@/app/ui/data-table-types'
import type { ObjectId, TemplateRow } from '@/server/api/types'
import type { CustomFieldDefinition } from '@/server/shared/custom-fields'
import { say, t, told } from '@/server/shared/text'
import { ObjectLink } from '../object-link'
import { OsMark } from '../os-mark'
import { Bytes } from '../quantity'
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

type Names = ReadonlyMap<ObjectId, string>

const kinds = { default: say('Default'), custom: say('Custom') }
/** How what is made of it boots. */
export const firmwareWords = { bios: 'BIOS', uefi: 'UEFI', secure: say('UEFI with Secure Boot') }

const asKey = <T extends string>(words: Readonly<Record<T, string>>, value: string): string => {
  const found = Object.entries<string>(words).find(([key]) => key === value)
  return found ? told(found[1]) : value
}

function columns(
  hosts: Names,
  pools: Names,
  defined: readonly CustomFieldDefinition[],
): Column<TemplateRow>[] {
  return [
    { ...nameColumn(), width: 260 },
    {
      id: 'kind',
      header: t('Kind'),
      width: 96,
      sortBy: row => row.kind,
      group: { name: value => asKey(kinds, value) },
      cell: row => <span className="text-muted">{told(kinds[row.kind])}</span>,
    },
    {
      id: 'os',
      header: t('Operating system'),
      width: 148,
      sortBy: row => row.family,
      group: { name: value => (value === 'Other' ? t('Other') : value) },
      cell: row => (
        <span className="flex items-center gap-2 text-muted">
          <OsMark family={row.family} size={14} />
          {row.family === 'Other' ? t('Other') : row.family}
        </span>
      ),
    },
    {
      id: 'firmware',
      header: t('Firmware'),
      width: 120,
      sortBy: row => row.firmware,
      group: { name: value => asKey(firmwareWords, value) },
      cell: row => <span className="text-muted">{told(firmwareWords[row.firmware])}</span>,
    },
    poolColumn(pools),
    {
      id: 'vcpus',
      header: t('vCPUs'),
      width: 64,
      align: 'end',
      sortBy: row => row.vcpus,
      cell: row => row.vcpus,
    },
    {
      id: 'memory',
      header: t('Memory'),
      width: 88,
      align: 'end',
      sortBy: row => row.memory,
      cell: row => <Bytes count={row.memory} />,
    },
    {
      id: 'disks',
      header: t('Disks'),
      width: 92,
      align: 'end',
      sortBy: row => row.diskBytes,
      cell: row => (row.disks > 0 ? <Bytes count={row.diskBytes} /> : <Absent />),
    },
    {
      id: 'home',
      header: t('Home server'),
      width: 120,
      hidden: true,
      sortBy: row => (row.home ? (hosts.get(row.home) ?? null) : null),
      group: {},
      cell: row => <ObjectLink cls="host" id={row.home} />,
    },
    descriptionColumn(),
    tagsColumn(),
    folderColumn(),
    ...fieldColumns<TemplateRow>(defined),
  ]
}

/** Columns of a list of templates. Their ids are what the server sorts by. */
export function useTemplateColumns(): readonly Column<TemplateRow>[] {
  const hosts = useNames('host')
  const pools = useNames('pool')
  const defined = useDefinedFields()
  return useMemo(() => columns(hosts, pools, defined), [hosts, pools, defined])
}
