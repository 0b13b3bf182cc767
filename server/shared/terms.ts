/** One condition of a filter. `key` null: a bare word, looked for in every field. Texts are in lower case. */
export interface Term {
  key: string | null
  text: string
  not: boolean
  /** `>`, `>=`, `<`, `<=` before a number with an optional unit: `memory:>8G`. The number is in bytes or plain. */
  compare: { by: '>' | '>=' | '<' | '<='; number: number } | null
}

const units: Record<string, number> = { '': 1, k: 2 ** 10, m: 2 ** 20, g: 2 ** 30, t: 2 ** 40, p: 2 ** 50 }

/**
 * Terms of `state:running -host:xen3 "data base" tag:prod memory:>8G`. A key nobody knows is part of a word: addresses
 * and "C:" contain colons too. A half-typed term finds everything.
 */
export function parseTerms(input: string, keys: readonly string[]): Term[] {
  const words = input.match(/-?(?:[\w-]+:)?"[^"]*"?|\S+/g) ?? []
  return words.flatMap(word => {
    const not = word.length > 1 && word.startsWith('-')
    const rest = not ? word.slice(1) : word
    const at = rest.indexOf(':')
    const key = keys.find(known => known.toLowerCase() === rest.slice(0, Math.max(at, 0)).toLowerCase())
    const text = (key === undefined ? rest : rest.slice(at + 1)).replaceAll('"', '').toLowerCase()
    const compare = key === undefined ? null : parseCompare(text)
    if (text === '' || (key !== undefined && compare === null && /^[<>]=?$/.test(text))) return []
    return [{ key: key ?? null, text, not, compare }]
  })
}

function parseCompare(text: string): Term['compare'] {
  const [, by, digits = '', unit = ''] = /^([<>]=?)(\d+(?:\.\d+)?)([kmgtp]?)(?:i?b)?$/.exec(text) ?? []
  if (by !== '>' && by !== '>=' && by !== '<' && by !== '<=') return null
  return { by, number: Number(digits) * (units[unit] ?? 1) }
}
