import { randomUUID } from 'node:crypto'

/** Anything JSON can say. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

const SYMBOL = /\$[A-Za-z_]+(?::[A-Za-z0-9.+_/#:-]+)?/g

/** What the names in recordings stand for in the pool at hand. */
export class Symbols {
  readonly #values = new Map<string, string>()

  bind(symbol: string, value: string): void {
    this.#values.set(symbol, value)
  }

  bound(symbol: string): string | undefined {
    return this.#values.get(symbol)
  }

  /** Whether everything named in a value is known. */
  knows(value: Json): boolean {
    return (JSON.stringify(value).match(SYMBOL) ?? []).every(symbol => this.#values.has(symbol))
  }

  /** A value with names replaced by what they stand for; unknown ones stay. */
  resolve(value: Json): Json {
    return replaced(value, text => text.replace(SYMBOL, symbol => this.#values.get(symbol) ?? symbol))
  }

  /** The same, where an unknown name is given a meaning: an object of the seed. */
  invent(value: Json): Json {
    return replaced(value, text => text.replace(SYMBOL, symbol => this.#invented(symbol)))
  }

  /** Uuids a client makes up by itself need no meaning but one. */
  inventUuids(value: Json): void {
    for (const symbol of JSON.stringify(value).match(/\$uuid:new:\d+/g) ?? []) this.#invented(symbol)
  }

  #invented(symbol: string): string {
    const known = this.#values.get(symbol)
    if (known !== undefined) return known
    const made = meaning(symbol)
    this.#values.set(symbol, made)
    return made
  }
}

function meaning(symbol: string): string {
  if (symbol === '$date') return '2026-01-15T08:00:00Z'
  if (symbol === '$time') return '1768464000.'
  if (symbol.startsWith('$mac:')) return '02:00:00:00:00:01'
  return symbol.startsWith('$uuid:') ? randomUUID() : `OpaqueRef:${randomUUID()}`
}

function replaced(value: Json, text: (one: string) => string): Json {
  if (typeof value === 'string') return text(value)
  if (value === null || typeof value !== 'object') return value
  if (isList(value)) return value.map(one => replaced(one, text))
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [text(key), replaced(one, text)]))
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value)
}
