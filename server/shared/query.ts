import { queryKeys } from './query-keys'
import { type Match, parseValue, parseWord, type Term, type Value } from './terms'

export type GroupKind = 'all' | 'any' | 'none'

/** Conditions of which all, one or none have to hold. */
export interface Group {
  of: GroupKind
  /** Not null: not the object itself, but an object of this kind that it belongs to has to be so. */
  related: Related | null
  parts: readonly Part[]
}
export type Part = Term | Group

export const relatedKinds = ['host', 'pool', 'network', 'storage', 'vm'] as const
export type Related = (typeof relatedKinds)[number]

export const isGroup = (part: Part): part is Group => 'of' in part
export const allOf = (parts: readonly Part[]): Group => ({ of: 'all', related: null, parts })

const openers = new RegExp(`(-?)(all|any|none|${relatedKinds.join('|')})\\(`, 'iy')
/** A word with quotes in it ends at the space behind them. */
const quotedWord = /-?(?:[\p{L}\p{N}_-]+:)?(?:[<>]=?|=)?\*?"[^"]*"?\*?/uy
/** Deeper ones are passed over: nobody means them. */
const deepest = 8

/**
 * The conditions of `state:running -host:xen3 "data base" any(tag:prod tag:test) memory:>8G host(state:maintenance)`.
 * What stands side by side has to hold together; `any(…)`, `all(…)` and `none(…)` may stand in each other. A key that is
 * not among `keys`, or within `host(…)` none of a host's, is part of a word, as addresses and "C:" contain colons too. What
 * is half typed finds everything.
 */
export function parseQuery(input: string, keys: readonly string[]): Group {
  let at = 0
  let known = byLowerCase(keys)

  function parts(depth: number): Part[] {
    const found: Part[] = []
    while (at < input.length) {
      if (/\s/.test(input[at] ?? '')) {
        at += 1
      } else if (depth > 0 && input[at] === ')') {
        at += 1
        break
      } else {
        const part = group(depth) ?? term(depth > 0)
        if (part !== undefined) found.push(part)
      }
    }
    return found
  }

  function group(depth: number): Part | undefined {
    openers.lastIndex = at
    const [opener, not, word = ''] = openers.exec(input) ?? []
    if (opener === undefined) return undefined
    at += opener.length
    const name = word.toLowerCase()
    const related = relatedKinds.find(kind => kind === name) ?? null
    const outside = known
    if (related !== null) known = byLowerCase(queryKeys[related])
    const inner = parts(depth + 1)
    known = outside
    if (inner.length === 0 || depth >= deepest) return allOf([])
    const of = name === 'any' || name === 'none' ? name : 'all'
    const [only] = inner
    // host(any(…)) is one group: of a host's conditions one has to hold.
    const folded = related !== null && inner.length === 1 && only && isGroup(only) && only.related === null
    const made: Group = folded ? { ...only, related } : { of, related, parts: inner }
    return not === '' ? made : { of: 'none', related: null, parts: [made] }
  }

  function term(inGroup: boolean): Term | undefined {
    const word = readWord(inGroup)
    const not = word.length > 1 && word.startsWith('-')
    const rest = not ? word.slice(1) : word
    const colon = rest.indexOf(':')
    const key = known.get(rest.slice(0, Math.max(colon, 0)).toLowerCase())
    const value = key === undefined ? parseWord(rest) : parseValue(rest.slice(colon + 1))
    return value === null ? undefined : { key: key ?? null, not, ...value }
  }

  /** Up to the next space, or to the bracket that closes the group: one that was opened in the word belongs to it. */
  function readWord(inGroup: boolean): string {
    quotedWord.lastIndex = at
    const quoted = quotedWord.exec(input)?.[0]
    if (quoted !== undefined) {
      at += quoted.length
      return quoted
    }
    const start = at
    let open = 0
    for (; at < input.length; at += 1) {
      const letter = input[at] ?? ''
      if (/\s/.test(letter)) break
      if (letter === '(') open += 1
      if (letter !== ')') continue
      if (inGroup && open === 0) break
      open -= 1
    }
    return input.slice(start, at)
  }

  return allOf(meant(parts(0)))
}

const byLowerCase = (keys: readonly string[]) => new Map(keys.map(key => [key.toLowerCase(), key]))

/** Without groups in which nothing stands. */
function meant(parts: readonly Part[]): Part[] {
  return parts.flatMap((part): Part[] => {
    if (!isGroup(part)) return [part]
    const inner = meant(part.parts)
    return inner.length === 0 ? [] : [{ ...part, parts: inner }]
  })
}

/** The text that is read as these conditions. */
export function formatQuery({ of, related, parts }: Group): string {
  const inside = parts.map(part => (isGroup(part) ? formatGroup(part) : formatTerm(part))).join(' ')
  return of === 'all' && related === null ? inside : formatGroup({ of, related, parts })
}

function formatGroup({ of, related, parts }: Group): string {
  const inside = formatQuery(allOf(parts))
  if (related === null) return `${of}(${inside})`
  return of === 'all' ? `${related}(${inside})` : `${related}(${of}(${inside}))`
}

export function formatTerm({ key, not, ...value }: Term): string {
  const sign = not ? '-' : ''
  return key === null ? `${sign}${quotedIf(value.typed, true)}` : `${sign}${key}:${formatValue(value)}`
}

const around: Record<Match, (text: string) => string> = {
  contains: text => text,
  is: text => `=${text}`,
  starts: text => `${text}*`,
  ends: text => `*${text}`,
}

export function formatValue({ match, typed, sign }: Value): string {
  if (sign === null) return around[match](quotedIf(typed, false))
  return `${sign}${quotedIf(typed.slice(sign.length), false)}`
}

/** A quote cannot be said: it is left out. `bare`: a word that stands without a key. */
function quotedIf(typed: string, bare: boolean): string {
  const text = typed.replaceAll('"', '')
  const plain = bare ? !/^-|[\s()]|^\*|\*$/.test(text) : !/[\s()]|^[<>=*]|\*$/.test(text)
  return plain ? text : `"${text}"`
}

/** Every condition in it, however deep. */
export function* termsIn(group: Group): Generator<Term> {
  for (const part of group.parts) {
    if (isGroup(part)) yield* termsIn(part)
    else yield part
  }
}
