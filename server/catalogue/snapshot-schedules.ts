import { noRef, splitId } from '@/server/inventory/ids'
import type { ObjectId, ScheduleRow } from '@/server/inventory/rows'
import { type SnapshotTimes, writeTimes } from '@/server/shared/snapshot-times'
import { noSchedule, timesSentence, whyNoSchedules } from '@/server/shared/snapshot-words'
import { say, t, told } from '@/server/shared/text'
import type { Calls } from '@/server/xapi/model/calls'
import type { Ref } from '@/server/xapi/model/records'
import { type ActionClass, defineAction, type Steps, type Surroundings } from './define'
import { type InputOf, inputOf } from './input'
import type { Permission } from './permissions'

type Member = InputOf<'scheduleMembers'>['members'][number]

const common = { permission: 'schedule.edit', tone: 'neutral' } as const

const involved = (members: readonly Member[]) =>
  members.map(({ vm }): { class: ActionClass; id: ObjectId; permission: Permission } => ({
    ...{ class: 'VM', id: vm, permission: 'schedule.edit' },
  }))

/** Each still has the schedule that it was seen with, or none: whoever takes it out of another one has seen which. */
async function checkMembers(xapi: Calls, around: Surroundings, members: readonly Member[]): Promise<void> {
  for (const { vm, from } of members) {
    const ref = around.find('VM', vm)
    const expected = from === null ? noRef<'VMSS'>() : around.find('VMSS', from)
    if ((await xapi.VM.get_snapshot_schedule(ref)) !== expected)
      around.refuse(
        t('The snapshot schedule of {name} was changed meanwhile. Look at it again.', {
          name: await xapi.VM.get_name_label(ref),
        }),
      )
  }
}

/** Gives a VM a schedule or none; it gets its own back should a later step be refused. */
async function assign(work: Steps, vm: Ref<'VM'>, schedule: Ref<'VMSS'>): Promise<void> {
  const before = await work.ask(({ VM }) => VM.get_snapshot_schedule(vm))
  if (before === schedule) return
  await work.ask(({ VM }) => VM.set_snapshot_schedule(vm, schedule))
  work.takeBack(() => work.ask(({ VM }) => VM.set_snapshot_schedule(vm, before)))
}

const timesOf = (input: InputOf<'scheduleChange'>) => writeTimes(input)
const namesOf = (ids: readonly ObjectId[], nameOf: (id: ObjectId) => string) => ids.map(nameOf).sort()

export const scheduleCreate = defineAction({
  ...common,
  id: 'schedule.create',
  on: ['pool'],
  label: say('New snapshot schedule…'),
  sentence: (_: string, { name }: InputOf<'newSchedule'>) => t('Make the snapshot schedule {name}', { name }),
  icon: 'add',
  group: 'power',
  input: inputOf('newSchedule'),
  bulk: false,
  blocked: ({ apiVersion }) => whyNoSchedules(apiVersion),
  involves: ({ members }) => involved(members),
  check: ({ xapi, around, input }) => checkMembers(xapi, around, input.members),
  async steps({ work, around, input }) {
    const { name, description, enabled, type, keep, frequency, members, runNow } = input
    const schedule = await work.ask(({ VMSS }) =>
      VMSS.create({
        ...{ uuid: '', name_label: name, name_description: description, enabled, type },
        ...{ retained_snapshots: keep, frequency, schedule: timesOf(input) },
        ...{ last_run_time: '1970-01-01T00:00:00.000Z', VMs: [] },
      }),
    )
    work.takeBack(() => work.ask(({ VMSS }) => VMSS.destroy(schedule)))
    for (const { vm } of members) await assign(work, around.find('VM', vm), schedule)
    if (!runNow) return
    // It is made, whatever becomes of its first run.
    work.keep()
    await work.ask(({ VMSS }) => VMSS.snapshot_now(schedule))
  },
  tells: (_, input, nameOf) => ({
    before: {},
    after: {
      name: input.name,
      ...toldOf(input.type, input.keep, input),
      VMs: namesOf(
        input.members.map(({ vm }) => vm),
        nameOf,
      ),
    },
  }),
})

