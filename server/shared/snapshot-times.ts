/** The days of a week as XAPI names them, beginning with Monday. */
export const weekDays = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
] as const
export type WeekDay = (typeof weekDays)[number]
export const snapshotMinutes = [0, 15, 30, 45] as const
export const mostRetained = 10

/** Whether a pool that speaks this version of the XenAPI has schedules: they came with 2.7, XenServer 7.2. */
export function hasSchedules(apiVersion: string): boolean {
  const [major = 0, minor = 0] = apiVersion.split('.').map(Number)
  return major > 2 || (major === 2 && minor >= 7)
}

/** When a schedule runs, in the time of the pool's coordinator. What the frequency has no use for is as last said. */
export interface SnapshotTimes {
  frequency: string
  hour: number
  minute: number
  days: readonly WeekDay[]
}

/** What XAPI keeps as texts; what is missing or wrong is what xapi itself takes: midnight, Monday. */
export function readTimes(frequency: string, schedule: { readonly [key: string]: string }): SnapshotTimes {
  const number = (text: string | undefined, under: number) => {
    const value = Number(text ?? 0)
    return Number.isInteger(value) && value >= 0 && value < under ? value : 0
  }
  const said = (schedule.days ?? '').split(',').map(day => day.trim())
  const days = weekDays.filter(day => said.includes(day))
  return {
    frequency,
    hour: number(schedule.hour, 24),
    minute: number(schedule.min, 60),
    days: days.length > 0 ? days : ['Monday'],
  }
}

/** As XAPI keeps it: only the keys that belong to the frequency. */
export function writeTimes({ frequency, hour, minute, days }: SnapshotTimes): { [key: string]: string } {
  return {
    ...(frequency !== 'hourly' && { hour: String(hour) }),
    min: String(minute),
    ...(frequency === 'weekly' && { days: days.join(',') }),
  }
}

const minuteMs = 60_000
const daysAhead = 8

/**
 * The next runs after `now`, in milliseconds since the epoch, earliest first. `ahead`: by how many milliseconds the
 * wall clock of the coordinator is ahead of UTC.
 */
export function nextRuns(times: SnapshotTimes, now: number, ahead: number, count: number): number[] {
  const here = now + ahead
  const day = new Date(here)
  day.setUTCHours(0, 0, 0, 0)
  const runs: number[] = []
  for (let offset = 0; offset < daysAhead * count && runs.length < count; offset++) {
    const midnight = day.getTime() + offset * 24 * 60 * minuteMs
    const name = weekDays[(new Date(midnight).getUTCDay() + 6) % 7]
    if (times.frequency === 'weekly' && name && !times.days.includes(name)) continue
    const hours = times.frequency === 'hourly' ? [...Array(24).keys()] : [times.hour]
    for (const hour of hours) {
      const at = midnight + (hour * 60 + times.minute) * minuteMs
      if (at > here && runs.length < count) runs.push(at - ahead)
    }
  }
  return runs
}
