import { type Group, isGroup, parseQuery, type Related } from '@/server/shared/query'
import { compares, fits, numberOf, type Term, unsigned } from '@/server/shared/terms'

/**
 * What a filter box understands by `key:`; a row may have several texts under one key. Numbers are compared, `>8G`, and
 * found by their key only.
 */
export type FilterFields<R> = Readonly<Record<string, (row: R) => string | number | null | readonly string[]>>

/** Objects of one kind that rows belong to, or that belong to them: what can be asked of these, and whether one of a row's is so. */
export interface Surrounding<R> {
  readonly keys: readonly string[]
  holds(row: R, group: Group): boolean
}
export type Around<R> = Readonly<Partial<Record<Related, Surrounding<R>>>>

/** What `of` gives for a row, by what is understood of it. */
export function surrounding<R, O>(
  of: (row: R) => readonly (O | undefined)[],
  fields: FilterFields<O>,
): Surrounding<R> {
  return {
    keys: Object.keys(fields),
    holds: (row, group) => of(row).some(one => one !== undefined && holdsAll(one, group, fields, {})),
  }
}

/** What bare words are not looked for in: nearly every row has "yes" or "no" there. */
const keyedOnly = new Set(['description', 'type', 'has', 'infolder', 'shared', 'licence'])
/** Their texts are words, of which one has to be given as it is. */
const words = new Set(['has', 'infolder', 'shared'])

/** The grammar of `server/shared/query.ts` over rows that are all here, as what they belong to is. */
export function matchesFilter<R>(
  row: R,
  input: string,
  fields: FilterFields<R>,
  around: Around<R> = {},
): boolean {
  return holdsAll(row, parseQuery(input, Object.keys(fields)), fields, around)
}

function holdsAll<R>(row: R, group: Group, fields: FilterFields<R>, around: Around<R>): boolean {
  const { of, related, parts } = group
  // Of what is not here, such as VMs, nothing can be said.
  if (related !== null) return around[related]?.holds(row, { ...group, related: null }) ?? false
  const holds = (part: Group['parts'][number]) =>
    isGroup(part) ? holdsAll(row, part, fields, around) : holdsOne(row, part, fields) !== part.not
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
