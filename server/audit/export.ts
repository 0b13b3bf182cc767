import type { Db } from '@/server/db/client'
import type { Prisma } from '@/server/db/generated/client'
import type { AuditRow } from './audit-row'
import { type AuditFilter, readAudit } from './read'

export const exportFormats = {
  csv: 'text/csv; charset=utf-8',
  jsonl: 'application/jsonl; charset=utf-8',
} as const
export type ExportFormat = keyof typeof exportFormats

const pageSize = 1000

/** The lines that match, newest first, as text: a page of them at a time, so that none has to be held. */
export async function* exportAudit(
  db: Db,
  format: ExportFormat,
  filter: AuditFilter,
  visible: Prisma.Sql,
  /** What of a line is told. */
  show: (row: AuditRow) => AuditRow = row => row,
): AsyncGenerator<{ text: string; rows: number }> {
  if (format === 'csv') yield { text: `${columns.map(([name]) => name).join()}\r\n`, rows: 0 }
  const write = format === 'csv' ? csvLine : jsonLine
  let cursor: string | null | undefined
  while (cursor !== null) {
    const page = await readAudit(db, { ...filter, ...(cursor ? { cursor } : {}) }, visible, pageSize)
    if (page.rows.length > 0)
      yield { text: page.rows.map(row => write(show(row))).join(''), rows: page.rows.length }
    cursor = page.nextCursor
  }
}

const jsonLine = (row: AuditRow) => `${JSON.stringify(row)}\n`

const columns: [name: string, read: (row: AuditRow) => string | number | null][] = [
  ['number', row => row.id],
  ['time', row => row.at],
  ['user', row => row.user],
  ['token', row => row.token],
  ['session', row => row.session],
  ['address', row => row.address],
  ['action', row => row.action],
  ['sentence', row => row.sentence],
  ['pool', row => row.pool?.name ?? null],
  ['pool_user', row => row.poolUser],
  ['class', row => row.object?.class ?? null],
  ['uuid', row => row.object?.uuid ?? null],
  ['name', row => row.object?.name ?? null],
  ['parameters', row => JSON.stringify(row.params)],
  ['changes', row => JSON.stringify(row.changes)],
  ['result', row => row.result],
  ['finished', row => row.finishedAt],
  ['duration_ms', row => row.durationMs],
  ['error_code', row => row.error?.code ?? null],
  ['error_parameters', row => (row.error ? JSON.stringify(row.error.params) : null)],
  ['error', row => row.error?.text ?? null],
  ['task', row => row.task],
]

function csvLine(row: AuditRow): string {
  return `${columns.map(([, read]) => csvCell(read(row))).join()}\r\n`
}

/**
 * A cell by RFC 4180. A text that a spreadsheet would take for a formula gets an apostrophe in front: names of machines
 * are chosen by those who own them (OWASP, "CSV Injection").
 */
export function csvCell(value: string | number | null): string {
  if (value === null) return ''
  const text = typeof value === 'string' && /^[=+\-@\t\r\n]/.test(value) ? `'${value}` : String(value)
  return /[",\r\n']/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
