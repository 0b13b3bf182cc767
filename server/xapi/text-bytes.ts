import { Interner } from './intern'
import { WireError } from './wire'
import { unescapeText } from './xml-text'

/** What was met among the bytes of a text of XML. */
export const met = { entity: 1, utf8: 2, forbidden: 4, text: 8 } as const

/** What a byte means for the text it stands in, as bits of `met`. None for white space. */
export const needs = new Uint8Array(256).fill(met.text)
for (let byte = 0; byte < 0x20; byte++) needs[byte] = met.forbidden | met.text
for (const byte of [0x09, 0x0a, 0x20]) needs[byte] = 0
needs[0x0d] = met.entity
needs[0x26] = met.entity | met.text
for (let byte = 0x80; byte < 256; byte++) needs[byte] = met.utf8 | met.text

/** Names of members. */
export const shortNames = new Interner(4096)
/** States, numbers and other short texts of answers, which carry no password. */
export const shortTexts = new Interner(8192)
export const shortText = 32
export const referenceLength = 'OpaqueRef:'.length + 36

/** References: each stands in several records. */
class References extends Interner {
  /** The reference of usual form that begins at `at`, with all its bytes there; undefined for any other. */
  reference(bytes: Buffer, view: DataView, at: number): string | undefined {
    const end = at + referenceLength
    const hash =
      Math.imul(view.getInt32(at + 10), 31) +
      Math.imul(view.getInt32(at + 14), 17) +
      Math.imul(view.getInt32(at + 19), 13) +
      Math.imul(view.getInt32(at + 38), 7) +
      view.getInt32(at + 42)
    const slot = this.slotOf(hash | 0)
    const known = this.known(slot, view, at, end)
    if (known !== undefined) return known
    for (let i = at; i < end; i++) if (plain[bytes[i] ?? 0] === 0) return undefined
    return this.keep(slot, bytes.toString('latin1', at, end), bytes, at, end)
  }
}
export const references = new References(32_768)

/** 1 for what a reference is made of. */
const plain = new Uint8Array(256)
for (const c of 'OpaqueRef:0123456789abcdefABCDEF-') plain[c.charCodeAt(0)] = 1

/** The number that at most fifteen digits make; -1 for anything else. */
export function digits(bytes: Buffer, start: number, end: number): number {
  let number = 0
  if (end - start > 15 || start === end) return -1
  for (let i = start; i < end; i++) {
    const digit = (bytes[i] ?? 0) - 0x30
    if (digit < 0 || digit > 9) return -1
    number = number * 10 + digit
  }
  return number
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Text that is UTF-8, or '\\ufffd' for what is none. Strict: throws WireError bad-text for it. */
export function utf8Text(bytes: Buffer, start: number, end: number, strict: boolean, base: number): string {
  if (!strict) return bytes.toString('utf8', start, end)
  try {
    return utf8.decode(bytes.subarray(start, end))
  } catch {
    throw new WireError('bad-text', 'Bytes that are no UTF-8', base + start)
  }
}

/**
 * The text of bytes start..end, in which `found` was met. `base` is where the bytes begin in the document. Throws
 * WireError as unescapeText does, and for what may not stand in XML.
 */
export function textOf(
  bytes: Buffer,
  start: number,
  end: number,
  found: number,
  strict: boolean,
  base: number,
  escaped = true,
): string {
  if (found & met.forbidden && strict)
    throw new WireError('bad-text', 'A character that XML forbids', base + start)
  const raw =
    (found & met.utf8) === 0
      ? bytes.toString('latin1', start, end)
      : utf8Text(bytes, start, end, strict, base)
  return found & met.entity && escaped ? unescapeText(raw, strict, base + start) : raw
}
