'use client'

import { useQueryParam } from '@/app/lib/url-state'
import type { HistoryQuery, OperationRow } from '@/server/api/types'
import { say } from '@/server/shared/text'

export const stateNames = {
  running: say('Under way'),
  succeeded: say('Succeeded'),
  failed: say('Failed'),
  cancelled: say('Cancelled'),
  unknown: say('Outcome unknown'),
} as const
type State = keyof typeof stateNames

/** The filter as the address holds it. Empty: everything. */
export interface TaskFilter {
  state: State | ''
  pool: string
  user: string
  /** "2026-08-21": first and last day, both included. */
  from: string
  to: string
}

export function isState(text: string): text is State {
  return Object.hasOwn(stateNames, text)
}

/** A day as the moment it begins here, `plus` days later; undefined for what is no day. */
export function startOfDay(day: string, plus = 0): string | undefined {
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day) ?? []
  if (!year || !month || !date) return undefined
  const at = new Date(Number(year), Number(month) - 1, Number(date) + plus)
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString()
}

/** What the server is asked for. */
export function historyOf(filter: TaskFilter): HistoryQuery {
  const from = startOfDay(filter.from)
  const to = startOfDay(filter.to, 1)
  return {
    ...(filter.state ? { states: [filter.state] } : {}),
    ...(filter.pool ? { pool: filter.pool } : {}),
    ...(filter.user ? { user: filter.user } : {}),
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
  }
}

/** Whether a run belongs to what the filter asks for: those that come live are not the server's to filter. */
export function matchesTask(operation: OperationRow, query: HistoryQuery): boolean {
  const { states, pool, user, from, to } = query
  return (
    (states === undefined || states.includes(operation.state)) &&
    (pool === undefined || operation.pool === pool) &&
    (user === undefined || operation.user === user) &&
    (from === undefined || operation.startedAt >= from) &&
    (to === undefined || operation.startedAt < to)
  )
}

/** Live runs and those of the log as one list, newest first. What comes live is the newer of two. */
export function mergeRuns(
  live: readonly OperationRow[],
  kept: readonly OperationRow[],
  query: HistoryQuery,
): OperationRow[] {
  const known = new Map(kept.map(run => [run.id, run]))
  for (const run of live) known.set(run.id, run)
  return [...known.values()]
    .filter(run => matchesTask(run, query))
    .sort((a, b) => b.startedAt.localeCompare(a.startedAt))
}

export function useTaskFilter(): [TaskFilter, (change: Partial<TaskFilter>) => void] {
  const [state, setState] = useQueryParam('state')
  const [pool, setPool] = useQueryParam('pool')
  const [user, setUser] = useQueryParam('user')
  const [from, setFrom] = useQueryParam('from')
  const [to, setTo] = useQueryParam('to')
  const filter: TaskFilter = { state: isState(state) ? state : '', pool, user, from, to }
  return [
    filter,
    change => {
      if (change.state !== undefined) setState(change.state)
      if (change.pool !== undefined) setPool(change.pool)
      if (change.user !== undefined) setUser(change.user)
      if (change.from !== undefined) setFrom(change.from)
      if (change.to !== undefined) setTo(change.to)
    },
  ]
}
