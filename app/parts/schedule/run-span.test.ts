import { expect, it } from 'vitest'
import { reachesBack, runsOfSpan } from './run-span'

const now = Date.parse('2026-03-10T12:00:00Z')
/** One every three hours, newest first. */
const runs = (count: number) =>
  Array.from({ length: count }, (_, n) => ({
    message: { at: new Date(now - n * 3 * 3_600_000).toISOString() },
  }))

it('shows the last ten runs, those of a day, or those of a week', () => {
  const many = runs(80)
  expect(runsOfSpan(many, 'ten', now)).toEqual(many.slice(0, 10))
  expect(runsOfSpan(many, 'day', now)).toEqual(many.slice(0, 9))
  expect(runsOfSpan(many, 'week', now)).toEqual(many.slice(0, 57))
  expect(runsOfSpan([], 'ten', now)).toEqual([])
})

it('knows whether older ones could belong to it', () => {
  expect(reachesBack(runs(9), 'ten', now)).toBe(false)
  expect(reachesBack(runs(10), 'ten', now)).toBe(true)
  expect(reachesBack(runs(9), 'day', now)).toBe(false)
  expect(reachesBack(runs(10), 'day', now)).toBe(true)
  expect(reachesBack(runs(57), 'week', now)).toBe(false)
  expect(reachesBack(runs(58), 'week', now)).toBe(true)
  expect(reachesBack([], 'week', now)).toBe(false)
})
