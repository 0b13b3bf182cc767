import { normalizeDate } from './iso-date'
import { type Wire, WireDate, WireDouble } from './wire'
import { Tag } from './xmlrpc-tags'

/** A number in any spelling that hosts use for one: 1.5, 1e+30, nan, inf, -inf, NaN, Infinity. */
export function parseDouble(text: string): number | undefined {
  const number = text === '' ? Number.NaN : Number(text)
  if (!Number.isNaN(number)) return number
  switch (text.toLowerCase()) {
    case 'nan':
    case '-nan':
    case '+nan':
      return Number.NaN
    case 'inf':
    case '+inf':
    case 'infinity':
    case '+infinity':
      return Number.POSITIVE_INFINITY
    case '-inf':
    case '-infinity':
      return Number.NEGATIVE_INFINITY
    default:
      return undefined
  }
}

/** The value of a scalar element from its text; `fail` throws for text that is none. */
export function scalar(tag: Tag, text: string, exact: boolean, fail: (message: string) => never): Wire {
  if (tag === Tag.string) return text
  const trimmed = text.trim()
  switch (tag) {
    case Tag.int:
      if (!/^[+-]?\d{1,19}$/.test(trimmed)) fail('An integer that is none')
      return Number(trimmed)
    case Tag.double: {
      const number = parseDouble(trimmed)
      if (number === undefined) return fail('A double that is none')
      return exact ? new WireDouble(number) : number
    }
    case Tag.boolean:
      if (trimmed === '1' || trimmed === 'true') return true
      if (trimmed === '0' || trimmed === 'false') return false
      return fail('A boolean that is none')
    case Tag.date:
      return exact ? new WireDate(text) : (normalizeDate(trimmed) ?? text)
    case Tag.base64:
      return new Uint8Array(Buffer.from(trimmed, 'base64'))
    default:
      if (trimmed !== '') fail('A nil with content')
      return null
  }
}
