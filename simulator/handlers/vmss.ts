import type { Records, Ref } from '../../server/xapi/model/records'
import { isoTime } from '../clock'
import { Failure } from '../failure'
import { runSchedule, schedulePlugin } from '../lifecycle/schedules'
import type { Pool } from '../pool'
import type { Handlers } from './types'

type Schedule = { readonly [key: string]: string }
type Frequency = Records['VMSS']['frequency']

const MOST_SNAPSHOTS = 10
const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

/** What may be said of when, and what is taken if nothing is. */
const keysOf: { readonly [F in Frequency]: readonly string[] } = {
  hourly: ['min'],
  daily: ['hour', 'min'],
  weekly: ['hour', 'min', 'days'],
}
const usual: Schedule = { hour: '0', min: '0', days: 'Monday' }

const right: { readonly [key: string]: (value: string) => boolean } = {
  min: value => ['0', '15', '30', '45'].includes(value),
  hour: value => /^\d+$/.test(value) && Number(value) <= 23,
  days: value => value.split(',').every(day => days.includes(day.trim())),
}

function assertSchedule(frequency: Frequency, schedule: Schedule): void {
  for (const [key, value] of Object.entries(schedule)) {
    const known = (keysOf[frequency] ?? []).includes(key)
    if (!known || !right[key]?.(value)) throw new Failure('INVALID_VALUE', `schedule:${key}`, value)
  }
}

/** What belongs to the frequency, the rest as usual. */
function complete(frequency: Frequency, schedule: Schedule): { [key: string]: string } {
  return Object.fromEntries((keysOf[frequency] ?? []).map(key => [key, schedule[key] ?? usual[key] ?? '']))
}

function assertRetained(count: number): void {
  if (count < 1 || count > MOST_SNAPSHOTS)
    throw new Failure('INVALID_VALUE', 'retained_snapshots', String(count))
}

export const vmss: Handlers<'VMSS'> = {
  create: ({ pool }, fields) => {
    assertRetained(fields.retained_snapshots)
    assertSchedule(fields.frequency, fields.schedule)
    const schedule = complete(fields.frequency, fields.schedule)
    return pool.db.create('VMSS', { ...fields, schedule, last_run_time: isoTime(0) })
  },
  destroy: ({ pool }, ref) => {
    if (pool.db.get('VMSS', ref).VMs.length > 0) throw new Failure('VMSS_HAS_VM')
    const { uuid } = pool.db.get('VMSS', ref)
    for (const { ref: message, message: about } of [...pool.messages.all()])
      if (about.obj_uuid === uuid) pool.messages.destroy(message)
    pool.db.destroy('VMSS', ref)
  },
  // xapi knows neither whether it is enabled nor whether it has VMs: it asks the plugin, if there is one.
  snapshot_now: async ({ pool }, ref) => {
    pool.db.get('VMSS', ref)
    if (!pool.plugins.has(schedulePlugin)) throw new Failure('XENAPI_MISSING_PLUGIN', schedulePlugin)
    await runSchedule(pool, ref, 'VMSS_SNAPSHOT_LOCK_FAILED')
    return ''
  },
  set_frequency: ({ pool }, ref, frequency) => {
    const { schedule } = pool.db.get('VMSS', ref)
    pool.db.update('VMSS', ref, { frequency, schedule: complete(frequency, schedule) })
  },
  set_schedule: ({ pool }, ref, schedule) => {
    assertSchedule(pool.db.get('VMSS', ref).frequency, keysOnly(pool, ref, schedule))
    pool.db.update('VMSS', ref, { schedule })
  },
  // xapi looks a key up that it is about to add.
  add_to_schedule: ({ pool }, ref) => {
    pool.db.get('VMSS', ref)
    throw new Failure('INTERNAL_ERROR', 'Not_found')
  },
  remove_from_schedule: ({ pool }, ref, key) => {
    const { [key]: _, ...schedule } = pool.db.get('VMSS', ref).schedule
    pool.db.update('VMSS', ref, { schedule })
  },
  set_retained_snapshots: ({ pool }, ref, retained_snapshots) => {
    pool.db.get('VMSS', ref)
    assertRetained(retained_snapshots)
    pool.db.update('VMSS', ref, { retained_snapshots })
  },
  set_last_run_time: ({ pool }, ref, last_run_time) => {
    pool.db.get('VMSS', ref)
    pool.db.update('VMSS', ref, { last_run_time })
  },
  set_type: ({ pool }, ref, type) => {
    pool.db.get('VMSS', ref)
    pool.db.update('VMSS', ref, { type })
  },
}

/** A key that the frequency has no use for is kept, whatever it says. */
function keysOnly(pool: Pool, ref: Ref<'VMSS'>, schedule: Schedule): Schedule {
  const { frequency } = pool.db.get('VMSS', ref)
  const unused = (key: string) =>
    right[key] !== undefined && !(keysOf[frequency] ?? []).includes(key) && right[key]?.(schedule[key] ?? '')
  return Object.fromEntries(Object.entries(schedule).filter(([key]) => !unused(key)))
}
