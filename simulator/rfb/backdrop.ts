import { type Framebuffer, intersect, mix, type Rect } from './framebuffer'

export const backdropWidth = 1024
export const backdropHeight = 768

/** Hills from the furthest to the nearest: height of the crest, its waves, and colour. */
const hills = [
  { crest: 470, waves: [90, 0.0052, 0.4, 26, 0.019, 1.2], color: 0x3f6f8c },
  { crest: 560, waves: [60, 0.0071, 2.1, 18, 0.023, 0.3], color: 0x2a5570 },
  { crest: 650, waves: [44, 0.0088, 4.0, 12, 0.031, 2.6], color: 0x183c53 },
] as const

let drawn: Uint32Array | null = null

/** An evening sky over hills, as far as it lies in `rect`; computed once and shared by every screen. */
export function drawBackdrop(picture: Framebuffer, rect: Rect): void {
  drawn ??= compute()
  const area = intersect(rect, picture.bounds)
  if (!area) return
  for (let y = area.y; y < area.y + area.height; y++) {
    const start = y * backdropWidth + area.x
    picture.pixels.set(drawn.subarray(start, start + area.width), start)
  }
}

function compute(): Uint32Array {
  const pixels = new Uint32Array(backdropWidth * backdropHeight)
  for (let x = 0; x < backdropWidth; x++) {
    const crests = hills.map(({ crest, waves: [a, b, c, d, e, f] }) =>
      Math.round(crest - a * Math.sin(x * b + c) - d * Math.sin(x * e + f)),
    )
    for (let y = 0; y < backdropHeight; y++) pixels[y * backdropWidth + x] = colorAt(y, crests)
  }
  return pixels
}

function colorAt(y: number, crests: number[]): number {
  for (let i = hills.length - 1; i >= 0; i--) {
    const hill = hills[i]
    const crest = crests[i] ?? backdropHeight
    // In steps of 8 pixels: a smooth slope would cost a viewer many times as much for nothing seen.
    if (hill && y >= crest)
      return mix(hill.color, 0x0b2233, Math.min(0.6, (Math.floor((y - crest) / 8) * 8) / 420))
  }
  const height = (Math.floor(y / 4) * 4) / 520
  return height < 0.6
    ? mix(0x14324f, 0x4f7ea3, height / 0.6)
    : mix(0x4f7ea3, 0xe3b68d, Math.min(1, (height - 0.6) / 0.4))
}
