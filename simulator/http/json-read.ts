import { setOwn, type Wire, WireDouble, type WireStruct } from '../../server/xapi/wire'

/** Text that is no JSON; `at` counts characters. */
export class JsonError extends Error {
  override readonly name = 'JsonError'
  constructor(
    message: string,
    readonly at: number,
  ) {
    super(`${message} (character ${at})`)
  }
}

const DEEPEST = 64
const NUMBER = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y
const STRING = /"[^"\\\n]*(?:\\.[^"\\\n]*)*"/y
const BLANK = /[ \t\r\n]*/y
const words: { readonly [word: string]: Wire } = {
  true: true,
  false: false,
  null: null,
  NaN: new WireDouble(Number.NaN),
  Infinity: new WireDouble(Number.POSITIVE_INFINITY),
  '-Infinity': new WireDouble(Number.NEGATIVE_INFINITY),
}
const WORD = /-?[A-Za-z]+/y

/**
 * JSON with its numbers told apart as hosts tell them: 1 is an int, 1.0 a WireDouble. Takes the bare words NaN and
 * Infinity, which hosts write. Throws JsonError.
 */
export function readJson(text: string): Wire {
  let at = 0

  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at
    const found = pattern.exec(text)?.[0]
    if (found !== undefined) at += found.length
    return found
  }
  const skip = () => void match(BLANK)
  const expect = (sign: string) => {
    skip()
    if (text[at] !== sign) throw new JsonError(`"${sign}" is missing`, at)
    at++
  }

  const string = (): string => {
    const start = at
    const found = match(STRING)
    if (found === undefined) throw new JsonError('No string', start)
    const plain: unknown = found.includes('\\') ? parsed(found, start) : found.slice(1, -1)
    return String(plain)
  }

  const number = (): Wire => {
    NUMBER.lastIndex = at
    const found = NUMBER.exec(text)
    if (!found) throw new JsonError('No value', at)
    at += found[0].length
    const value = Number(found[0])
    return found[1] !== undefined || found[2] !== undefined ? new WireDouble(value) : value
  }

  const list = (depth: number): Wire[] => {
    const items: Wire[] = []
    at++
    skip()
    if (text[at] === ']') {
      at++
      return items
    }
    for (;;) {
      items.push(value(depth + 1))
      skip()
      if (text[at] === ']') break
      expect(',')
    }
    at++
    return items
  }

  const struct = (depth: number): WireStruct => {
    const members: WireStruct = {}
    at++
    skip()
    if (text[at] === '}') {
      at++
      return members
    }
    for (;;) {
      skip()
      const name = string()
      expect(':')
      setOwn(members, name, value(depth + 1))
      skip()
      if (text[at] === '}') break
      expect(',')
    }
    at++
    return members
  }

  const value = (depth: number): Wire => {
    skip()
    if (depth > DEEPEST) throw new JsonError('Nested too deep', at)
    const sign = text[at]
    if (sign === '"') return string()
    if (sign === '{') return struct(depth)
    if (sign === '[') return list(depth)
    WORD.lastIndex = at
    const word = WORD.exec(text)?.[0]
    if (word === undefined) return number()
    const meant = words[word]
    if (!Object.hasOwn(words, word) || meant === undefined) throw new JsonError('No value', at)
    at += word.length
    return meant
  }

  const whole = value(0)
  skip()
  if (at < text.length) throw new JsonError('More than one value', at)
  return whole
}

function parsed(literal: string, at: number): unknown {
  try {
    return JSON.parse(literal)
  } catch {
    throw new JsonError('An escape that is none', at)
  }
}
