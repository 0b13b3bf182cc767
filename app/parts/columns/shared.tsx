'use client'

import type { Column } from '@/app/ui/data-table-types'
import type { AnyRow, ObjectId } from '@/server/api/types'
import { ObjectLink } from '../object-link'
import { ObjectShape } from '../vm-state'

type Names = ReadonlyMap<ObjectId, string>

/** Mark and name: the first column of every list of objects. */
export function nameColumn<R extends AnyRow>(): Column<R> {
  return {
    id: 'name',
    header: 'Name',
    width: 180,
    sortBy: row => row.name_label,
    cell: row => (
      <span className="flex min-w-0 items-center gap-2">
        <ObjectShape row={row} />
        <span className="truncate">
          <ObjectLink cls={row.class} id={row.id} name={row.name_label || '(no name)'} strong />
        </span>
      </span>
    ),
  }
}

/** Which pool; only worth a column where there are several. */
export function poolColumn<R extends AnyRow>(pools: Names): Column<R> {
  return {
    id: 'pool',
    header: 'Pool',
    width: 120,
    hidden: pools.size < 2,
    sortBy: row => pools.get(row.pool) ?? null,
    cell: row => <ObjectLink cls="pool" id={row.pool} />,
  }
}

export function descriptionColumn<R extends AnyRow>(): Column<R> {
  return {
    id: 'description',
    header: 'Description',
    width: 200,
    hidden: true,
    sortBy: row => row.name_description || null,
    cell: row => <span className="text-muted">{row.name_description}</span>,
  }
}

export function tagsColumn<R extends AnyRow>(): Column<R> {
  return {
    id: 'tags',
    header: 'Tags',
    width: 120,
    hidden: true,
    sortBy: row => row.tags.join(', ') || null,
    cell: row => <span className="text-muted">{row.tags.join(', ')}</span>,
  }
}

export function Absent() {
  return <span className="text-faint">–</span>
}
