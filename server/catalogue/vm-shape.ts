import type { VmRow } from '@/server/inventory/rows'
import { bootOrderText } from '@/server/shared/boot-order'
import { say, t } from '@/server/shared/text'
import { defineAction } from './define'
import { type InputOf, inputOf } from './input'
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
    t('Let {name} boot from: {bootOrderText}', { name, bootOrderText: bootOrderText(order) }),
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
export const vmShapeActions = [vmSetMemory, vmSetVcpus, vmSetBootOrder, vmRestoreMemory] as const
