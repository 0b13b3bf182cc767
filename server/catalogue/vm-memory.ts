import type { TemplateRow, VmRow } from '@/server/inventory/rows'
import { rangeIssue } from '@/server/shared/memory-range'
import { say, t, worded } from '@/server/shared/text'
import type { Calls } from '@/server/xapi/model/calls'
import type { Records, Ref } from '@/server/xapi/model/records'
import { defineAction, type Surroundings } from './define'
import { HalfDone, isRefusal } from './half-done'
import { type InputOf, inputOf } from './input'
import { runAgain } from './run-again'
import { ofProduct, powerOf } from './vm-states'

const GiB = 2 ** 30
export const sizeText = (bytes: number) => `${Math.round((bytes / GiB) * 100) / 100} GiB`
const halted = (vm: VmRow, what: string) =>
  vm.power_state === 'Halted'
    ? t('The pool does not allow the {what} of this VM to be changed now.', { what })
    : t('{name} is {word}. Shut it down to change its {what}.', {
        name: vm.name_label,
        word: vm.power_state.toLowerCase(),
        what,
      })

export const vmSetMemory = defineAction({
  id: 'vm.setMemory',
  on: ['VM'],
  label: say('Change memory…'),
  sentence: (name: string, { memory }: InputOf<'memory'>) =>
    t('Give {name} {sizeText} of memory', { name, sizeText: sizeText(memory) }),
  will: say('get this much memory'),
  icon: 'memory',
  tone: 'neutral',
  group: 'properties',
  permission: 'vm.resize',
  // XAPI does not advertise changing_memory_limits, which is allowed just when this is.
  operation: 'changing_static_range',
  input: inputOf('memory'),
  blocked: (vm, input) =>
    input === undefined || vm.power_state !== 'Halted' || vm.memory !== input.memory
      ? undefined
      : t('It has {sizeText} already.', { sizeText: sizeText(input.memory) }),
  refused: vm => halted(vm, 'memory'),
  takes: (vm, { memory }) => ({ memory: Math.max(0, memory - vm.memory) }),
  apply: ({ xapi, ref, input: { memory } }) => xapi.VM.set_memory(ref, memory),
  changes: (vm, { memory }) => ({
    before: { memory: sizeText(vm.memory) },
    after: { memory: sizeText(memory) },
  }),
  undo: (_, __, record) =>
    record && {
      action: 'vm.restoreMemory',
      input: {
        staticMin: record.memory_static_min,
        staticMax: record.memory_static_max,
        dynamicMin: record.memory_dynamic_min,
        dynamicMax: record.memory_dynamic_max,
      },
    },
})

type Range = InputOf<'memoryRange'>

const rangeOf = (
  record: Pick<Records['VM'], 'memory_dynamic_min' | 'memory_dynamic_max' | 'memory_static_max'>,
) => ({
  least: record.memory_dynamic_min,
  most: record.memory_dynamic_max,
  limit: record.memory_static_max,
})

function rangeText(least: number, most: number): string {
  return least === most
    ? sizeText(most)
    : t('{least} to {most}', { least: sizeText(least), most: sizeText(most) })
}

const shownRange = ({ least, most, limit }: ReturnType<typeof rangeOf>) => ({
  memory: rangeText(least, most),
  limit: sizeText(limit),
})

const rangeChanges = (_: VmRow | TemplateRow, { least, most, limit }: Range, record?: Records['VM']) => ({
  before: record ? shownRange(rangeOf(record)) : {},
  after: shownRange({ least, most, limit: limit ?? record?.memory_static_max ?? most }),
})

const moreMemory = (vm: VmRow | TemplateRow, { most }: Range, record?: Records['VM']) => ({
  memory: Math.max(0, most - (record?.memory_dynamic_max ?? vm.memory)),
})

/** In any state: XAPI itself says only that limits are out of order. */
async function assertWithin({ xapi, ref, around, input: { least, most, limit } }: Asked): Promise<void> {
  const record = await xapi.VM.get_record(ref)
  const highest = limit ?? record.memory_static_max
  if (most > highest)
    around.refuse(
      t('It can have {sizeText} at most. Shut it down to raise that.', { sizeText: sizeText(highest) }),
    )
  const issue = rangeIssue(
    { least, most, limit: highest },
    {
      staticMin: record.memory_static_min,
      dynamicMin: record.memory_dynamic_min,
      room: around.memoryRoom(ref),
    },
    sizeText,
  )
  if (issue !== undefined) around.refuse(issue)
}
interface Asked {
  xapi: Calls
  ref: Ref<'VM'>
  around: Surroundings
  input: Range
}

