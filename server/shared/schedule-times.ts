import type { WeekDay } from './snapshot-times'
import { weekDays } from './snapshot-times'

/** When something is due, by the wall clock of a time zone. `time` is "02:30", `date` "2026-11-25". */
export type ScheduleRule =
  | { repeat: 'once'; date: string; time: string }
  | { repeat: 'daily'; time: string }
  | { repeat: 'weekly'; days: readonly WeekDay[]; time: string }
  /** In months that have no such day, on their last one. */
  | { repeat: 'monthly'; day: number; time: string }

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs
/** In so many days there is one of each month, though its months be the longest. */
const longestDays = 64

const formats = new Map<string, Intl.DateTimeFormat>()
function formatIn(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  formats.set(zone, made)
  return made
}

/** Whether the time zone is one of the IANA's that is known here. */
export function isZone(zone: string): boolean {
  try {
    return formatIn(zone) !== undefined
  } catch {
    return false
  }
}

/**
 * What the wall clock of a zone shows at a moment, as the milliseconds since the epoch at which a clock in UTC shows the
 * same; whole seconds.
 */
export function wallAt(zone: string, at: number): number {
  const read: Record<string, number> = {}
  for (const { type, value } of formatIn(zone).formatToParts(at)) read[type] = Number(value)
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = read
  return Date.UTC(year, month - 1, day, hour, minute, second)
}

const aheadAt = (zone: string, at: number) => wallAt(zone, at) - Math.floor(at / 1000) * 1000

/**
 * The moment at which the wall clock of a zone shows this. What it shows twice is the first of both; what it leaves out,
 * as when summer time begins, is as much later as is left out: 02:30 becomes 03:30. The same as Temporal's "compatible".
 */
export function momentOf(zone: string, wall: number): number {
  const before = aheadAt(zone, wall - dayMs)
  const found = [before, aheadAt(zone, wall + dayMs)]
    .map(ahead => wall - ahead)
    .filter(at => wallAt(zone, at) === wall)
  return found.length > 0 ? Math.min(...found) : wall - before
}

/** Milliseconds since midnight. */
function sinceMidnight(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  return (hour * 60 + minute) * minuteMs
}

function isDay(rule: Exclude<ScheduleRule, { repeat: 'once' }>, midnight: number): boolean {
  const date = new Date(midnight)
  if (rule.repeat === 'daily') return true
  if (rule.repeat === 'weekly') {
    const name = weekDays[(date.getUTCDay() + 6) % 7]
    return name !== undefined && rule.days.includes(name)
  }
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
  return date.getUTCDate() === Math.min(rule.day, last)
}

/**
 * The next moment after `after` at which it is due, in milliseconds since the epoch; null: there is none any more. A day
 * whose clock leaves the time out has it all the same, once, and one whose clock shows it twice has it once.
 */
export function nextAfter(rule: ScheduleRule, zone: string, after: number): number | null {
  if (rule.repeat === 'once') {
    const at = momentOf(zone, Date.parse(`${rule.date}T00:00:00Z`) + sinceMidnight(rule.time))
    return at > after ? at : null
  }
  const today = Math.floor(wallAt(zone, after) / dayMs) * dayMs
  for (let offset = -1; offset < longestDays; offset++) {
    const midnight = today + offset * dayMs
    if (!isDay(rule, midnight)) continue
    const at = momentOf(zone, midnight + sinceMidnight(rule.time))
    if (at > after) return at
  }
  return null
}

/** The next so many, the earliest first. */
export function nextTimes(rule: ScheduleRule, zone: string, after: number, count: number): number[] {
  const times: number[] = []
  for (let at: number | null = after; times.length < count; ) {
    at = nextAfter(rule, zone, at)
    if (at === null) break
    times.push(at)
  }
  return times
}
