'use client'

import { useCallback, useMemo, useSyncExternalStore } from 'react'
import type {
  AnyRow,
  Freshness,
  InfrastructureClass,
  LiveRequests,
  ObjectId,
  OperationRow,
  PoolId,
  PoolRow,
  RowClass,
  Rows,
  TaskRow,
} from '@/server/api/types'
import { hidden } from '@/server/shared/hidden'
import type { Link } from './feed'
import { type GoneObject, LiveStore } from './live-store'
import { liveMessage } from './live-wire'
import { api } from './trpc'

export type { Link } from './feed'
export type { GoneObject, ListPart, TreePart } from './live-store'

/** What the server knows this tab by. */
const tab = Array.from({ length: 4 }, () => Math.random().toString(36).slice(2, 10)).join('')

/** One per tab. Starts with the first component that reads from it. */
export const liveStore = new LiveStore(
  (handlers, lastEventId) =>
    api.live.changes.subscribe(lastEventId ? { tab, lastEventId } : { tab }, {
      ...handlers,
      onData: ({ id, data }) => handlers.onData({ id, data: liveMessage(data) }),
    }),
  interests => api.live.show.mutate({ tab, interests }),
)
const store = liveStore

const nothing: readonly never[] = []
const noNames: ReadonlyMap<ObjectId, string> = new Map()
const connecting: Link = { state: 'connecting' }
const unheard: Freshness = { state: 'connecting' }

export function useStore<T>(key: string, read: () => T, onServer: T): T {
  const subscribe = useCallback((listener: () => void) => store.subscribe(key, listener), [key])
  return useSyncExternalStore(subscribe, read, () => onServer)
}

/**
 * Every row of a class that is not hidden, in no order. The array is new when one of them changed; unchanged rows stay the
 * same.
 */
export function useRows<C extends InfrastructureClass>(cls: C): readonly Rows[C][] {
  return useStore(cls, () => store.rowsOf(cls), nothing)
}

/** The same; `withHidden`: also what its owner keeps out of sight. */
export function useRowsToShow<C extends InfrastructureClass>(
  cls: C,
  withHidden: boolean,
): readonly Rows[C][] {
  return useStore(cls, () => (withHidden ? store.everyRowOf(cls) : store.rowsOf(cls)), nothing)
}

/** One object, or undefined while nothing is known of it. Draws again only when that object changed. */
export function useRow(id: ObjectId | null | undefined): AnyRow | undefined {
  // What is hidden has no row to ask for.
  const known = id === hidden ? '' : (id ?? '')
  return useStore(`row:${known}`, () => (known ? store.row(known) : undefined), undefined)
}

/** As `useRow`, for an id that belongs to one class; an object of another class counts as unknown. */
export function useRowOf<C extends RowClass>(cls: C, id: ObjectId | null | undefined): Rows[C] | undefined {
  const row = useRow(id)
  return row && isOf(row, cls) ? row : undefined
}

export function usePool(id: PoolId): PoolRow | undefined {
  const pools = useRows('pool')
  return pools.find(pool => pool.pool === id)
}

/** How many there are of a class, over all pools. */
export function useCount(cls: RowClass): number {
  return useStore('counts', () => store.countOf(cls), 0)
}

/** True when the server has said that there is no such object. */
export function useMissing(id: ObjectId): boolean {
  return useStore(`row:${id}`, () => store.isMissing(id), false)
}

/** The pool's own task behind an operation, while it is known. */
export function useTaskOf(operation: OperationRow): TaskRow | undefined {
  return useStore('task', () => store.taskOf(operation), undefined)
}

/** Names of all objects of a class by id; a new map only when a name changed. */
export function useNames(cls: InfrastructureClass): ReadonlyMap<ObjectId, string> {
  return useStore(`names:${cls}`, () => store.namesOf(cls), noNames)
}

/** What this tab knew of an object that has been removed since. */
export function useGone(id: ObjectId): GoneObject | undefined {
  return useStore(`row:${id}`, () => store.goneObject(id), undefined)
}

const noRequests: LiveRequests = { toAnswer: [], answers: [] }
const nothingVeiled: Readonly<Record<PoolId, Freshness>> = {}
const noFreshness: ReadonlyMap<PoolId, Freshness> = new Map()

/** Pools that are not to be seen although something in them is: how far that can be trusted. */
export function useVeiledPools(): Readonly<Record<PoolId, Freshness>> {
  return useStore('veiled', () => store.veiledPools(), nothingVeiled)
}

/** How far each pool of which something is seen can be trusted, as it says itself; undefined for others. */
export function useFreshnessByPool(): ReadonlyMap<PoolId, Freshness> {
  return useStore('freshness', () => store.freshnessByPool(), noFreshness)
}

/** Requests for rights that wait for one's answer, and unread answers to one's own. */
export function useRequestNews(): LiveRequests {
  return useStore('requests', () => store.requests(), noRequests)
}

/** Changes when what the person may do to some object changes; ask `liveStore.permissionsOn`. */
export function usePermissionsVersion(): number {
  return useStore('may', () => store.permissionsAt(), 0)
}

/** Runs of actions, newest first: those under way and the latest outcomes. */
export function useOperations(): readonly OperationRow[] {
  return useStore('operations', () => store.operations(), nothing)
}

/** The same, with a run over many objects as one: what was done to each of them is on its page. */
export function useRuns(): readonly OperationRow[] {
  const operations = useOperations()
  return useMemo(() => operations.filter(operation => operation.bulk === undefined), [operations])
}

/** The connection between this browser and the Domus server. */
export function useLink(): Link {
  return useStore('link', () => store.link(), connecting)
}

/** True once the server has told everything once: from then on an unknown id is really unknown. */
export function useLoaded(): boolean {
  return useStore('loaded', () => store.loaded(), false)
}

/** How far what is shown of a pool can be trusted: what is old here is old whichever connection was lost. */
export function useFreshness(id: PoolId): Freshness {
  return useStore('freshness', () => store.freshnessOf(id), unheard)
}

function isOf<C extends RowClass>(row: AnyRow, cls: C): row is Rows[C] & AnyRow {
  return row.class === cls
}
