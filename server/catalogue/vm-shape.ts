import { bootOrderText, bootOrderTold } from '@/server/shared/boot-order'
import { say, t } from '@/server/shared/text'
import { defineAction } from './define'
import { type InputOf, inputOf } from './input'
import { vmSetBootArguments, vmSetShadow } from './vm-machine'
import { vmRestoreMemory, vmSetMemory, vmSetMemoryRange, vmSetMemoryRestarting } from './vm-memory'
import { vmTurnOffRemoteDesktop, vmTurnOnRemoteDesktop } from './vm-remote-desktop'
import { vmSetStartOptions } from './vm-start-options'
import { ofProduct } from './vm-states'
import { vmSetVcpus } from './vm-vcpus'

export const vmSetBootOrder = defineAction({
  id: 'vm.setBootOrder',
  on: ['VM', 'template'],
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
    ofProduct(vm) ??
    (vm.isHvm ? undefined : t('It boots paravirtualised: such VMs have a boot loader and no boot order.')),
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
  vmSetMemoryRestarting,
  vmSetBootArguments,
  vmSetShadow,
  vmTurnOnRemoteDesktop,
  vmTurnOffRemoteDesktop,
  vmSetStartOptions,
  vmRestoreMemory,
] as const
