import { parseDouble } from './scalar'
import { type Wire, WireError } from './wire'

const escapes = 1
const wide = 2
const control = 4

/** What a byte of a text asks for: 1 its escapes have to be read, 2 it is UTF-8, 4 it may not stand there by itself. */
export const stringNeeds = new Uint8Array(256)
stringNeeds.fill(control, 0, 0x20)
stringNeeds.fill(wide, 0x80)
stringNeeds[0x5c] = escapes

/**
 * The text of bytes start..end between quotes. Bytes that are no UTF-8 become '\ufffd', and control characters that
 * nobody escaped are taken as they are. Throws WireError malformed for an escape that JSON does not have.
 */
export function jsonText(bytes: Buffer, start: number, end: number, met: number, base: number): string {
  const raw = bytes.toString((met & wide) === 0 ? 'latin1' : 'utf8', start, end)
  if ((met & escapes) === 0) return raw
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  const proper = met & control ? raw.replace(/[\u0000-\u001f]/g, escaped) : raw
  try {
    const text: unknown = JSON.parse(`"${proper}"`)
    if (typeof text === 'string') return text
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  throw new WireError('malformed', 'An escape that JSON does not have', base + start)
}

const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`

/**
 * The value of a bare word. An integer that a number would not say exactly stays text, as XML-RPC has all of them.
 * Undefined for a word that is none.
 */
export function jsonScalar(bytes: Buffer, start: number, end: number): Wire | undefined {
  let number = 0
  let i = start
  const negative = bytes[start] === 0x2d
  if (negative) i++
  const digits = end - i
  if (digits > 0 && digits <= 15) {
    for (; i < end; i++) {
      const digit = (bytes[i] ?? 0) - 0x30
      if (digit < 0 || digit > 9) break
      number = number * 10 + digit
    }
    if (i === end) return negative && number > 0 ? -number : number
  }
  return wordOf(bytes.toString('latin1', start, end))
}

function wordOf(word: string): Wire | undefined {
  if (word === 'true') return true
  if (word === 'false') return false
  if (word === 'null') return null
  if (/^-?\d+$/.test(word)) {
    const number = Number(word)
    return Number.isSafeInteger(number) ? number : word
  }
  // Hosts write 1. for 1.0, and nan, inf, NaN and Infinity.
  if (/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(word)) return Number(word)
  return /^[+-]?(nan|inf|infinity)$/i.test(word) ? parseDouble(word) : undefined
}
