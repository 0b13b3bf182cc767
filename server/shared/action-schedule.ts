import { z } from 'zod'
import { isZone } from './schedule-times'
import { weekDays } from './snapshot-times'
import { say } from './text'

/** What can be scheduled, by the ids of the catalogue. What cuts the power is left to people who look at what they do. */
export const schedulable = ['vm.start', 'vm.shutDown', 'vm.reboot', 'vm.suspend', 'vm.resume'] as const
export type Schedulable = (typeof schedulable)[number]

export function isSchedulable(action: string): action is Schedulable {
  return schedulable.some(one => one === action)
}

/** What is later than this, as after an outage, is not done any more but noted as missed. */
export const graceMs = 15 * 60_000
export const mostScheduledVms = 200
/** So many a person may have. */
export const mostSchedules = 100
/** So many runs of each are kept. */
export const keptRuns = 30

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, say('Say a time, such as 02:30.'))
const date = z.iso.date(say('Say a date.'))

export const scheduleRuleSchema = z.discriminatedUnion('repeat', [
  z.object({ repeat: z.literal('once'), date, time }),
  z.object({ repeat: z.literal('daily'), time }),
  z.object({
    repeat: z.literal('weekly'),
    days: z.array(z.enum(weekDays)).min(1, say('Choose a day at least.')).max(7),
    time,
  }),
  z.object({ repeat: z.literal('monthly'), day: z.int().min(1).max(31), time }),
])

export const actionScheduleSchema = z.object({
  name: z.string().trim().min(1, say('Give it a name.')).max(100),
  action: z.enum(schedulable),
  /** Ids over all pools. */
  vms: z
    .array(z.string().min(1).max(128))
    .min(1, say('Choose a VM at least.'))
    .max(mostScheduledVms, say('A schedule has at most 200 VMs.'))
    .refine(vms => new Set(vms).size === vms.length),
  rule: scheduleRuleSchema,
  zone: z.string().max(64).refine(isZone, say('There is no such time zone.')),
  enabled: z.boolean(),
})
export type ActionScheduleGiven = z.infer<typeof actionScheduleSchema>

export const deedStates = [
  'waiting',
  'begun',
  'succeeded',
  'failed',
  'refused',
  'cancelled',
  'missed',
  'unknown',
] as const
export type DeedState = (typeof deedStates)[number]

/** Whether a state is one in which it stays. Of what is unknown the outcome may still be learned. */
export function isOver(state: DeedState): boolean {
  return state !== 'waiting' && state !== 'begun'
}
