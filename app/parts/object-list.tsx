'use client'

import { useRouter } from 'next/navigation'
import { type ReactNode, useCallback, useMemo, useState } from 'react'
import { useAsker } from '@/app/lib/asker'
import { type Around, type FilterFields, matchesFilter } from '@/app/lib/filter'
import { useFreshnessByPool, useLink, useLoaded } from '@/app/lib/inventory'
import { useListView } from '@/app/lib/list-view'
import { useListRows } from '@/app/lib/list-window'
import { pathOfRow } from '@/app/lib/paths'
import { useTreeShows } from '@/app/lib/tree-shows'
import { useQueryParam } from '@/app/lib/url-state'
import { Button } from '@/app/ui/button'
import { DataTable } from '@/app/ui/data-table'
import { isElsewhere } from '@/app/ui/data-table-shown'
import type { Column, ListRows, TableView } from '@/app/ui/data-table-types'
import type { Fact } from '@/app/ui/facts'
import type { MenuEntries } from '@/app/ui/menu'
import { onDemandPart } from '@/app/ui/on-demand-part'
import type { AnyRow, ListedClass, ListQuery, ObjectId, Rows } from '@/server/api/types'
import { propertyPrefix } from '@/server/catalogue/property-prefix'
import type { QueryKind } from '@/server/shared/query-keys'
import { t, told } from '@/server/shared/text'
import { entriesBy } from './action-part'
import { useActionPress } from './action-press'
import { FilterBox, focusFilter } from './filter-box'
import { FreshnessBanners } from './freshness-banner'
import { PeekLayout } from './peek-layout'
import type { Asked } from './query/conditions'
import { SearchMenu } from './search-menu'

const ObjectPeek = onDemandPart(() => import('./object-peek').then(found => found.ObjectPeek), true)
const QueryPanel = onDemandPart(() => import('./query/query-panel').then(found => found.QueryPanel))
const BulkBar = onDemandPart(() => import('./bulk-bar').then(found => found.BulkBar), true)

interface ListProps<R extends AnyRow> {
  /** "Virtual machines": what screen readers call the table. */
  label: string
  /** What the filter goes over: "VMs". */
  what: string
  /** An example for the filter box. */
  example: string
  storageKey: string
  /** Absent: by name. */
  initialSort?: { id: string; desc: boolean }
  columns: readonly Column<R>[]
  /** Shown when there are none at all. */
  empty: ReactNode
  /** What can be asked of its rows by a form; absent: nothing. */
  asked?: Asked
  /** The saved searches over what it lists stand beside the filter. */
  searches?: boolean
  /** What the menu of a row has, where that is more than the catalogue. */
  entries?: (row: R) => MenuEntries
  /** Inside another page, which shows the banners itself. */
  embedded?: boolean
  /** What stands beside the list for a row; absent: what its columns tell, and what can be done. */
  peek?: (row: R) => ReactNode
}

interface ObjectListProps<R extends AnyRow> extends Omit<ListProps<R>, 'asked'> {
  rows: readonly R[]
  fields: FilterFields<R>
  /** What its rows belong to, of which something can be asked here; absent: nothing. */
  around?: Around<R>
  /** What it is a list of, for the form of its filter; absent: it has none. */
  kind?: QueryKind
}

/** A live list of objects that are all here, with its filter; menus by the catalogue where the class has actions. */
export function ObjectList<R extends AnyRow>(props: ObjectListProps<R>) {
  const { kind, around, ...list } = props
  const { rows, fields, columns, storageKey, initialSort = byName } = props
  const [filter, setFilter] = useQueryParam('filter')
  const [view, setView] = useListView({ columns, initialSort, storageKey })
  const loaded = useLoaded()
  const asked = useMemo(
    () => kind && { kind, keys: Object.keys(fields), around: keysOf(around) },
    [kind, fields, around],
  )
  const matches = useCallback(
    (row: R, text: string) => matchesFilter(row, text, fields, around),
    [fields, around],
  )
  return (
    <ListFrame
      {...list}
      {...(asked ? { asked } : {})}
      rows={rows}
      filter={filter}
      onFilter={setFilter}
      matches={matches}
      view={view}
      onViewChange={setView}
      loading={!loaded}
    />
  )
}

const keysOf = <R,>(around: Around<R> = {}): Asked['around'] =>
  Object.fromEntries(Object.entries(around).map(([kind, { keys }]) => [kind, keys]))

interface LongListProps<C extends ListedClass> extends ListProps<Rows[C] & AnyRow> {
  cls: C
  /** Only what lies in this object; null: all there are. */
  within?: ObjectId | null
}

/** A live list of objects of which there may be ten thousand: the server filters and sorts, and sends what is seen. */
export function LongList<C extends ListedClass>(props: LongListProps<C>) {
  const { cls, columns, storageKey, within = null, initialSort = byName } = props
  const [filter, setFilter] = useQueryParam('filter')
  const [view, setView] = useListView({ columns, initialSort, storageKey })
  const groups = view.groups.length === 0 ? {} : { groups: view.groups }
  const [{ hidden }] = useTreeShows()
  const sort = view.sort ?? initialSort
  const query = { class: cls, within, filter, sort, ...groups, ...(hidden ? { hidden } : {}) }
  const rows = useListRows(query, view.closed)
  return (
    <ListFrame
      {...props}
      rows={rows}
      filter={filter}
      onFilter={setFilter}
      view={view}
      onViewChange={setView}
      query={query}
    />
  )
}

