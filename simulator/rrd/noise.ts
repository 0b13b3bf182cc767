/**
 * Chance as a function of time: the same seed and moment always give the same value, so that nothing has to be kept
 * to tell what was measured a week ago.
 */

/** Periods in seconds and how much each counts: from the flicker of a sample to the course of a day. */
const octaves: readonly (readonly [period: number, weight: number])[] = [
  [15, 0.15],
  [70, 0.15],
  [420, 0.2],
  [2_600, 0.2],
  [14_400, 0.15],
  [86_400, 0.15],
]

/** A number that stands for a text: 32 bits. */
export function seedOf(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash >>> 0
}

/** 0 ≤ x < 1, one for each pair of numbers. */
export function chance(seed: number, index: number): number {
  let t = (seed ^ Math.imul(index | 0, 0x9e3779b1)) >>> 0
  t = Math.imul(t ^ (t >>> 16), 0x85ebca6b)
  t = Math.imul(t ^ (t >>> 13), 0xc2b2ae35)
  return ((t ^ (t >>> 16)) >>> 0) / 4294967296
}

/**
 * A smooth curve between 0 and 1, 0.5 in the mean. `at`: seconds; `width`: seconds over which the mean is wanted:
 * what moves faster than that has no part in it.
 */
export function wave(seed: number, at: number, width: number): number {
  let sum = 0
  for (let i = 0; i < octaves.length; i++) {
    const octave = octaves[i]
    if (!octave) continue
    const [period, weight] = octave
    if (period < width) {
      sum += weight / 2
      continue
    }
    const position = at / period
    const index = Math.floor(position)
    const part = position - index
    const bend = part * part * (3 - 2 * part)
    const from = chance(seed + i, index)
    sum += weight * (from + (chance(seed + i, index + 1) - from) * bend)
  }
  return sum
}