/** Of one that runs it counts at once, where its guest gives and takes memory; its limit is for one that is halted. */
export const vmSetMemoryRange = defineAction({
  id: 'vm.setMemoryRange',
  on: ['VM', 'template'],
  label: say('Change memory range…'),
  sentence: (name: string, { least, most }: Range) =>
    least === most
      ? t('Give {name} {sizeText} of memory', { name, sizeText: sizeText(most) })
      : t('Give {name} {rangeText} of memory', { name, rangeText: rangeText(least, most) }),
  will: say('get this much memory'),
  icon: 'memory',
  tone: 'neutral',
  group: 'properties',
  permission: 'vm.resize',
  listed: false,
  input: inputOf('memoryRange'),
  blocked: (vm, input) =>
    vm.class === 'template'
      ? ofProduct(vm)
      : (vm.power_state !== 'Halted' && input !== undefined && input.limit !== null) ||
          (vm.power_state !== 'Halted' && vm.power_state !== 'Running')
        ? halted(vm, 'memory')
        : undefined,
  takes: moreMemory,
  check: assertWithin,
  async apply({ xapi: { VM }, row, ref, input: { least, most, limit } }) {
    if (powerOf(row) !== 'Halted') return VM.set_memory_dynamic_range(ref, least, most)
    const record = await VM.get_record(ref)
    await VM.set_memory_limits(ref, record.memory_static_min, limit ?? record.memory_static_max, least, most)
  },
  changes: rangeChanges,
  undo: (vm, _, record) =>
    record && {
      action: 'vm.setMemoryRange',
      input: {
        ...rangeOf(record),
        ...(powerOf(vm) === 'Halted' ? {} : { limit: null }),
      },
    },
})

/** For what XAPI changes of a halted VM only: it is shut down, changed, and started again where it was. */
export const vmSetMemoryRestarting = defineAction({
  id: 'vm.setMemoryRestarting',
  on: ['VM'],
  label: say('Change memory and restart…'),
  sentence: (name: string, { least, most }: Range) =>
    t('Restart {name} with {rangeText} of memory', { name, rangeText: rangeText(least, most) }),
  will: say('restart with this much memory'),
  icon: 'memory',
  tone: 'neutral',
  group: 'properties',
  permission: 'vm.resize',
  also: ['vm.power', 'vm.force', 'vm.migrate'],
  listed: false,
  bulk: false,
  input: inputOf('memoryRange'),
  blocked: vm =>
    vm.power_state === 'Running' ? undefined : t('It does not run: there is nothing to restart.'),
  check: assertWithin,
  takes: moreMemory,
  changes: rangeChanges,
  async steps({ work, around, ref, row, input: { least, most, limit } }) {
    const host = row.host === null ? undefined : around.find('host', row.host)
    const clean = row.allowed_operations.includes('clean_shutdown')
    await work.task(0.4, ({ VM }) => (clean ? VM.clean_shutdown(ref) : VM.hard_shutdown(ref)))
    // Refused or cancelled, it runs again all the same.
    work.takeBack(() => runAgain(work, ref, host))
    await work.ask(async ({ VM }) => {
      const { memory_static_min, memory_static_max } = await VM.get_record(ref)
      await VM.set_memory_limits(ref, memory_static_min, limit ?? memory_static_max, least, most)
    })
    try {
      await runAgain(work, ref, host)
    } catch (error) {
      if (!isRefusal(error)) throw error
      const done = worded('The memory of {name} is changed, but it does not run.', { name: row.name_label })
      throw new HalfDone(done, error)
    }
  },
})

/** Takes a change of memory back: all four limits as they were. */
export const vmRestoreMemory = defineAction({
  id: 'vm.restoreMemory',
  on: ['VM'],
  label: say('Restore memory'),
  sentence: (name: string, { dynamicMax }: InputOf<'memoryLimits'>) =>
    t('Give {name} its {sizeText} of memory back', { name, sizeText: sizeText(dynamicMax) }),
  will: say('get their memory back'),
  icon: 'memory',
  tone: 'neutral',
  group: 'properties',
  permission: 'vm.resize',
  operation: 'changing_static_range',
  listed: false,
  input: inputOf('memoryLimits'),
  refused: vm => halted(vm, 'memory'),
  takes: (vm, { dynamicMax }) => ({ memory: Math.max(0, dynamicMax - vm.memory) }),
  apply: ({ xapi, ref, input: { staticMin, staticMax, dynamicMin, dynamicMax } }) =>
    xapi.VM.set_memory_limits(ref, staticMin, staticMax, dynamicMin, dynamicMax),
  changes: (vm, { dynamicMax }) => ({
    before: { memory: sizeText(vm.memory) },
    after: { memory: sizeText(dynamicMax) },
  }),
})
