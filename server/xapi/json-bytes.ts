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
