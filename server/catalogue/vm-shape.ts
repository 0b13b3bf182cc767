import type { VmRow } from '@/server/inventory/rows'
import { bootOrderText, bootOrderTold } from '@/server/shared/boot-order'
import { say, t } from '@/server/shared/text'
import type { Records } from '@/server/xapi/model/records'
import { defineAction } from './define'
import { type InputOf, inputOf } from './input'
import { vmSetBootArguments, vmSetShadow } from './vm-machine'
import { vmSetStartOptions } from './vm-start-options'
import { vmSetVcpus } from './vm-vcpus'

const GiB = 2 ** 30
const sizeText = (bytes: number) => `${Math.round((bytes / GiB) * 100) / 100} GiB`
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

/** Of one that runs it counts at once, where its guest gives and takes memory; its limit is for one that is halted. */
export const vmSetMemoryRange = defineAction({
  id: 'vm.setMemoryRange',
  on: ['VM'],
  label: say('Change memory range…'),
  sentence: (name: string, { least, most }: InputOf<'memoryRange'>) =>
    least === most
      ? t('Give {name} {sizeText} of memory', { name, sizeText: sizeText(most) })
      : t('Give {name} {least} to {most} of memory', {
          name,
          least: sizeText(least),
          most: sizeText(most),
        }),
  will: say('get this much memory'),
  icon: 'memory',
  tone: 'neutral',
  group: 'properties',
  permission: 'vm.resize',
  listed: false,
  input: inputOf('memoryRange'),
  blocked: (vm, input) =>
    (vm.power_state !== 'Halted' && input !== undefined && input.limit !== null) ||
    (vm.power_state !== 'Halted' && vm.power_state !== 'Running')
      ? halted(vm, 'memory')
      : undefined,
  takes: (vm, { most }, record) => ({
    memory: Math.max(0, most - (record?.memory_dynamic_max ?? vm.memory)),
  }),
  async check({ xapi, ref, around, input: { least, most, limit } }) {
    const record = await xapi.VM.get_record(ref)
    const highest = limit ?? record.memory_static_max
    if (most > highest)
      around.refuse(
        t('It can have {sizeText} at most. Shut it down to raise that.', { sizeText: sizeText(highest) }),
      )
    if (least < record.memory_static_min)
      around.refuse(t('It needs {sizeText} at least.', { sizeText: sizeText(record.memory_static_min) }))
  },
  async apply({ xapi: { VM }, row, ref, input: { least, most, limit } }) {
    if (row.power_state !== 'Halted') return VM.set_memory_dynamic_range(ref, least, most)
    const record = await VM.get_record(ref)
    await VM.set_memory_limits(ref, record.memory_static_min, limit ?? record.memory_static_max, least, most)
  },
  changes: (_, { least, most, limit }, record) => ({
    before: record ? shownRange(rangeOf(record)) : {},
    after: shownRange({ least, most, limit: limit ?? record?.memory_static_max ?? most }),
  }),
  undo: (vm, _, record) =>
    record && {
      action: 'vm.setMemoryRange',
      input: {
        ...rangeOf(record),
        ...(vm.power_state === 'Halted' ? {} : { limit: null }),
      },
    },
})

const rangeOf = (record: Records['VM']) => ({
  least: record.memory_dynamic_min,
  most: record.memory_dynamic_max,
  limit: record.memory_static_max,
})
const shownRange = ({ least, most, limit }: ReturnType<typeof rangeOf>) => ({
  memory:
    least === most
      ? sizeText(most)
      : t('{least} to {most}', { least: sizeText(least), most: sizeText(most) }),
  limit: sizeText(limit),
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

export const vmSetBootOrder = defineAction({
  id: 'vm.setBootOrder',
  on: ['VM'],
  label: say('Change boot order…'),
  sentence: (name: string, { order }: InputOf<'bootOrder'>) =>
    t('Let {name} boot from: {bootOrderText}', { name, bootOrderText: bootOrderTold(order) }),
  will: say('boot in this order'),
  icon: 'boot',
  tone: 'neutral',
  group: 'properties',
  permission: 'vm.edit',
  input: inputOf('bootOrder'),
  blocked: vm =>
    vm.isHvm ? undefined : t('It boots paravirtualised: such VMs have a boot loader and no boot order.'),
  async apply({ xapi, ref, input: { order } }) {
    const params = await xapi.VM.get_HVM_boot_params(ref)
    await xapi.VM.set_HVM_boot_params(ref, { ...params, order })
  },
  changes: (_, { order }, record) => ({
    before: { boot: record ? bootOrderText(orderIn(record)) : 'Not known' },
    after: { boot: bootOrderText(order) },
  }),
  undo(_, { order }, record) {
    const before = record && orderIn(record)
    return before === undefined || before === order
      ? undefined
      : { action: 'vm.setBootOrder', input: { order: before } }
  },
})

/** XAPI boots from the disk, then the drive, where nothing is said. */
function orderIn({ HVM_boot_params }: { HVM_boot_params: Readonly<Record<string, string>> }): string {
  return HVM_boot_params.order ?? 'cd'
}

/** In the order of menus. */
export const vmShapeActions = [
  vmSetMemory,
  vmSetVcpus,
  vmSetBootOrder,
  vmSetMemoryRange,
  vmSetBootArguments,
  vmSetShadow,
  vmSetStartOptions,
  vmRestoreMemory,
] as const
