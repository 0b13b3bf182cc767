import { createHmac } from 'node:crypto'

export const rowKinds = ['start', 'import', 'begin', 'task', 'outcome', 'note', 'prune'] as const
export type RowKind = (typeof rowKinds)[number]

/** A row of the log, as the database holds it. */
export interface ChainRow {
  seq: bigint
  kind: string
  /** The row by which the deed began. */
  deed: bigint
  /** JSON: signed as this very text. */
  body: string
  mac: Uint8Array
}

/** What the first row follows. */
export const nothingBefore: Uint8Array = Buffer.alloc(32)

/**
 * HMAC-SHA-256 over a row and the mac of the row before it. Kinds are words and numbers are digits, so no two rows are
 * the same text.
 */
export function macOf(key: Buffer, row: Omit<ChainRow, 'mac'>, before: Uint8Array): Buffer {
  return createHmac('sha256', key)
    .update(`domus audit 1\n${row.seq}\n${row.kind}\n${row.deed}\n`)
    .update(before)
    .update(row.body)
    .digest()
}

/** Values that JSON can hold. */
export type Json = string | number | boolean | null | Json[] | { [name: string]: Json }

/**
 * A row's content as JSON with its names in order, dates as ISO 8601; what is undefined is left out. NUL and halves of
 * characters, which PostgreSQL takes in no text, become U+FFFD: a name that somebody chose must not hinder the row.
 */
export function canonical(content: object): string {
  return JSON.stringify(ordered(content))
}

function ordered(value: unknown): unknown {
  if (typeof value === 'string') return storable(value)
  if (typeof value === 'bigint') return String(value)
  if (value instanceof Date) return value.toISOString()
  if (Array.isArray(value)) return value.map(ordered)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0))
      .map(([name, inner]) => [storable(name), ordered(inner)]),
  )
}

const storable = (text: string) => text.replace(/\p{Surrogate}|\0/gu, '\uFFFD')