const toldOf = (type: string, keep: number, times: SnapshotTimes) => ({
  type,
  keep: String(keep),
  when: timesSentence(times),
})

export const scheduleChange = defineAction({
  ...common,
  id: 'schedule.change',
  on: ['VMSS'],
  label: say('Change type, times and how many are kept…'),
  sentence: (name: string) => t('Change the snapshot schedule {name}', { name }),
  icon: 'settings',
  group: 'properties',
  input: inputOf('scheduleChange'),
  bulk: false,
  /** xapi fits the times to the frequency, so that comes first. */
  async apply({ xapi: { VMSS }, ref, row, input }) {
    if (input.type !== row.type) await VMSS.set_type(ref, input.type)
    if (input.keep !== row.retained) await VMSS.set_retained_snapshots(ref, input.keep)
    if (input.frequency !== row.frequency) await VMSS.set_frequency(ref, input.frequency)
    await VMSS.set_schedule(ref, timesOf(input))
  },
  changes: (row, input) => ({
    before: toldOf(row.type, row.retained, row),
    after: toldOf(input.type, input.keep, input),
  }),
  undo: row => ({
    action: 'schedule.change',
    input: {
      ...{ type: row.type, keep: row.retained, frequency: row.frequency },
      ...{ hour: row.hour, minute: row.minute, days: row.days },
    },
  }),
})

export const scheduleSetMembers = defineAction({
  ...common,
  id: 'schedule.setMembers',
  on: ['VMSS'],
  label: say('Change VMs…'),
  sentence: (name: string) => t('Change the VMs of the snapshot schedule {name}', { name }),
  icon: 'vm',
  group: 'properties',
  input: inputOf('scheduleMembers'),
  bulk: false,
  involves: ({ members }) => involved(members),
  check: ({ xapi, around, input }) => checkMembers(xapi, around, input.members),
  async steps({ work, ref, row, around, input: { members } }) {
    const stay = new Set(members.map(({ vm }) => vm))
    for (const { id } of row.members) if (!stay.has(id)) await assign(work, around.find('VM', id), noRef())
    for (const { vm } of members) await assign(work, around.find('VM', vm), ref)
  },
  tells: (row, { members }, nameOf) => ({
    before: {
      VMs: namesOf(
        row.members.map(({ id }) => id),
        nameOf,
      ),
    },
    after: {
      VMs: namesOf(
        members.map(({ vm }) => vm),
        nameOf,
      ),
    },
  }),
})

const switched = (on: boolean) => ({
  ...common,
  on: ['VMSS'] as const,
  group: 'state' as const,
  offered: ({ enabled }: ScheduleRow) => enabled !== on,
  apply: ({ xapi, ref }: { xapi: Calls; ref: Ref<'VMSS'> }) => xapi.VMSS.set_enabled(ref, on),
  changes: ({ enabled }: ScheduleRow) => ({
    before: { enabled: String(enabled) },
    after: { enabled: String(on) },
  }),
  undo: ({ enabled }: ScheduleRow) =>
    enabled === on ? undefined : { action: on ? 'schedule.disable' : 'schedule.enable', input: null },
})

export const scheduleEnable = defineAction<'VMSS'>({
  ...switched(true),
  id: 'schedule.enable',
  label: say('Enable'),
  sentence: name => t('Enable the snapshot schedule {name}', { name }),
  will: say('be enabled'),
  icon: 'play',
  blocked: ({ enabled }) => (enabled ? t('It is enabled.') : undefined),
})

export const scheduleDisable = defineAction<'VMSS'>({
  ...switched(false),
  id: 'schedule.disable',
  label: say('Disable'),
  sentence: name => t('Disable the snapshot schedule {name}', { name }),
  will: say('be disabled'),
  icon: 'pause',
  blocked: ({ enabled }) => (enabled ? undefined : t('It is disabled.')),
})

