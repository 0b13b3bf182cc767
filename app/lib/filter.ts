import { parseTerms } from '@/server/shared/terms'

/** What a filter box understands by `key:`; a row may have several texts under one key. */
export type FilterFields<R> = Readonly<Record<string, (row: R) => string | readonly string[]>>

/** Every term holds: the text occurs in the field of its key, or in any field. */
export function matchesFilter<R>(row: R, input: string, fields: FilterFields<R>): boolean {
  const keys = Object.keys(fields)
  return parseTerms(input, keys).every(({ key, text, not }) => {
    const texts = (key === null ? keys : [key]).flatMap(name => fields[name]?.(row) ?? [])
    return texts.some(found => found.toLowerCase().includes(text)) !== not
  })
}