interface ListFrameProps<R extends AnyRow> extends ListProps<R> {
  rows: readonly R[] | ListRows<R>
  filter: string
  onFilter: (filter: string | null) => void
  matches?: (row: R, filter: string) => boolean
  view: TableView
  onViewChange: (view: TableView) => void
  loading?: boolean
  /** What the rows are the answer to, where only a part of it is here. */
  query?: ListQuery
}

function ListFrame<R extends AnyRow>(props: ListFrameProps<R>) {
  const {
    what,
    example,
    filter,
    onFilter,
    query,
    searches,
    asked,
    embedded,
    entries,
    peek: _,
    initialSort = byName,
    ...table
  } = props
  const router = useRouter()
  const asker = useAsker()
  const { press, pressMany, dialog } = useActionPress()
  const stale = useStale<R>()
  const peek = usePeek<R>(table.rows)
  const [chosen, setChosen] = useState<ReadonlySet<ObjectId>>(noneChosen)
  const [asForm, setAsForm] = useState(false)
  const rowsHere = isElsewhere(props.rows) ? props.rows.held : props.rows
  const hasActions = (query?.class ?? rowsHere[0]?.class ?? 'task') in propertyPrefix
  return (
    <PeekLayout
      onClose={peek.close}
      panel={
        peek.row && {
          title: nameOf(peek.row),
          label: t('Details of {nameOf}', { nameOf: nameOf(peek.row) }),
          content: props.peek?.(peek.row) ?? (
            <ObjectPeek row={peek.row} facts={factsOf(peek.row, props.columns)} />
          ),
        }
      }
    >
      <div className="flex shrink-0 flex-wrap items-center gap-2 px-4 pb-2">
        <FilterBox value={filter} onChange={onFilter} what={what} example={example} />
        {asked && (
          <Button icon="filter" aria-expanded={asForm} onClick={() => setAsForm(!asForm)}>
            {t('Conditions')}
          </Button>
        )}
        {searches && asked && <SearchMenu asked={asked} filter={filter} onFilter={onFilter} />}
      </div>
      {asked && asForm && (
        <QueryPanel
          asked={asked}
          filter={filter}
          onFilter={onFilter}
          onClose={() => {
            setAsForm(false)
            focusFilter()
          }}
        />
      )}
      {chosen.size > 0 && (
        <BulkBar
          chosen={chosen}
          cls={query?.class ?? rowsHere[0]?.class ?? 'VM'}
          {...(query && isElsewhere(props.rows) ? { query, matched: props.rows.count } : {})}
          onClear={() => setChosen(noneChosen)}
          pressMany={pressMany}
        />
      )}
      {!embedded && <FreshnessBanners />}
      <DataTable
        {...table}
        className="grow"
        rowId={idOf}
        rowName={nameOf}
        rowStale={stale}
        initialSort={initialSort}
        filter={filter}
        onClearFilter={() => onFilter(null)}
        current={peek.id}
        onPeek={peek.toggle}
        onOpen={row => router.push(pathOfRow(row))}
        {...(hasActions
          ? {
              menu: entries ?? ((row: R) => entriesBy(({ rowEntries }) => rowEntries(row, asker, press))),
              selected: chosen,
              onSelectedChange: setChosen,
            }
          : {})}
      />
      {dialog}
    </PeekLayout>
  )
}

const noneChosen: ReadonlySet<ObjectId> = new Set()

/** All that the columns tell, apart from the first, which is the name. */
function factsOf<R>(row: R, [, ...columns]: readonly Column<R>[]): Fact[] {
  return columns.map(column => ({ label: told(column.header), value: column.cell(row) }))
}

/** The row whose details stand beside the list. The address holds it: a link shows the same to somebody else. */
function usePeek<R extends AnyRow>(rows: readonly R[] | ListRows<R>) {
  const [id, setId] = useQueryParam('peek')
  const here = 'held' in rows ? rows.held : rows
  const row = id === '' ? undefined : here.find(one => one.id === id)
  // A row that was scrolled out of what is here is still shown as it was last.
  const [last, setLast] = useState<R | null>(null)
  if (row && row !== last) setLast(row)
  return {
    id: id || null,
    row: row ?? (last?.id === id ? last : null),
    close: () => setId(null),
    toggle: (wanted: R) => setId(wanted.id === id ? null : wanted.id),
  }
}

const byName = { id: 'name', desc: false }
const idOf = (row: AnyRow) => row.id
/** A pool that has never answered has no name yet. */
const nameOf = (row: AnyRow) => row.name_label || (row.class === 'pool' ? row.address : '')

/** Tells rows whose pool is not heard from; a new function only when a pool's standing changed. */
function useStale<R extends AnyRow>(): (row: R) => boolean {
  const byPool = useFreshnessByPool()
  const link = useLink()
  const live = [...byPool]
    .filter(([, freshness]) => freshness.state === 'live')
    .map(([pool]) => pool)
    .join(' ')
  const lost = link.state === 'lost'
  return useCallback((row: R) => lost || !live.split(' ').includes(row.pool), [live, lost])
}
