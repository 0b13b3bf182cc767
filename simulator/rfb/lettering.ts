import type { Framebuffer } from './framebuffer'
import { glyphOf, type Point } from './glyphs'

export interface Lettering {
  x: number
  /** Top of the line; capitals stand between 2/16 and 11/16 of `size` below it. */
  y: number
  /** Height of a line in pixels; a letter is half as wide. */
  size: number
  /** Thickness of the pen in pixels. */
  pen: number
  color: number
}

export function letteringWidth(text: string, size: number): number {
  return Math.ceil((text.length * size) / 2)
}

/** Writes a line of text with a round pen and soft edges. */
export function writeLetters(
  picture: Framebuffer,
  text: string,
  { x, y, size, pen, color }: Lettering,
): void {
  const unit = size / 16
  ;[...text].forEach((character, i) => {
    const left = x + i * 8 * unit
    const lines = glyphOf(character).map(line =>
      rounded(line).map(point => ({ x: left + (point.x + 0.5) * unit, y: y + (point.y + 0.5) * unit })),
    )
    if (lines.length > 0) draw(picture, lines, pen, color)
  })
}

/** Corners of 45° are arcs that the grid could only hint at; two rounds of cutting them make curves. */
function rounded(line: readonly Point[]): Point[] {
  let points: Point[] = [...line]
  for (let round = 0; round < 2; round++) {
    points = points.flatMap((point, i) => {
      const [before, after] = [points[i - 1], points[i + 1]]
      if (!before || !after || !isArc(before, point, after)) return [point]
      return [between(point, before, 0.25), between(point, after, 0.25)]
    })
  }
  return points
}

function isArc(a: Point, b: Point, c: Point): boolean {
  const [ux, uy, vx, vy] = [b.x - a.x, b.y - a.y, c.x - b.x, c.y - b.y]
  const turn = Math.abs(Math.atan2(ux * vy - uy * vx, ux * vx + uy * vy))
  return turn > 0.05 && turn < 1.1
}

function between(from: Point, to: Point, share: number): Point {
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share }
}

function draw(picture: Framebuffer, lines: Point[][], pen: number, color: number): void {
  const points = lines.flat()
  const reach = pen / 2 + 1
  const left = Math.floor(Math.min(...points.map(p => p.x)) - reach)
  const right = Math.ceil(Math.max(...points.map(p => p.x)) + reach)
  const top = Math.floor(Math.min(...points.map(p => p.y)) - reach)
  const bottom = Math.ceil(Math.max(...points.map(p => p.y)) + reach)
  for (let y = top; y <= bottom; y++) {
    for (let x = left; x <= right; x++) {
      const distance = nearest({ x: x + 0.5, y: y + 0.5 }, lines)
      picture.blend(x, y, color, pen / 2 + 0.5 - distance)
    }
  }
}

function nearest(point: Point, lines: Point[][]): number {
  let best = Number.POSITIVE_INFINITY
  for (const line of lines) {
    for (let i = 0; i < line.length; i++) {
      const to = line[i] ?? point
      best = Math.min(best, toSegment(point, line[i - 1] ?? to, to))
    }
  }
  return best
}

function toSegment(p: Point, a: Point, b: Point): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y]
  const square = dx * dx + dy * dy
  const share = square === 0 ? 0 : Math.max(0, Math.min(1, ((p.x - a.x) * dx + (p.y - a.y) * dy) / square))
  return Math.hypot(p.x - a.x - share * dx, p.y - a.y - share * dy)
}
