import { bitmapOf, cellHeight } from './font'
import type { Framebuffer } from './framebuffer'

interface Cell {
  character: string
  color: number
  bold: boolean
}

export const ink = {
  plain: 0xc9cdd2,
  bright: 0xf3f5f7,
  green: 0x7fd28c,
  yellow: 0xe8c46a,
  red: 0xef7d76,
  blue: 0x78b4ef,
  faint: 0x868d97,
} as const

const paper = 0x10131a

/**
 * A grid of characters with a cursor, drawn into a picture cell by cell. `cellWidth` is 8, or 9 for the
 * text mode of old screens, whose letters stand one pixel apart more.
 */
export class Terminal {
  private cells: (Cell | null)[] = []
  private dirty = new Set<number>()
  private scrolled = 0
  private whole = true
  private x = 0
  private y = 0
  private drawnCursor: number | null = null
  color: number = ink.plain
  bold = false
  cursorShown = true

  constructor(
    public columns: number,
    public rows: number,
    public cellWidth: number,
  ) {}

  /** Another size of grid; what fits stays, the last lines first. */
  resize(columns: number, rows: number, cellWidth: number): void {
    const lines = Array.from({ length: this.rows }, (_, y) => this.row(y))
    const cut = Math.max(0, this.y + 1 - rows)
    this.cells = []
    lines.slice(cut, cut + rows).forEach((line, y) => {
      line.slice(0, columns).forEach((cell, x) => {
        this.cells[y * columns + x] = cell
      })
    })
    this.columns = columns
    this.rows = rows
    this.cellWidth = cellWidth
    this.y = Math.min(this.y - cut, rows - 1)
    this.x = Math.min(this.x, columns - 1)
    this.repaint()
  }

  /** Forgets what has been drawn: the next `render` draws everything. */
  repaint(): void {
    this.whole = true
    this.scrolled = 0
    this.dirty.clear()
  }

  write(text: string): void {
    for (const character of text) {
      if (character === '\n') this.newline()
      else if (character === '\r') this.x = 0
      else if (character === '\b') this.back()
      else if (character === '\t') this.write(' '.repeat(8 - (this.x % 8)))
      else this.put(character)
    }
  }

  /** Writes in another ink, then goes on in the one before. */
  writeIn(color: number, text: string): void {
    const before = this.color
    this.color = color
    this.write(text)
    this.color = before
  }

  clear(): void {
    this.cells = []
    this.x = 0
    this.y = 0
    this.repaint()
  }

  /** The text of a line as it stands, without the blanks at its end. */
  lineText(y: number): string {
    return this.row(y)
      .map(cell => cell?.character ?? ' ')
      .join('')
      .trimEnd()
  }

  /** Draws what changed since the last time, the cursor last. The picture must have the terminal's size. */
  render(picture: Framebuffer): void {
    const { columns, rows } = this
    const cursor = this.cursorShown ? this.y * columns + this.x : null
    if (this.drawnCursor !== null && this.drawnCursor !== cursor) this.dirty.add(this.drawnCursor)
    if (this.whole || this.scrolled >= rows) {
      picture.within(picture.bounds, () => picture.fill(picture.bounds, paper))
      this.dirty.clear()
      for (let at = 0; at < columns * rows; at++) if (this.cells[at]) this.dirty.add(at)
    } else if (this.scrolled > 0) this.renderScroll(picture)
    for (const at of this.dirty) this.renderCell(picture, at, false)
    if (cursor !== null) this.renderCell(picture, cursor, true)
    this.dirty.clear()
    this.drawnCursor = cursor
    this.scrolled = 0
    this.whole = false
  }

  private renderScroll(picture: Framebuffer): void {
    const height = this.scrolled * cellHeight
    const { width } = picture.bounds
    picture.copy({ x: 0, y: height, width, height: this.rows * cellHeight - height }, 0, 0)
    const below = { x: 0, y: this.rows * cellHeight - height, width, height }
    picture.within(below, () => picture.fill(below, paper))
  }

  private renderCell(picture: Framebuffer, at: number, inverse: boolean): void {
    const cell = this.cells[at]
    const x = (at % this.columns) * this.cellWidth
    const y = Math.floor(at / this.columns) * cellHeight
    const area = { x, y, width: this.cellWidth, height: cellHeight }
    const front = cell?.color ?? ink.plain
    picture.within(area, () => {
      picture.fill(area, inverse ? front : paper)
      if (!cell) return
      const bitmap = bitmapOf(cell.character)
      for (let row = 0; row < cellHeight; row++) {
        const bits = (bitmap[row] ?? 0) | (cell.bold ? (bitmap[row] ?? 0) >> 1 : 0)
        for (let column = 0; column < 8; column++) {
          if (bits & (0x80 >> column)) picture.set(x + column, y + row, inverse ? paper : front)
        }
      }
    })
  }

  private row(y: number): (Cell | null)[] {
    return Array.from({ length: this.columns }, (_, x) => this.cells[y * this.columns + x] ?? null)
  }

  private put(character: string): void {
    if (this.x >= this.columns) this.newline()
    const at = this.y * this.columns + this.x
    this.cells[at] = character === ' ' ? null : { character, color: this.color, bold: this.bold }
    this.dirty.add(at)
    this.x++
  }

  private back(): void {
    if (this.x > 0) this.x--
    else if (this.y > 0) {
      this.y--
      this.x = this.columns - 1
    }
  }

  private newline(): void {
    this.x = 0
    if (this.y < this.rows - 1) {
      this.y++
      return
    }
    this.cells.splice(0, this.columns)
    // The array may be shorter than the grid; nothing is kept below the last line that was written.
    this.scrolled++
    this.dirty = new Set([...this.dirty].map(at => at - this.columns).filter(at => at >= 0))
    if (this.drawnCursor !== null) this.drawnCursor -= this.columns
    if (this.drawnCursor !== null && this.drawnCursor < 0) this.drawnCursor = null
  }
}
