import type { DeedState } from './action-schedule'
import type { ScheduleRule } from './schedule-times'
import { dayWord } from './snapshot-words'
import { say, t, told } from './text'

/** "Every day at 22:00", by the wall clock of the schedule's zone. */
export function ruleSentence(rule: ScheduleRule): string {
  const { time } = rule
  switch (rule.repeat) {
    case 'once':
      return t('On {date} at {time}', { date: rule.date, time })
    case 'daily':
      return t('Every day at {time}', { time })
    case 'weekly':
      return t('Every {days} at {time}', { days: rule.days.map(dayWord).join(', '), time })
    case 'monthly':
      return t('On day {day} of every month at {time}', { day: rule.day, time })
  }
}

const deedWords: Record<DeedState, string> = {
  waiting: say('waits for its pool'),
  begun: say('under way'),
  succeeded: say('done'),
  failed: say('failed'),
  refused: say('not done'),
  cancelled: say('cancelled'),
  missed: say('missed'),
  unknown: say('outcome not known'),
}

/** What became of a VM in a run. */
export function deedWord(state: DeedState): string {
  return told(deedWords[state])
}
