import type { Rect } from './framebuffer'
import { intersect } from './framebuffer'

const tile = 16

/**
 * What one viewer has not been sent yet, kept in squares of 16 pixels so that it never grows however often
 * the picture changes, and at most one move of an area (a scroll), which is cheaper to send than its pixels.
 */
export class Damage {
  private columns = 0
  private rows = 0
  private dirty = new Uint8Array(0)
  private count = 0
  private pendingMove: { source: Rect; x: number; y: number } | null = null

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
    this.count = this.dirty.length
    this.pendingMove = null
  }

  get empty(): boolean {
    return this.count === 0 && this.pendingMove === null
  }

  add(rect: Rect): void {
    this.eachTile(rect, at => {
      if (this.dirty[at]) return
      this.dirty[at] = 1
      this.count++
    })
  }

  /** Takes note of a move; where it cannot be sent as a move, its target is simply changed. */
  move(source: Rect, x: number, y: number): void {
    const target = { ...source, x, y }
    // A viewer would copy what it still has not been sent, and a second move would come out of order.
    const stale = this.pendingMove !== null || this.touches(source) || this.touches(target)
    if (stale) this.add(target)
    else this.pendingMove = { source, x, y }
  }

  /** Takes the move to be sent before `take`'s rectangles; null when there is none. */
  takeMove(): { source: Rect; x: number; y: number } | null {
    const move = this.pendingMove
    this.pendingMove = null
    return move
  }

  /** A move that the viewer will not be sent as one. */
  flattenMove(): void {
    const move = this.takeMove()
    if (move) this.add({ ...move.source, x: move.x, y: move.y })
  }

  touches(rect: Rect): boolean {
    let found = false
    this.eachTile(rect, at => {
      if (this.dirty[at]) found = true
    })
    return found
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
    this.count--
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
