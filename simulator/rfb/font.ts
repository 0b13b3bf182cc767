import { type Glyph, glyphOf } from './glyphs'

/** Height and width of a character cell of the text console, in pixels. */
export const cellWidth = 8
export const cellHeight = 16

const bitmaps = new Map<string, Uint8Array>()

/** One byte per row from the top, the leftmost pixel in the highest bit. Characters without a glyph are a box. */
export function bitmapOf(character: string): Uint8Array {
  const known = bitmaps.get(character)
  if (known) return known
  const rows = rasterize(glyphOf(character))
  bitmaps.set(character, rows)
  return rows
}

function rasterize(glyph: Glyph): Uint8Array {
  const rows = new Uint8Array(cellHeight)
  const dot = (x: number, y: number) => {
    rows[y] = (rows[y] ?? 0) | (0x80 >> x)
  }
  for (const line of glyph) {
    line.forEach((point, i) => {
      const from = line[i - 1] ?? point
      const steps = Math.max(Math.abs(point.x - from.x), Math.abs(point.y - from.y), 1)
      for (let step = 0; step <= steps; step++) {
        dot(
          Math.round(from.x + ((point.x - from.x) * step) / steps),
          Math.round(from.y + ((point.y - from.y) * step) / steps),
        )
      }
    })
  }
  return rows
}
