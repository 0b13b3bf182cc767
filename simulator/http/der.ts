/** One element of DER: a tag, the length of what is in it, and that. */
export function der(tag: number, ...content: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(content)
  return Buffer.concat([Buffer.from([tag]), length(body.length), body])
}

function length(size: number): Buffer {
  if (size < 0x80) return Buffer.from([size])
  const bytes: number[] = []
  for (let rest = size; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256)
  return Buffer.from([0x80 | bytes.length, ...bytes])
}

export const sequence = (...content: readonly Uint8Array[]) => der(0x30, ...content)
export const set = (...content: readonly Uint8Array[]) => der(0x31, ...content)
export const utf8 = (text: string) => der(0x0c, Buffer.from(text))
export const nothing = () => der(0x05)
export const yes = () => der(0x01, Buffer.from([0xff]))
export const octets = (content: Uint8Array) => der(0x04, content)
/** Bits that fill their last byte. */
export const bits = (content: Uint8Array) => der(0x03, Buffer.from([0]), content)
/** `[n] EXPLICIT` */
export const tagged = (number: number, content: Uint8Array) => der(0xa0 | number, content)
/** `[n] IMPLICIT` of a primitive. */
export const labelled = (number: number, content: Uint8Array) => der(0x80 | number, content)

/** A positive integer from its bytes, most significant first. */
export function integer(bytes: Uint8Array): Buffer {
  const first = bytes[0] ?? 0
  return der(0x02, first >= 0x80 ? Buffer.from([0]) : Buffer.alloc(0), bytes)
}

/** `1.2.840.113549.1.1.11` */
export function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  const bytes = [first * 40 + second]
  for (const arc of rest) {
    const groups = [arc & 0x7f]
    for (let left = arc >>> 7; left > 0; left >>>= 7) groups.unshift(0x80 | (left & 0x7f))
    bytes.push(...groups)
  }
  return der(0x06, Buffer.from(bytes))
}

/** UTCTime up to 2049: `YYMMDDhhmmssZ`. */
export function utcTime(date: Date): Buffer {
  return der(0x17, Buffer.from(`${date.toISOString().slice(2, 19).replace(/[-:T]/g, '')}Z`))
}
