import { readTimes } from '@/server/shared/snapshot-times'
import type { Ref } from '@/server/xapi/model/records'
import { identity, objectId } from '../ids'
import type { ScheduleRow } from '../rows'
import { isVm } from '../visible'
import type { View } from './view'

/** XAPI's own set of its VMs comes in a later event than the VMs that name it: these are asked. */
export function projectSchedule({ store, pool }: View, ref: Ref<'VMSS'>): ScheduleRow | undefined {
  const schedule = store.get('VMSS', ref)
  if (schedule === undefined) return undefined
  const members = [...store.recordsAt('VM', 'snapshot_schedule', ref)].filter(([, vm]) => isVm(vm))
  members.sort(([, a], [, b]) => (a.name_label < b.name_label ? -1 : 1))
  return {
    class: 'VMSS',
    id: objectId(pool, identity(schedule, ref)),
    pool,
    ref,
    uuid: schedule.uuid,
    name_label: schedule.name_label,
    name_description: schedule.name_description,
    allowed_operations: [],
    current_operations: {},
    tags: [],
    folder: '',
    fields: {},
    enabled: schedule.enabled,
    type: schedule.type,
    retained: schedule.retained_snapshots,
    ...readTimes(schedule.frequency, schedule.schedule),
    lastRun: Date.parse(schedule.last_run_time) > 0 ? schedule.last_run_time : null,
    members: members.map(([vm, record]) => ({ id: objectId(pool, identity(record, vm)) })),
  }
}
