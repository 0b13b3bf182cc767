import type { Framebuffer } from './framebuffer'

export const pointerWidth = 12
export const pointerHeight = 18

/** An arrow whose tip is at `x`, `y`: a left edge, a slope of 45° and a shaft, white with a dark rim. */
export function drawPointer(picture: Framebuffer, x: number, y: number): void {
  for (let row = 0; row < pointerHeight; row++) {
    for (let column = 0; column < pointerWidth; column++) {
      if (!inArrow(column, row)) continue
      const rim = [
        [-1, 0],
        [1, 0],
        [0, -1],
        [0, 1],
      ].some(([dx = 0, dy = 0]) => !inArrow(column + dx, row + dy))
      picture.set(x + column, y + row, rim ? 0x101418 : 0xffffff)
    }
  }
}

function inArrow(column: number, row: number): boolean {
  if (column < 0 || row < 0) return false
  const head = row <= 11 && column <= row
  const left = row > 11 && row <= 15 && column <= 15 - row
  const shaft = row > 10 && row < pointerHeight && Math.abs(column - (row / 2 - 1.5)) <= 1.6
  return head || left || shaft
}
