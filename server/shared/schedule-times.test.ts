import fc from 'fast-check'
import { expect, it } from 'vitest'
import { isZone, momentOf, nextAfter, nextTimes, type ScheduleRule, wallAt } from './schedule-times'
import { weekDays } from './snapshot-times'

const at = (text: string) => Date.parse(text)
const iso = (times: readonly number[]) => times.map(time => new Date(time).toISOString())
const hourMs = 3_600_000
const dayMs = 24 * hourMs

it('runs once on the day whose clock leaves the time out, and once on the day that has it twice', () => {
  const rule: ScheduleRule = { repeat: 'daily', time: '02:30' }
  // Berlin: on 29 March 2026 it is 03:00 after 01:59, on 25 October 02:00 after 02:59.
  expect(iso(nextTimes(rule, 'Europe/Berlin', at('2026-03-28T00:00:00Z'), 3))).toEqual([
    '2026-03-28T01:30:00.000Z',
    '2026-03-29T01:30:00.000Z',
    '2026-03-30T00:30:00.000Z',
  ])
  expect(iso(nextTimes(rule, 'Europe/Berlin', at('2026-10-24T12:00:00Z'), 2))).toEqual([
    '2026-10-25T00:30:00.000Z',
    '2026-10-26T01:30:00.000Z',
  ])
  // Between the two times that clocks show 02:30 it is not due again.
  expect(iso(nextTimes(rule, 'Europe/Berlin', at('2026-10-25T00:30:00Z'), 1))).toEqual([
    '2026-10-26T01:30:00.000Z',
  ])
  // Half an hour, at Lord Howe Island: 02:00 becomes 02:30 on 4 October 2026.
  expect(
    iso(nextTimes({ ...rule, time: '02:15' }, 'Australia/Lord_Howe', at('2026-10-03T00:00:00Z'), 2)),
  ).toEqual(['2026-10-03T15:45:00.000Z', '2026-10-04T15:15:00.000Z'])
})

it('keeps to the days of a week, and to the last day of months that are shorter', () => {
  // 2026-01-15 is a Thursday; in Auckland it is Friday already.
  expect(
    iso(
      nextTimes(
        { repeat: 'weekly', days: ['Monday', 'Friday'], time: '07:00' },
        'Pacific/Auckland',
        at('2026-01-15T12:00:00Z'),
        3,
      ),
    ),
  ).toEqual(['2026-01-15T18:00:00.000Z', '2026-01-18T18:00:00.000Z', '2026-01-22T18:00:00.000Z'])
  expect(
    iso(nextTimes({ repeat: 'monthly', day: 31, time: '12:00' }, 'UTC', at('2028-01-31T12:00:00Z'), 3)),
  ).toEqual(['2028-02-29T12:00:00.000Z', '2028-03-31T12:00:00.000Z', '2028-04-30T12:00:00.000Z'])
})

it('is due once at a date, and then no more', () => {
  const rule: ScheduleRule = { repeat: 'once', date: '2026-12-24', time: '18:00' }
  expect(iso(nextTimes(rule, 'America/New_York', at('2026-01-01T00:00:00Z'), 5))).toEqual([
    '2026-12-24T23:00:00.000Z',
  ])
  expect(nextAfter(rule, 'America/New_York', at('2026-12-24T23:00:00Z'))).toBeNull()
})

it('knows zones, and texts that are none', () => {
  expect(['Europe/Berlin', 'UTC', 'Europe/Nowhere', ''].map(isZone)).toEqual([true, true, false, false])
})

