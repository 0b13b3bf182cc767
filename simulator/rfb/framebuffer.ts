/** A rectangle in pixels, from the top left corner. */
export interface Rect {
  x: number
  y: number
  width: number
  height: number
}

/** Told what happens to a picture, after it happened. Rectangles lie inside the picture. */
export interface PictureWatcher {
  damaged(rect: Rect): void
  /** `source` was copied so that its top left corner is now at `x`, `y`; both areas are inside the picture. */
  copied(source: Rect, x: number, y: number): void
  resized(): void
}

/** The part of `a` that is also in `b`; null when they do not touch. */
export function intersect(a: Rect, b: Rect): Rect | null {
  const x = Math.max(a.x, b.x)
  const y = Math.max(a.y, b.y)
  const width = Math.min(a.x + a.width, b.x + b.width) - x
  const height = Math.min(a.y + a.height, b.y + b.height) - y
  return width > 0 && height > 0 ? { x, y, width, height } : null
}

/**
 * A picture of `width` × `height` pixels, each a number 0xRRGGBB, and whoever watches it change. Everything
 * drawn outside of the picture, or of `clip` while that is set, is left out.
 */
export class Framebuffer {
  readonly watchers = new Set<PictureWatcher>()
  pixels: Uint32Array
  private limit: Rect

  constructor(
    public width: number,
    public height: number,
  ) {
    this.pixels = new Uint32Array(width * height)
    this.limit = this.bounds
  }

  get bounds(): Rect {
    return { x: 0, y: 0, width: this.width, height: this.height }
  }

  /** Draws with `draw` inside `rect` only, and reports that rectangle as changed once. */
  within(rect: Rect, draw: () => void): void {
    const clip = intersect(rect, this.bounds)
    if (!clip) return
    const before = this.limit
    this.limit = clip
    try {
      draw()
    } finally {
      this.limit = before
    }
    this.mark(clip)
  }

  /** A new size; the picture is black afterwards. */
  resize(width: number, height: number): void {
    this.width = width
    this.height = height
    this.pixels = new Uint32Array(width * height)
    this.limit = this.bounds
    for (const watcher of this.watchers) watcher.resized()
  }

  fill(rect: Rect, color: number): void {
    const area = intersect(rect, this.limit)
    if (!area) return
    for (let y = area.y; y < area.y + area.height; y++) {
      const start = y * this.width + area.x
      this.pixels.fill(color, start, start + area.width)
    }
  }

  set(x: number, y: number, color: number): void {
    if (this.inside(x, y)) this.pixels[y * this.width + x] = color
  }

  /** Mixes `color` over what is there: `share` 0 leaves it, 1 replaces it. */
  blend(x: number, y: number, color: number, share: number): void {
    if (share <= 0 || !this.inside(x, y)) return
    const at = y * this.width + x
    this.pixels[at] = mix(this.pixels[at] ?? 0, color, Math.min(1, share))
  }

  /** Moves the pixels of `source` so that its top left corner comes to `x`, `y`; the areas may overlap. */
  copy(source: Rect, x: number, y: number): void {
    const from = intersect(source, this.bounds)
    if (!from) return
    const target = intersect(
      { x: x + from.x - source.x, y: y + from.y - source.y, width: from.width, height: from.height },
      this.bounds,
    )
    if (!target) return
    const origin: Rect = { ...target, x: target.x - x + source.x, y: target.y - y + source.y }
    const down = target.y > origin.y
    for (let i = 0; i < target.height; i++) {
      const row = down ? target.height - 1 - i : i
      const start = (origin.y + row) * this.width + origin.x
      this.pixels.copyWithin((target.y + row) * this.width + target.x, start, start + target.width)
    }
    for (const watcher of this.watchers) watcher.copied(origin, target.x, target.y)
  }

  /** Reports `rect` as changed. */
  mark(rect: Rect): void {
    const area = intersect(rect, this.bounds)
    if (area) for (const watcher of this.watchers) watcher.damaged(area)
  }

  private inside(x: number, y: number): boolean {
    const { limit } = this
    return x >= limit.x && y >= limit.y && x < limit.x + limit.width && y < limit.y + limit.height
  }
}

/** `share` of `over` and the rest of `under`, each 0xRRGGBB. */
export function mix(under: number, over: number, share: number): number {
  const channel = (shift: number) => {
    const a = (under >> shift) & 255
    return Math.round(a + (((over >> shift) & 255) - a) * share) << shift
  }
  return channel(16) | channel(8) | channel(0)
}
