/** How a client wants its pixels: PIXEL_FORMAT of RFC 6143, section 7.4. */
export interface PixelFormat {
  bitsPerPixel: 8 | 16 | 32
  depth: number
  bigEndian: boolean
  trueColor: boolean
  max: { red: number; green: number; blue: number }
  shift: { red: number; green: number; blue: number }
}

/** What a server says it has: 32 bits, 0x00RRGGBB in little-endian order. */
export const nativeFormat: PixelFormat = {
  bitsPerPixel: 32,
  depth: 24,
  bigEndian: false,
  trueColor: true,
  max: { red: 255, green: 255, blue: 255 },
  shift: { red: 16, green: 8, blue: 0 },
}

/** The 16 bytes of the wire. */
export function writePixelFormat(format: PixelFormat): Buffer {
  const out = Buffer.alloc(16)
  out[0] = format.bitsPerPixel
  out[1] = format.depth
  out[2] = format.bigEndian ? 1 : 0
  out[3] = format.trueColor ? 1 : 0
  out.writeUInt16BE(format.max.red, 4)
  out.writeUInt16BE(format.max.green, 6)
  out.writeUInt16BE(format.max.blue, 8)
  out[10] = format.shift.red
  out[11] = format.shift.green
  out[12] = format.shift.blue
  return out
}

/** Reads the 16 bytes of the wire; a sentence when no picture can be made in this format. */
export function readPixelFormat(bytes: Buffer): PixelFormat | string {
  const bits = bytes[0]
  if (bits !== 8 && bits !== 16 && bits !== 32) return `${bits} bits per pixel are not possible`
  const max = { red: bytes.readUInt16BE(4), green: bytes.readUInt16BE(6), blue: bytes.readUInt16BE(8) }
  const shift = { red: bytes[10] ?? 0, green: bytes[11] ?? 0, blue: bytes[12] ?? 0 }
  const format: PixelFormat = {
    bitsPerPixel: bits,
    depth: bytes[1] ?? 0,
    bigEndian: bytes[2] !== 0,
    trueColor: bytes[3] !== 0,
    max,
    shift,
  }
  if (!format.trueColor) return 'a colour map is not possible'
  for (const color of ['red', 'green', 'blue'] as const) {
    const all = max[color] * 2 ** shift[color]
    if (max[color] === 0 || (max[color] & (max[color] + 1)) !== 0 || all >= 2 ** bits) {
      return `${color} does not fit into ${bits} bits`
    }
  }
  return format
}

/** Writes pixels 0xRRGGBB in a client's format, `bytes` each. */
export interface PixelWriter {
  readonly bytes: 1 | 2 | 4
  write(target: Buffer, offset: number, color: number): void
}

export function pixelWriter(format: PixelFormat): PixelWriter {
  const { max, shift } = format
  const scale = (value: number, top: number) => (top === 255 ? value : Math.round((value * top) / 255))
  const convert = (color: number) =>
    ((scale((color >> 16) & 255, max.red) << shift.red) |
      (scale((color >> 8) & 255, max.green) << shift.green) |
      (scale(color & 255, max.blue) << shift.blue)) >>>
    0
  if (format.bitsPerPixel === 8) {
    return {
      bytes: 1,
      write: (target, offset, color) => {
        target[offset] = convert(color)
      },
    }
  }
  if (format.bitsPerPixel === 16) {
    return {
      bytes: 2,
      write: (target, offset, color) => {
        const value = convert(color)
        target[format.bigEndian ? offset : offset + 1] = value >>> 8
        target[format.bigEndian ? offset + 1 : offset] = value & 255
      },
    }
  }
  return {
    bytes: 4,
    write: (target, offset, color) => {
      const value = convert(color)
      for (let i = 0; i < 4; i++) target[offset + (format.bigEndian ? 3 - i : i)] = (value >>> (8 * i)) & 255
    },
  }
}
