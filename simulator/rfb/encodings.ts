import type { Framebuffer, Rect } from './framebuffer'
import type { PixelWriter } from './pixel-format'

/** Numbers of RFC 6143 section 7.7 and of the registry it names. */
export const encoding = {
  raw: 0,
  copyRect: 1,
  hextile: 5,
  desktopSize: -223,
  qemuExtendedKey: -258,
} as const

/** The 12 bytes before the content of every rectangle. */
export function rectHeader(rect: Rect, kind: number): Buffer {
  const out = Buffer.alloc(12)
  out.writeUInt16BE(rect.x, 0)
  out.writeUInt16BE(rect.y, 2)
  out.writeUInt16BE(rect.width, 4)
  out.writeUInt16BE(rect.height, 6)
  out.writeInt32BE(kind, 8)
  return out
}

export function encodeRaw(picture: Framebuffer, rect: Rect, pixel: PixelWriter): Buffer {
  const out = Buffer.allocUnsafe(rect.width * rect.height * pixel.bytes)
  let offset = 0
  for (let y = rect.y; y < rect.y + rect.height; y++) {
    for (let x = rect.x; x < rect.x + rect.width; x++) {
      pixel.write(out, offset, picture.pixels[y * picture.width + x] ?? 0)
      offset += pixel.bytes
    }
  }
  return out
}

const isRaw = 1
const hasBackground = 2
const hasForeground = 4
const hasSubrects = 8
const subrectsColored = 16

interface Run {
  x: number
  y: number
  width: number
  height: number
  color: number
}

/** Hextile (RFC 6143, 7.7.4): squares of 16 pixels, each one colour, some rectangles on it, or plain pixels. */
export function encodeHextile(picture: Framebuffer, rect: Rect, pixel: PixelWriter): Buffer {
  const parts: Buffer[] = []
  let background: number | null = null
  for (let y = rect.y; y < rect.y + rect.height; y += 16) {
    for (let x = rect.x; x < rect.x + rect.width; x += 16) {
      const area = {
        x,
        y,
        width: Math.min(16, rect.x + rect.width - x),
        height: Math.min(16, rect.y + rect.height - y),
      }
      const tile = encodeTile(picture, area, pixel, background)
      background = tile.background
      parts.push(tile.bytes)
    }
  }
  return Buffer.concat(parts)
}

function encodeTile(
  picture: Framebuffer,
  area: Rect,
  pixel: PixelWriter,
  previous: number | null,
): { bytes: Buffer; background: number | null } {
  const counts = new Map<number, number>()
  for (let y = area.y; y < area.y + area.height; y++) {
    for (let x = area.x; x < area.x + area.width; x++) {
      const color = picture.pixels[y * picture.width + x] ?? 0
      counts.set(color, (counts.get(color) ?? 0) + 1)
    }
  }
  let background = 0
  let most = 0
  for (const [color, count] of counts) if (count > most) [background, most] = [color, count]

  const runs = counts.size === 1 ? [] : findRuns(picture, area, background)
  const colored = counts.size > 2
  const size = 2 + pixel.bytes * 2 + runs.length * (2 + (colored ? pixel.bytes : 0))
  if (runs.length > 255 || size > area.width * area.height * pixel.bytes) {
    // A tile of plain pixels leaves no background behind for the next one.
    return { bytes: Buffer.concat([Buffer.of(isRaw), encodeRaw(picture, area, pixel)]), background: null }
  }

  const out = Buffer.allocUnsafe(size)
  let flags = 0
  let offset = 1
  const put = (color: number) => {
    pixel.write(out, offset, color)
    offset += pixel.bytes
  }
  if (background !== previous) {
    flags |= hasBackground
    put(background)
  }
  const [first] = runs
  if (first) {
    flags |= hasSubrects | (colored ? subrectsColored : hasForeground)
    if (!colored) put(first.color)
    out[offset++] = runs.length
    for (const run of runs) {
      if (colored) put(run.color)
      out[offset++] = (run.x << 4) | run.y
      out[offset++] = ((run.width - 1) << 4) | (run.height - 1)
    }
  }
  out[0] = flags
  return { bytes: out.subarray(0, offset), background }
}

/** Rectangles of one colour that together cover everything that is not background. */
function findRuns(picture: Framebuffer, area: Rect, background: number): Run[] {
  const runs: Run[] = []
  let open = new Map<number, Run>()
  for (let y = 0; y < area.height; y++) {
    const now = new Map<number, Run>()
    const row = (area.y + y) * picture.width + area.x
    for (let x = 0; x < area.width; ) {
      const color = picture.pixels[row + x] ?? 0
      const start = x
      while (x < area.width && (picture.pixels[row + x] ?? 0) === color) x++
      if (color === background) continue
      const above = open.get(start)
      if (above && above.color === color && above.width === x - start) {
        above.height++
        now.set(start, above)
      } else {
        const run = { x: start, y, width: x - start, height: 1, color }
        runs.push(run)
        now.set(start, run)
      }
    }
    open = now
  }
  return runs
}
