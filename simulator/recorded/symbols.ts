import { randomUUID } from 'node:crypto'
import { isStruct, type Wire } from '../../server/xapi/wire'

const SYMBOL = /\$[A-Za-z_]+(?::[A-Za-z0-9.+_/#:?-]*[A-Za-z0-9+_/#?-])?/g

/** Kinds that stand for something else each time they are met. */
const fleeting: { readonly [kind: string]: string } = {
  date: '(?!1970)\\d{4}-?\\d\\d-?\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?Z?',
  time: '\\d+\\.?\\d*',
  id: '\\d+',
  dummy: 'DummyRef:[^"]*',
  backtrace: '[\\s\\S]*',
  linux: '[\\s\\S]*',
  hash: '[\\s\\S]*',
  httpdate: '[\\s\\S]*',
}

const lasting: { readonly [kind: string]: string } = {
  uuid: '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}',
  mac: '[0-9a-fA-F]{2}(?::[0-9a-fA-F]{2}){5}',
  token: '\\d{20},\\d{20}',
}

const ANYTHING = '(?!OpaqueRef:NULL)[^\\s"\'(),;<>|]+'

export type Bindings = ReadonlyMap<string, string>

/** What the names in recordings stand for in the pool at hand. */
export class Symbols {
  readonly #values = new Map<string, string>()
  readonly #names = new Map<string, string>()
  readonly #heard = new Set<string>()

  bind(symbol: string, value: string): void {
    this.#values.set(symbol, value)
    this.#names.set(value, symbol)
  }

  bound(symbol: string): string | undefined {
    return this.#values.get(symbol)
  }

  /** What recordings call the object of this ref. */
  nameOf(value: string): string | undefined {
    return this.#names.get(value)
  }

  learn(bindings: Bindings): void {
    for (const [symbol, value] of bindings) this.bind(symbol, value)
  }

  /** The first name in a value that nothing is known of. */
  unknownIn(value: Wire): string | undefined {
    for (const text of texts(value))
      for (const symbol of text.match(SYMBOL) ?? []) if (!this.#values.has(symbol)) return symbol
    return undefined
  }

  /** A value with names replaced by what they stand for; unknown ones stay. */
  resolve(value: Wire): Wire {
    return replaced(value, text => text.replace(SYMBOL, symbol => this.#values.get(symbol) ?? symbol))
  }

  /** The same, where an unknown name is given a meaning: an object of the seed. */
  invent(value: Wire): Wire {
    return replaced(value, text => text.replace(SYMBOL, symbol => this.#invented(symbol)))
  }

  /** Notes what clients say: a text of theirs is none of the host's. */
  hear(params: Wire): void {
    for (const text of texts(params)) this.#heard.add(text)
  }

  said(text: string): boolean {
    return this.#heard.has(text)
  }

  /** Names that a client makes up by itself need no meaning but one. */
  inventFree(value: Wire): void {
    for (const text of texts(value))
      for (const symbol of text.match(SYMBOL) ?? [])
        if (/^\$(uuid:new:|mac:)/.test(symbol)) this.#invented(symbol)
  }

  /**
   * Whether a text with names can stand for `got`: what the names not known yet would stand for then, on top of
   * `trial`; undefined when it cannot.
   */
  match(expected: string, got: string, trial: Bindings = new Map()): Bindings | undefined {
    const cut = /…\[-?\d+ more characters\]$/.exec(expected)
    if (!cut && !expected.includes('$')) return expected === got ? trial : undefined
    const whole = cut ? expected.slice(0, cut.index) : expected
    const met: string[] = []
    const pattern = whole
      .split(/(\$[A-Za-z_]+(?::[A-Za-z0-9.+_/#:?-]*[A-Za-z0-9+_/#?-])?)/)
      .map((part, index) => {
        if (index % 2 === 0) return escaped(part)
        const [name, slash] = this.#ended(part, trial)
        const known = trial.get(name) ?? this.#values.get(name)
        const kind = /^\$([A-Za-z_]+)/.exec(part)?.[1] ?? ''
        const passing = fleeting[kind]
        if (passing !== undefined && !part.includes(':')) return `(?:${passing})`
        if (known !== undefined) return escaped(known + slash)
        const before = met.indexOf(part)
        if (before >= 0) return `\\${before + 1}`
        met.push(part)
        return `(${lasting[kind] ?? ANYTHING})`
      })
      .join('')
    const found = new RegExp(`^${pattern}${cut ? '' : '$'}`).exec(got)
    if (!found) return undefined
    return met.length === 0
      ? trial
      : new Map([...trial, ...met.map((name, i) => [name, found[i + 1] ?? ''] as const)])
  }

  /** A slash may end a name, or be a letter of it: it ends one that is known without it. */
  #ended(part: string, trial: Bindings): readonly [name: string, slash: '' | '/'] {
    if (!part.endsWith('/')) return [part, '']
    const name = part.slice(0, -1)
    return trial.has(name) || this.#values.has(name) ? [name, '/'] : [part, '']
  }

  #invented(symbol: string): string {
    const known = this.#values.get(symbol)
    if (known !== undefined) return known
    const made = meaning(symbol)
    this.bind(symbol, made)
    return made
  }
}

function meaning(symbol: string): string {
  if (symbol === '$date') return '20260115T08:00:00Z'
  if (symbol === '$time') return '1768464000.'
  if (symbol === '$linux') return '6.1.0'
  if (symbol.startsWith('$mac:'))
    return `02:${randomUUID().slice(0, 11).replace('-', '').match(/../g)?.slice(0, 5).join(':')}`
  return symbol.startsWith('$uuid:') ? randomUUID() : `OpaqueRef:${randomUUID()}`
}

function* texts(value: Wire): Generator<string> {
  if (typeof value === 'string') yield value
  else if (Array.isArray(value)) for (const one of value) yield* texts(one)
  else if (isStruct(value)) {
    for (const [key, one] of Object.entries(value)) {
      yield key
      yield* texts(one)
    }
  }
}

function replaced(value: Wire, text: (one: string) => string): Wire {
  if (typeof value === 'string') return text(value)
  if (Array.isArray(value)) return value.map(one => replaced(one, text))
  if (!isStruct(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [text(key), replaced(one, text)]))
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
}
