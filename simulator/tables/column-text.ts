import { wireDate } from '../../server/xapi/iso-date'
import type { Type } from '../../server/xapi/type-text'
import type { Value } from './row'

/** A value as the database holds it: numbers decimal, dates undashed, sets and maps as s-expressions. */
export function databaseText(type: Type, value: Value): string {
  if (type.kind === 'datetime' && typeof value === 'string') return wireDate(value) ?? value
  if (Array.isArray(value)) return `(${value.map(item => `'${quoted(String(item))}'`).join(' ')})`
  if (typeof value === 'object') {
    const pairs = Object.entries(value).map(([key, item]) => `('${quoted(key)}' '${quoted(String(item))}')`)
    return `(${pairs.join(' ')})`
  }
  return String(value)
}

export function quoted(text: string): string {
  return text.replace(/[\\'"]/g, '\\$&')
}
