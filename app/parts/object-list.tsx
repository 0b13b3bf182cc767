'use client'

import { useRouter } from 'next/navigation'
import { type ReactNode, useCallback } from 'react'
import { useAsker } from '@/app/lib/asker'
import { type FilterFields, matchesFilter } from '@/app/lib/filter'
import { useLink, useLoaded, useRows } from '@/app/lib/inventory'
import { pathOf } from '@/app/lib/paths'
import { useQueryParam } from '@/app/lib/url-state'
import { DataTable } from '@/app/ui/data-table'
import type { Column } from '@/app/ui/data-table-types'
import type { AnyRow } from '@/server/api/types'
import { rowEntries } from './action-menu'
import { useActionPress } from './action-press'
import { FilterBox } from './filter-box'
import { FreshnessBanners } from './freshness-banner'

interface ObjectListProps<R extends AnyRow> {
  /** "Virtual machines": what screen readers call the table. */
  label: string
  /** What the filter goes over: "VMs". */
  what: string
  /** An example for the filter box. */
  example: string
  storageKey: string
  /** Absent: by name. */
  initialSort?: { id: string; desc: boolean }
  rows: readonly R[]
  columns: readonly Column<R>[]
  fields: FilterFields<R>
  /** Shown when there are none at all. */
  empty: ReactNode
  /** Inside another page, which shows the banners itself. */
  embedded?: boolean
}

/** A live list of objects with its filter; menus by the catalogue where the class has actions. */
export function ObjectList<R extends AnyRow>(props: ObjectListProps<R>) {
  const { label, what, rows, columns, fields } = props
  const router = useRouter()
  const [filter, setFilter] = useQueryParam('filter')
  const loaded = useLoaded()
  const asker = useAsker()
  const { press, dialog } = useActionPress()
  const stale = useStale<R>()
  const matches = useCallback((row: R, text: string) => matchesFilter(row, text, fields), [fields])
  const hasActions = rows.some(row => row.class === 'VM')
  return (
    <>
      <div className="flex shrink-0 flex-wrap items-center gap-2 px-4 pb-2">
        <FilterBox value={filter} onChange={setFilter} what={what} example={props.example} />
      </div>
      {!props.embedded && <FreshnessBanners />}
      <DataTable
        className="grow"
        label={label}
        columns={columns}
        rows={rows}
        rowId={idOf}
        rowName={nameOf}
        rowStale={stale}
        initialSort={props.initialSort ?? byName}
        storageKey={props.storageKey}
        filter={filter}
        matches={matches}
        onClearFilter={() => setFilter(null)}
        onOpen={row => router.push(pathOf(row.class, row.id))}
        {...(hasActions ? { menu: (row: R) => rowEntries(row, asker, press) } : {})}
        loading={!loaded}
        empty={props.empty}
      />
      {dialog}
    </>
  )
}

const byName = { id: 'name', desc: false }
const idOf = (row: AnyRow) => row.id
const nameOf = (row: AnyRow) => row.name_label

/** Tells rows whose pool is not heard from; a new function only when a pool's standing changed. */
function useStale<R extends AnyRow>(): (row: R) => boolean {
  const pools = useRows('pool')
  const link = useLink()
  const live = pools
    .filter(pool => pool.freshness.state === 'live')
    .map(pool => pool.pool)
    .join(' ')
  const lost = link.state === 'lost'
  return useCallback((row: R) => lost || !live.split(' ').includes(row.pool), [live, lost])
}