/** The pool itself does not ask: a schedule that is disabled or has no VMs would run all the same. */
export const scheduleRun = defineAction<'VMSS'>({
  ...common,
  id: 'schedule.run',
  on: ['VMSS'],
  label: say('Run now'),
  sentence: name => t('Run the snapshot schedule {name} now', { name }),
  will: say('run now'),
  icon: 'snapshot',
  group: 'power',
  offered: ({ enabled, members }) => enabled && members.length > 0,
  blocked({ enabled, members }) {
    if (members.length === 0) return t('It has no VMs.')
    return enabled ? undefined : t('It is disabled. Enable it first.')
  },
  async steps({ work, ref }) {
    await work.ask(({ VMSS }) => VMSS.snapshot_now(ref))
  },
})

/** xapi refuses while VMs have it: they lose it first. */
export const scheduleDelete = defineAction<'VMSS'>({
  id: 'schedule.delete',
  on: ['VMSS'],
  label: say('Delete'),
  sentence: name => t('Delete the snapshot schedule {name}', { name }),
  will: say('be deleted'),
  icon: 'delete',
  tone: 'danger',
  group: 'organise',
  permission: 'schedule.edit',
  confirm: ({ name_label, members }) => ({
    title: t('Delete the snapshot schedule {name}?', { name: name_label }),
    body: t(
      '{n, plural, =0 {No VM has it.} one {# VM loses its schedule.} other {# VMs lose their schedule.}} Snapshots that were taken stay, and nothing deletes them any more. The history of its runs goes.',
      { n: members.length },
    ),
    verb: t('Delete'),
  }),
  async steps({ work, ref }) {
    for (const vm of await work.ask(({ VMSS }) => VMSS.get_VMs(ref))) await assign(work, vm, noRef())
    await work.task(1, ({ VMSS }) => VMSS.destroy(ref))
  },
})

export const vmSetSchedule = defineAction({
  ...common,
  id: 'vm.setSchedule',
  on: ['VM'],
  label: say('Assign to snapshot schedule…'),
  sentence: (name: string, { schedule, title }: InputOf<'scheduleOf'>) =>
    schedule === null
      ? t('Take {name} out of its snapshot schedule', { name })
      : t('Put {name} under the snapshot schedule {title}', { name, title }),
  will: say('get another schedule or none'),
  icon: 'snapshot',
  group: 'organise',
  input: inputOf('scheduleOf'),
  blocked: ({ snapshotSchedule }, input) => {
    if (input === undefined || input.schedule !== (snapshotSchedule?.id ?? null)) return undefined
    return snapshotSchedule === null
      ? t('It has no snapshot schedule.')
      : t('It has {now} already.', { now: snapshotSchedule.name })
  },
  involves: ({ schedule }) =>
    schedule === null ? [] : [{ class: 'VMSS', id: schedule, permission: 'schedule.edit' }],
  async check({ xapi, row, around, input: { schedule, title } }) {
    if (schedule === null) return
    if (splitId(schedule).pool !== row.pool) around.refuse(t('This snapshot schedule is of another pool.'))
    if ((await xapi.VMSS.get_name_label(around.find('VMSS', schedule))) !== title)
      around.refuse(t('The snapshot schedule was renamed meanwhile. Look at it again.'))
  },
  apply: ({ xapi, ref, around, input: { schedule } }) =>
    xapi.VM.set_snapshot_schedule(ref, schedule === null ? noRef() : around.find('VMSS', schedule)),
  changes: ({ snapshotSchedule }, { schedule, title }) => ({
    before: { 'snapshot schedule': snapshotSchedule?.name ?? told(noSchedule) },
    after: { 'snapshot schedule': schedule === null ? told(noSchedule) : title },
  }),
  undo: ({ snapshotSchedule }) => ({
    action: 'vm.setSchedule',
    input: { schedule: snapshotSchedule?.id ?? null, title: snapshotSchedule?.name ?? '' },
  }),
})
