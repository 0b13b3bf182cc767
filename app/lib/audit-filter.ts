'use client'

import { useSearchParams } from 'next/navigation'
import { useCallback, useMemo } from 'react'
import type { AuditQuery } from '@/server/api/types'
import { say } from '@/server/shared/text'
import { setQuery } from './url-state'

/** The filter as the address holds it: days as the reader's calendar has them. */
export interface AuditFilter {
  /** Words of the line. */
  text: string
  user: string
  object: string
  action: string
  result: string
  /** The id of a pool's connection. */
  pool: string
  /** "2026-08-21": first and last day, both included. */
  from: string
  to: string
}

export const noFilter: AuditFilter = {
  text: '',
  user: '',
  object: '',
  action: '',
  result: '',
  pool: '',
  from: '',
  to: '',
}

export const auditResults = {
  started: say('Started'),
  succeeded: say('Succeeded'),
  failed: say('Failed'),
  refused: say('Refused'),
  cancelled: say('Cancelled'),
  unknown: say('Outcome unknown'),
} as const
type Result = keyof typeof auditResults

export function isResult(text: string): text is Result {
  return Object.hasOwn(auditResults, text)
}

/** A day as the moment it begins here, `plus` days later; undefined for what is no day. */
export function startOfDay(day: string, plus = 0): string | undefined {
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day) ?? []
  if (!year || !month || !date) return undefined
  const at = new Date(Number(year), Number(month) - 1, Number(date) + plus)
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString()
}

/** What the server is asked for. */
export function queryOf(filter: AuditFilter): Omit<AuditQuery, 'cursor'> {
  const from = startOfDay(filter.from)
  const to = startOfDay(filter.to, 1)
  return {
    ...(filter.text.trim() ? { text: filter.text.trim() } : {}),
    ...(filter.user ? { user: filter.user } : {}),
    ...(filter.object.trim() ? { object: filter.object.trim() } : {}),
    ...(filter.action ? { action: filter.action } : {}),
    ...(isResult(filter.result) ? { result: filter.result } : {}),
    ...(filter.pool ? { pool: filter.pool } : {}),
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
  }
}

export type CurrentFilter = AuditFilter & { query: ReturnType<typeof queryOf> }

/** The audit filter in the address, and a way to change parts of it. */
export function useAuditFilter(): [CurrentFilter, (change: Partial<AuditFilter>) => void] {
  const params = useSearchParams()
  const filter = useMemo(() => {
    const read = (name: keyof AuditFilter) => params.get(name) ?? ''
    const values: AuditFilter = {
      text: read('text'),
      user: read('user'),
      object: read('object'),
      action: read('action'),
      result: read('result'),
      pool: read('pool'),
      from: read('from'),
      to: read('to'),
    }
    return { ...values, query: queryOf(values) }
  }, [params])
  const change = useCallback((next: Partial<AuditFilter>) => setQuery({ ...next }), [])
  return [filter, change]
}
