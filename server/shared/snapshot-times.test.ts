import fc from 'fast-check'
import { expect, it } from 'vitest'
import { hasSchedules, nextRuns, readTimes, snapshotMinutes, weekDays, writeTimes } from './snapshot-times'

const hour = 3_600_000
const at = (text: string) => Date.parse(text)
const times = { frequency: 'daily', hour: 2, minute: 30, days: ['Monday'] as const }

it('reckons the next runs in the time of the pool', () => {
  // In Tokyo it is nine hours later: half past two there is half past five in the evening of the day before.
  expect(nextRuns(times, at('2026-01-15T18:00:00Z'), 9 * hour, 2)).toEqual([
    at('2026-01-16T17:30:00Z'),
    at('2026-01-17T17:30:00Z'),
  ])
  expect(nextRuns({ ...times, frequency: 'hourly' }, at('2026-01-15T18:30:00Z'), 0, 1)).toEqual([
    at('2026-01-15T19:30:00Z'),
  ])
  // 2026-01-15 is a Thursday.
  expect(nextRuns({ ...times, frequency: 'weekly' }, at('2026-01-15T18:00:00Z'), 0, 2)).toEqual([
    at('2026-01-19T02:30:00Z'),
    at('2026-01-26T02:30:00Z'),
  ])
})

it('knows which releases have schedules', () => {
  expect(['1.10', '2.6', '2.7', '2.21'].map(hasSchedules)).toEqual([false, false, true, true])
})

it('finds as many runs as are asked for, rising, after now, and reads what it writes', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('hourly', 'daily', 'weekly'),
      fc.nat(23),
      fc.constantFrom(...snapshotMinutes),
      fc.subarray([...weekDays], { minLength: 1 }),
      fc.integer({ min: 0, max: 2 ** 40 }),
      fc.integer({ min: -48, max: 56 }),
      (frequency, hourOfDay, minute, days, now, quarters) => {
        const said = { frequency, hour: hourOfDay, minute, days }
        const runs = nextRuns(said, now, quarters * 900_000, 4)
        expect(runs).toHaveLength(4)
        expect(runs.every((run, n) => run > (runs[n - 1] ?? now))).toBe(true)
        const read = readTimes(frequency, writeTimes(said))
        expect(nextRuns(read, now, quarters * 900_000, 4)).toEqual(runs)
      },
    ),
  )
})
