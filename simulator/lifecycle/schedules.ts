import type { Records, Ref } from '../../server/xapi/model/records'
import { isoTime } from '../clock'
import { Failure } from '../failure'
import type { Pool } from '../pool'
import { destroyDisk } from '../storage/disks'
import { assertVmOperation } from '../tables/allowed/vm'
import { Task } from '../work/task'
import { destroyVm } from './destroy'
import { disksOf } from './duplicate'
import { checkpoint, snapshot } from './snapshot'

/** The plugin of a host that takes the snapshots: it belongs to the product, not to xapi. */
export const schedulePlugin = 'vmss'

/** cron looks this often; schedules say no other minutes. */
const QUARTER_SECONDS = 15 * 60

/** As XenCenter reads the priorities that the plugin gives: below 3 is an error. */
const priorities = { failed: 1, degraded: 3, information: 5 }

const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']

/** Schedules that are at it, by pool. */
const atWork = new WeakMap<Pool, Set<string>>()

/** Runs every schedule when it is due, for as long as the clock of the pool runs. */
export function keepSchedules(pool: Pool): void {
  if (!pool.plugins.has(schedulePlugin)) return
  const now = pool.clock.now()
  const next = (Math.floor(now / 1000 / QUARTER_SECONDS) + 1) * QUARTER_SECONDS * 1000
  pool.clock.after((next - now) / 1000, () => {
    for (const [ref, schedule] of pool.db.all('VMSS'))
      if (schedule.enabled && isDue(schedule, next)) void runSchedule(pool, ref, 'VMSS_SNAPSHOT_MISSED_EVENT')
    keepSchedules(pool)
  })
}

/** The hosts of this pool keep UTC. */
function isDue({ frequency, schedule }: Records['VMSS'], at: number): boolean {
  const time = new Date(at)
  if (Number(schedule.min ?? 0) !== time.getUTCMinutes()) return false
  if (frequency === 'hourly') return true
  if (Number(schedule.hour ?? 0) !== time.getUTCHours()) return false
  if (frequency === 'daily') return true
  const on = (schedule.days ?? '').split(',').map(day => day.trim())
  return on.includes(days[time.getUTCDay()] ?? '')
}

/**
 * Takes a snapshot of each VM of a schedule and deletes the oldest ones beyond those that it keeps; says how that
 * went. `busy`: what it says when the schedule is at it already. Resolves when it is over.
 */
export async function runSchedule(
  pool: Pool,
  ref: Ref<'VMSS'>,
  busy: 'VMSS_SNAPSHOT_LOCK_FAILED' | 'VMSS_SNAPSHOT_MISSED_EVENT',
): Promise<void> {
  const { uuid, VMs } = pool.db.get('VMSS', ref)
  const running = atWork.get(pool) ?? new Set()
  atWork.set(pool, running)
  const say = (name: string, priority: number, body: string) =>
    pool.messages.create({
      ...{ name, priority, cls: 'VMSS', obj_uuid: uuid, body },
      timestamp: isoTime(pool.clock.now()),
    })
  if (running.has(ref)) {
    say(busy, priorities.degraded, '')
    return
  }
  running.add(ref)
  try {
    const failures: string[] = []
    for (const vm of VMs) failures.push(...(await takeOne(pool, ref, vm)))
    if (!pool.db.find('VMSS', ref)) return
    pool.db.update('VMSS', ref, { last_run_time: isoTime(pool.clock.now()) })
    if (failures.length > 0) say('VMSS_SNAPSHOT_FAILED', priorities.failed, failures.join('\n'))
    else say('VMSS_SNAPSHOT_SUCCEEDED', priorities.information, '')
  } finally {
    running.delete(ref)
  }
}

/** Answers with the line for a VM that it failed for. */
async function takeOne(pool: Pool, ref: Ref<'VMSS'>, vm: Ref<'VM'>): Promise<string[]> {
  const schedule = pool.db.find('VMSS', ref)
  const row = pool.db.find('VM', vm)
  if (!schedule || !row) return []
  const task = new Task(pool, schedule.type === 'checkpoint' ? 'Async.VM.checkpoint' : 'Async.VM.snapshot')
  try {
    const name = `${schedule.name_label}-${row.name_label}-${isoTime(pool.clock.now())}`
    if (schedule.type === 'snapshot_with_quiesce') assertVmOperation(pool.db, vm, 'snapshot_with_quiesce')
    const made =
      schedule.type === 'checkpoint'
        ? await checkpoint(pool, task, vm, name)
        : await snapshot(pool, task, vm, name, [])
    pool.db.update('VM', made, { is_vmss_snapshot: true })
    await dropOldest(pool, task, vm, schedule.retained_snapshots)
    return []
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    const told = [error.code, ...error.params].map(text => `'${text}'`).join(', ')
    return [`VM:${row.name_label} UUID:${row.uuid} Error:[${told}],`]
  } finally {
    task.vanish()
  }
}

async function dropOldest(pool: Pool, task: Task, vm: Ref<'VM'>, retained: number): Promise<void> {
  const kept = pool.db
    .get('VM', vm)
    .snapshots.map(ref => ({ ref, row: pool.db.get('VM', ref) }))
    .filter(({ row }) => row.is_vmss_snapshot)
    .sort((a, b) => (a.row.snapshot_time < b.row.snapshot_time ? -1 : 1))
  for (const { ref, row } of kept.slice(0, Math.max(0, kept.length - retained))) {
    const disks = disksOf(pool, ref).map(({ VDI }) => VDI)
    destroyVm(pool, ref)
    for (const disk of disks) await destroyDisk(pool, task, disk)
    if (pool.db.find('VDI', row.suspend_VDI)) await destroyDisk(pool, task, row.suspend_VDI)
  }
}
