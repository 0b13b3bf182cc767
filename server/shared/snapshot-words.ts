import { hasSchedules, type SnapshotTimes, type WeekDay } from './snapshot-times'
import { say, t, told } from './text'

/** What XAPI's types of scheduled snapshots are called. */
export const scheduleTypes: Record<string, string> = {
  snapshot: say('Disks'),
  snapshot_with_quiesce: say('Disks, quiesced'),
  checkpoint: say('Disks and memory'),
}

/** What VMs have that no schedule takes snapshots of. */
export const noSchedule = say('No schedule')

const dayWords: Record<WeekDay, string> = {
  Monday: say('Monday'),
  Tuesday: say('Tuesday'),
  Wednesday: say('Wednesday'),
  Thursday: say('Thursday'),
  Friday: say('Friday'),
  Saturday: say('Saturday'),
  Sunday: say('Sunday'),
}

/** "Monday" as whoever reads calls it. */
export function dayWord(day: WeekDay): string {
  return told(dayWords[day])
}

/** "Every day at 02:30", in the time of the pool. */
export function timesSentence({ frequency, hour, minute, days }: SnapshotTimes): string {
  const two = (n: number) => String(n).padStart(2, '0')
  const time = `${two(hour)}:${two(minute)}`
  if (frequency === 'hourly') return t('Every hour at minute {minute}', { minute: two(minute) })
  if (frequency === 'daily') return t('Every day at {time}', { time })
  return t('Every {days} at {time}', { days: days.map(dayWord).join(', '), time })
}

/** What a type is called; one that nobody knows by its own name. */
export function typeWord(type: string): string {
  return told(scheduleTypes[type] ?? type)
}

/** Why a pool that speaks this version of the XenAPI takes no snapshots on schedules; undefined: it can. */
export function whyNoSchedules(apiVersion: string): string | undefined {
  return hasSchedules(apiVersion) ? undefined : t('The release of this pool has no snapshot schedules.')
}
