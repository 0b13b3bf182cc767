import type { Rect } from './framebuffer'
import { intersect } from './framebuffer'

const tile = 16

/** An area that came to another place: a scroll. */
export interface Move {
  source: Rect
  x: number
  y: number
}

const mostMoves = 8

/**
 * What one viewer has not been sent yet: moves of areas, which are cheaper to send than pixels and come
 * first, and what then still differs, in squares of 16 pixels. It never grows however often the picture changes.
 */
export class Damage {
  private columns = 0
  private rows = 0
  private dirty = new Uint8Array(0)
  private moves: Move[] = []

  constructor(
    private width: number,
    private height: number,
  ) {
    this.reset(width, height)
  }

  /** A picture of a new size, none of which has been sent. */
  reset(width: number, height: number): void {
    this.width = width
    this.height = height
    this.columns = Math.ceil(width / tile)
    this.rows = Math.ceil(height / tile)
    this.dirty = new Uint8Array(this.columns * this.rows).fill(1)
    this.moves = []
  }

  add(rect: Rect): void {
    this.eachTile(rect, at => {
      this.dirty[at] = 1
    })
  }

  /** Takes note of a move; where there are too many to send, its target is simply changed. */
  move({ source, x, y }: Move): void {
    if (this.moves.length >= mostMoves) {
      this.add({ ...source, x, y })
      return
    }
    // The viewer moves what it has: where that is not up to date, neither will the target be.
    const late: Rect[] = []
    this.eachTile(source, at => {
      if (!this.dirty[at]) return
      const square = {
        x: (at % this.columns) * tile,
        y: Math.floor(at / this.columns) * tile,
        width: tile,
        height: tile,
      }
      const part = intersect(square, source)
      if (part) late.push({ ...part, x: part.x - source.x + x, y: part.y - source.y + y })
    })
    for (const rect of late) this.add(rect)
    this.moves.push({ source, x, y })
  }

  /** Takes the moves, to be sent in this order before `take`'s rectangles. */
  takeMoves(): Move[] {
    const { moves } = this
    this.moves = []
    return moves
  }

  /** The viewer will not be sent the moves: their targets are changed. */
  flattenMoves(): void {
    for (const { source, x, y } of this.takeMoves()) this.add({ ...source, x, y })
  }

  /** Takes what changed inside `region`, as few rectangles; what lies outside stays. */
  take(region: Rect): Rect[] {
    const area = intersect(region, { x: 0, y: 0, width: this.width, height: this.height })
    if (!area) return []
    const out: Rect[] = []
    // Runs that ended on the row above, by "column:width", to be made taller instead of starting anew.
    let open = new Map<string, Rect>()
    const [firstRow, lastRow] = [Math.floor(area.y / tile), Math.floor((area.y + area.height - 1) / tile)]
    const [firstColumn, lastColumn] = [
      Math.floor(area.x / tile),
      Math.floor((area.x + area.width - 1) / tile),
    ]
    for (let row = firstRow; row <= lastRow; row++) {
      const now = new Map<string, Rect>()
      for (let column = firstColumn; column <= lastColumn; column++) {
        const start = column
        while (column <= lastColumn && this.clear(row * this.columns + column)) column++
        if (column === start) continue
        const key = `${start}:${column}`
        const above = open.get(key)
        const rect = above ?? { x: start * tile, y: row * tile, width: (column - start) * tile, height: 0 }
        rect.height += tile
        if (!above) out.push(rect)
        now.set(key, rect)
      }
      open = now
    }
    // A square that sticks out of the region is sent as far as the region goes, and stays for the rest.
    const sent: Rect[] = []
    for (const rect of out) {
      const inside = intersect(rect, area)
      if (inside) sent.push(inside)
      if (inside && this.cut(rect, inside)) this.add(rect)
    }
    return sent
  }

  private cut(rect: Rect, inside: Rect): boolean {
    const right = Math.min(rect.x + rect.width, this.width)
    const bottom = Math.min(rect.y + rect.height, this.height)
    return (
      inside.x > rect.x ||
      inside.y > rect.y ||
      inside.x + inside.width < right ||
      inside.y + inside.height < bottom
    )
  }

  private clear(at: number): boolean {
    if (!this.dirty[at]) return false
    this.dirty[at] = 0
    return true
  }

  private eachTile(rect: Rect, visit: (at: number) => void): void {
    const lastColumn = Math.min(this.columns - 1, Math.floor((rect.x + rect.width - 1) / tile))
    const lastRow = Math.min(this.rows - 1, Math.floor((rect.y + rect.height - 1) / tile))
    for (let row = Math.floor(rect.y / tile); row <= lastRow; row++) {
      for (let column = Math.floor(rect.x / tile); column <= lastColumn; column++) {
        visit(row * this.columns + column)
      }
    }
  }
}
