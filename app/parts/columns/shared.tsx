'use client'

import { useMemo } from 'react'
import type { FilterFields } from '@/app/lib/filter'
import { useRows } from '@/app/lib/inventory'
import type { Column } from '@/app/ui/data-table-types'
import type { AnyRow, ObjectId } from '@/server/api/types'
import { type CustomFieldDefinition, fieldColumnId } from '@/server/shared/custom-fields'
import { t } from '@/server/shared/text'
import { fieldText } from '../field-text'
import { ObjectLink, RowLink } from '../object-link'
import { statusOf } from '../status'
import { ObjectShape } from '../vm-state'

type Names = ReadonlyMap<ObjectId, string>

/** Mark and name: the first column of every list of objects. */
export function nameColumn<R extends AnyRow>(): Column<R> {
  return {
    id: 'name',
    header: t('Name'),
    width: 180,
    sortBy: row => row.name_label,
    cell: row => (
      <span className="flex min-w-0 items-center gap-2">
        <ObjectShape row={row} />
        <span className="truncate">
          <RowLink row={row} />
        </span>
      </span>
    ),
  }
}

/** By the word for their state, as it would be in a pool that is heard from. */
export const byStateWord = { of: (row: AnyRow) => statusOf(row, { state: 'live' }).word }

/** Which pool; only worth a column where there are several. */
export function poolColumn<R extends AnyRow>(pools: Names): Column<R> {
  return {
    id: 'pool',
    header: t('Pool'),
    width: 120,
    hidden: pools.size < 2,
    sortBy: row => pools.get(row.pool) ?? null,
    group: {},
    cell: row => <ObjectLink cls="pool" id={row.pool} />,
  }
}

export function descriptionColumn<R extends AnyRow>(): Column<R> {
  return {
    id: 'description',
    header: t('Description'),
    width: 200,
    hidden: true,
    sortBy: row => row.name_description || null,
    cell: row => <span className="text-muted">{row.name_description}</span>,
  }
}

export function tagsColumn<R extends AnyRow>(): Column<R> {
  return {
    id: 'tags',
    header: t('Tags'),
    width: 120,
    hidden: true,
    sortBy: row => row.tags.join(', ') || null,
    group: { each: row => row.tags },
    cell: row => <span className="text-muted">{row.tags.join(', ')}</span>,
  }
}

export function folderColumn<R extends AnyRow & { folder: string }>(): Column<R> {
  return {
    id: 'folder',
    header: t('Folder'),
    width: 140,
    hidden: true,
    sortBy: row => row.folder || null,
    group: {},
    cell: row => <span className="text-muted">{row.folder}</span>,
  }
}

/** One for each custom field that some pool defines. */
export function fieldColumns<R extends AnyRow & { fields: Readonly<Record<string, string>> }>(
  defined: readonly CustomFieldDefinition[],
): Column<R>[] {
  return defined.map(field => ({
    id: fieldColumnId(field.name),
    header: field.name,
    width: 140,
    hidden: true,
    sortBy: row => row.fields[field.name] ?? null,
    group: { name: value => fieldText(field, value) },
    text: row => fieldText(field, row.fields[field.name]),
    cell: row => <span className="text-muted">{fieldText(field, row.fields[field.name])}</span>,
  }))
}

/** The custom fields of all pools, each name once; the same array until one changes. */
export function useDefinedFields(): readonly CustomFieldDefinition[] {
  const pools = useRows('pool')
  const text = JSON.stringify(pools.flatMap(pool => pool.fieldDefinitions))
  return useMemo(() => {
    const all: readonly CustomFieldDefinition[] = JSON.parse(text)
    return [...new Map(all.map(one => [one.name, one])).values()].sort((a, b) => (a.name < b.name ? -1 : 1))
  }, [text])
}

/** What a filter finds under `field:`: "owner: jane". */
export function fieldTexts({ fields }: { fields: Readonly<Record<string, string>> }): string[] {
  return Object.entries(fields).map(([name, value]) => `${name}: ${value}`)
}

/** What every list finds by a key alone, in the words of `server/inventory/query/field.ts`. */
export function keyedFields<R extends Exclude<AnyRow, { class: 'task' }>>(
  ...type: readonly string[]
): FilterFields<R> {
  return {
    description: row => row.name_description,
    type: () => type,
    infolder: ({ folder }) => {
      const names = folder.split('/').slice(1)
      return names.map((_, at) => `/${names.slice(0, at + 1).join('/')}`)
    },
    has: row => [
      ...(row.tags.length > 0 ? ['tag'] : []),
      ...(row.folder === '' ? [] : ['folder']),
      ...(row.name_description === '' ? [] : ['description']),
      ...(Object.keys(row.fields).length > 0 ? ['field'] : []),
    ],
  }
}

export function Absent() {
  return <span className="text-faint">–</span>
}
