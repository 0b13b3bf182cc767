/** Bytes that mean something in JSON. */
export const JsonByte = {
  quote: 0x22,
  backslash: 0x5c,
  openStruct: 0x7b,
  closeStruct: 0x7d,
  openList: 0x5b,
  closeList: 0x5d,
  comma: 0x2c,
  colon: 0x3a,
  capitalO: 0x4f,
} as const

export function isWhite(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09
}

/** Lists and structs within one another, of which it is known which is which. */
const deepestSkipped = 30

/**
 * Where the text, list or struct that begins at `at` has ended; -1 when it does not end before `end`, and for what has to
 * be looked at more closely. What stands in it is not: it has only to close what it opens.
 */
export function endOfJson(bytes: Uint8Array, at: number, end: number): number {
  const first = bytes[at]
  if (first !== JsonByte.quote && first !== JsonByte.openStruct && first !== JsonByte.openList) return -1
  let depth = 0
  let structs = 0
  for (let i = at; i < end; i++) {
    const byte = bytes[i] ?? 0
    if (byte === JsonByte.quote) {
      // What follows a backslash ends nothing.
      for (i++; i < end && bytes[i] !== JsonByte.quote; i++) if (bytes[i] === JsonByte.backslash) i++
      if (i >= end) return -1
    } else if (byte === JsonByte.openStruct || byte === JsonByte.openList) {
      if (++depth > deepestSkipped) return -1
      structs = (structs << 1) | (byte === JsonByte.openStruct ? 1 : 0)
    } else if (byte === JsonByte.closeStruct || byte === JsonByte.closeList) {
      if ((structs & 1) !== (byte === JsonByte.closeStruct ? 1 : 0)) return -1
      structs >>>= 1
      depth--
    }
    if (depth === 0) return i + 1
  }
  return -1
}