const zones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/St_Johns',
  'Australia/Lord_Howe',
  'Pacific/Auckland',
  'Pacific/Apia',
  'Asia/Kathmandu',
  'Africa/Casablanca',
  'America/Santiago',
]
const zone = fc.constantFrom(...zones)
const moment = fc.integer({ min: at('1995-01-01T00:00:00Z'), max: at('2037-01-01T00:00:00Z') })
const time = fc.tuple(fc.nat(23), fc.nat(59)).map(two => two.map(n => String(n).padStart(2, '0')).join(':'))
const repeated: fc.Arbitrary<ScheduleRule> = fc.oneof(
  time.map(time => ({ repeat: 'daily' as const, time })),
  fc.record({
    repeat: fc.constant('weekly' as const),
    days: fc.subarray([...weekDays], { minLength: 1 }),
    time,
  }),
  fc.record({ repeat: fc.constant('monthly' as const), day: fc.integer({ min: 1, max: 31 }), time }),
)
/** What the clock shows, "2026-03-29 02:30". */
const shown = (where: string, when: number) =>
  new Date(wallAt(where, when)).toISOString().slice(0, 16).replace('T', ' ')

it('finds moments at which the clock shows it, or the clock never does', () => {
  fc.assert(
    fc.property(zone, moment, (where, when) => {
      const wall = Math.floor(when / 60_000) * 60_000
      const found = momentOf(where, wall)
      if (wallAt(where, found) === wall) {
        // It is the first: none of those that a clock put back can have before it shows the same.
        for (const back of [0.5, 1, 2, 3, 24]) expect(wallAt(where, found - back * hourMs)).not.toBe(wall)
        return
      }
      // Left out: the clock is before it a moment earlier, and after it at once.
      expect(wallAt(where, found)).toBeGreaterThan(wall)
      for (let looked = found - 26 * hourMs; looked <= found + 26 * hourMs; looked += 30 * 60_000)
        expect(wallAt(where, looked)).not.toBe(wall)
    }),
    { numRuns: 300 },
  )
})

it('is due after now, rising, on every day that it is to be and on no other, at its time or just after what is left out', () => {
  fc.assert(
    fc.property(repeated, zone, moment, (rule, where, now) => {
      const times = nextTimes(rule, where, now, 4)
      expect(times).toHaveLength(4)
      let before = now
      for (const next of times) {
        expect(next).toBeGreaterThan(before)
        const [date = '', clock = ''] = shown(where, next).split(' ')
        if (clock !== rule.time) {
          // No other moment of these days shows the time of that day: its clock leaves it out.
          const wall = momentOf(where, Date.parse(`${date}T${rule.time}:00Z`))
          expect(shown(where, wall).endsWith(` ${rule.time}`) && wall <= next && wall > before).toBe(false)
        } else {
          const day = new Date(`${date}T00:00:00Z`)
          if (rule.repeat === 'weekly') expect(rule.days).toContain(weekDays[(day.getUTCDay() + 6) % 7])
          if (rule.repeat === 'monthly') {
            const last = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 0)).getUTCDate()
            expect(day.getUTCDate()).toBe(Math.min(rule.day, last))
          }
        }
        // None is left out between: days pass one by one, weeks and months in their measure.
        const longest = { daily: 2.2, weekly: 8.2, monthly: 32.2, once: 0 }[rule.repeat]
        expect(next - before).toBeLessThan(longest * dayMs)
        before = next
      }
      // Asked a moment before, it is the same.
      expect(nextAfter(rule, where, (times[0] ?? 0) - 1)).toBe(times[0])
    }),
    { numRuns: 300 },
  )
})

it('is due on each local day exactly once', () => {
  fc.assert(
    fc.property(time, zone, moment, (clock, where, now) => {
      const rule: ScheduleRule = { repeat: 'daily', time: clock }
      const days = nextTimes(rule, where, now, 40).map(next => shown(where, next).slice(0, 10))
      expect(new Set(days).size).toBe(days.length)
      for (let i = 1; i < days.length; i++) {
        const step = (Date.parse(days[i] ?? '') - Date.parse(days[i - 1] ?? '')) / dayMs
        // Apia has no 30 December 2011.
        expect(step === 1 || (where === 'Pacific/Apia' && days[i] === '2011-12-31' && step === 2)).toBe(true)
      }
    }),
    { numRuns: 200 },
  )
})
