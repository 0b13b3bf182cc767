import { told } from '@/server/shared/text'
import type { Column } from './data-table-types'
import { saveFile } from './save-file'

/** What a spreadsheet takes for a formula at the beginning of a cell, spaces before it included. */
const formula = /^\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/
const plainNumber = /^[+-]?\d+([.,]\d+)*$/

/** One field: quoted where it has to be; a text that a spreadsheet would calculate gets a quote before it. */
export function csvField(value: string | number): string {
  const text = String(value)
  const safe = typeof value === 'string' && formula.test(text) && !plainNumber.test(text) ? `'${text}` : text
  return /[",\r\n;\t]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** A cell as a file has it: what the column says for files, else its text, else what it is sorted by. */
export function csvValue<R>(column: Column<R>, row: R): string | number {
  if (column.csv) return column.csv(row) ?? ''
  const text = column.text?.(row)
  if (text !== undefined && text !== '') return text
  return column.sortBy?.(row) ?? ''
}

/** RFC 4180: lines end with CR LF, the first one has the headers. */
export function csvOf<R>(columns: readonly Column<R>[], rows: readonly R[]): string {
  const head = columns.map(column => csvField(told(column.header)))
  const lines = rows.map(row => columns.map(column => csvField(csvValue(column, row))))
  return [head, ...lines].map(fields => `${fields.join(',')}\r\n`).join('')
}

/** Hands a file to the browser. Spreadsheets know UTF-8 by the mark at its beginning. */
export function saveCsv(name: string, text: string): void {
  saveFile(name, new Blob(['\uFEFF', text], { type: 'text/csv;charset=utf-8' }))
}
