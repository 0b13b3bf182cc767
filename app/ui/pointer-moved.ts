'use client'

/** Where the pointer was last seen to move to, in pixels of the window. */
let last: { x: number; y: number } | undefined

if (typeof document !== 'undefined')
  document.addEventListener('pointermove', ({ clientX: x, clientY: y }) => (last = { x, y }), {
    capture: true,
    passive: true,
  })

/**
 * Whether something came to lie under a pointer that did not move, which browsers report as entering it: a menu opened
 * by a key, say. Fractions of a pixel do not count: pointer events have them, mouse events do not.
 */
export function cameUnderPointer({ clientX, clientY }: Pick<MouseEvent, 'clientX' | 'clientY'>): boolean {
  return last !== undefined && Math.abs(clientX - last.x) < 1 && Math.abs(clientY - last.y) < 1
}
