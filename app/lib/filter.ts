import { type Group, isGroup, parseQuery } from '@/server/shared/query'
import { compares, fits, numberOf, type Term, unsigned } from '@/server/shared/terms'

/**
 * What a filter box understands by `key:`; a row may have several texts under one key. Numbers are compared, `>8G`, and
 * found by their key only.
 */
export type FilterFields<R> = Readonly<Record<string, (row: R) => string | number | null | readonly string[]>>

/** What bare words are not looked for in: nearly every row has "yes" or "no" there. */
const keyedOnly = new Set(['description', 'type', 'has', 'infolder', 'shared', 'licence'])
/** Their texts are words, of which one has to be given as it is. */
const words = new Set(['has', 'infolder', 'shared'])

/** The grammar of `server/shared/query.ts` over rows that are all here. */
export function matchesFilter<R>(row: R, input: string, fields: FilterFields<R>): boolean {
  return holdsAll(row, parseQuery(input, Object.keys(fields)), fields)
}

function holdsAll<R>(row: R, { of, related, parts }: Group, fields: FilterFields<R>): boolean {
  // What an object belongs to is asked of the server.
  if (related !== null) return false
  const holds = (part: Group['parts'][number]) =>
    isGroup(part) ? holdsAll(row, part, fields) : holdsOne(row, part, fields) !== part.not
  return of === 'all' ? parts.every(holds) : parts.some(holds) === (of === 'any')
}

function holdsOne<R>(row: R, term: Term, fields: FilterFields<R>): boolean {
  if (term.key === null) {
    return Object.entries(fields).some(
      ([key, field]) => !keyedOnly.has(key) && textsOf(field(row)).some(contains(term)),
    )
  }
  const value = fields[term.key]?.(row) ?? null
  const asked = words.has(term.key) ? { ...term, match: 'is' as const } : term
  if (typeof value !== 'number') return textsOf(value).some(text => fits(text.toLowerCase(), asked))
  const wanted = numberOf(unsigned(term))
  return wanted !== null && compares(value, term.sign, wanted)
}

const contains =
  ({ text }: Term) =>
  (found: string) =>
    found.toLowerCase().includes(text)

function textsOf(value: string | number | null | readonly string[]): readonly string[] {
  return typeof value === 'string' ? [value] : typeof value === 'number' ? [] : (value ?? [])
}
