/** What a filter box understands by `key:`; a row may have several texts under one key. */
export type FilterFields<R> = Readonly<Record<string, (row: R) => string | readonly string[]>>

interface Term {
  /** null: a bare word, looked for in every field. */
  key: string | null
  text: string
  not: boolean
}

/**
 * Terms of `state:running -host:xen3 "data base" tag:prod`. A key nobody knows is part of a word: addresses and
 * "C:" contain colons too.
 */
export function parseFilter(input: string, keys: readonly string[]): Term[] {
  const words = input.match(/-?(?:[\w-]+:)?"[^"]*"?|\S+/g) ?? []
  return words.flatMap(word => {
    const not = word.length > 1 && word.startsWith('-')
    const rest = not ? word.slice(1) : word
    const at = rest.indexOf(':')
    const key = keys.find(known => known.toLowerCase() === rest.slice(0, Math.max(at, 0)).toLowerCase())
    const text = (key === undefined ? rest : rest.slice(at + 1)).replaceAll('"', '').toLowerCase()
    return text === '' ? [] : [{ key: key ?? null, text, not }]
  })
}

/** Every term holds: the text occurs in the field of its key, or in any field. */
export function matchesFilter<R>(row: R, input: string, fields: FilterFields<R>): boolean {
  const keys = Object.keys(fields)
  return parseFilter(input, keys).every(({ key, text, not }) => {
    const texts = (key === null ? keys : [key]).flatMap(name => fields[name]?.(row) ?? [])
    return texts.some(found => found.toLowerCase().includes(text)) !== not
  })
}
