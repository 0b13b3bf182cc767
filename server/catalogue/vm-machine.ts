import { say, t } from '@/server/shared/text'
import { defineAction } from './define'
import { type InputOf, inputOf } from './input'

export const vmSetShadow = defineAction({
  id: 'vm.setShadow',
  on: ['VM'],
  label: say('Change shadow memory…'),
  sentence: (name: string, { multiplier }: InputOf<'shadow'>) =>
    t('Set the shadow memory of {name} to {multiplier} times the normal', { name, multiplier }),
  will: say('get this much shadow memory'),
  icon: 'memory',
  tone: 'neutral',
  group: 'properties',
  permission: 'vm.resize',
  input: inputOf('shadow'),
  listed: false,
  blocked: vm =>
    vm.isHvm
      ? vm.power_state === 'Suspended'
        ? t('This VM is suspended: resume it or shut it down to change this.')
        : undefined
      : t('It boots paravirtualised: such VMs need no shadow memory.'),
  apply: ({ xapi: { VM }, row, ref, input: { multiplier } }) =>
    row.power_state === 'Halted'
      ? VM.set_HVM_shadow_multiplier(ref, multiplier)
      : VM.set_shadow_multiplier_live(ref, multiplier),
  changes: (_, { multiplier }, record) => ({
    before: { shadow: record ? String(record.HVM_shadow_multiplier) : '' },
    after: { shadow: String(multiplier) },
  }),
  undo: (_, __, record) =>
    record && { action: 'vm.setShadow', input: { multiplier: Math.max(1, record.HVM_shadow_multiplier) } },
})

export const vmSetBootArguments = defineAction({
  id: 'vm.setBootArguments',
  on: ['VM'],
  label: say('Change boot parameters…'),
  sentence: (name: string) => t('Change the boot parameters of {name}', { name }),
  will: say('get these boot parameters'),
  icon: 'boot',
  tone: 'neutral',
  group: 'properties',
  permission: 'vm.edit',
  input: inputOf('bootArguments'),
  listed: false,
  blocked: vm =>
    vm.isHvm ? t('It does not boot paravirtualised: its guest has its own boot parameters.') : undefined,
  async apply({ xapi: { VM, VBD }, ref, input: { args, from } }) {
    const before = await VM.get_PV_args(ref)
    const drives = await Promise.all(
      (await VM.get_VBDs(ref)).map(async drive => ({ drive, ...(await VBD.get_record(drive)) })),
    )
    const disks = drives
      .filter(({ type }) => type === 'Disk')
      .sort((a, b) => a.userdevice.localeCompare(b.userdevice, 'en', { numeric: true }))
    // As the pool has it a guest may boot from one: the first disk that it has marked, else its first disk.
    const chosen =
      from === 'disc'
        ? drives.find(({ type }) => type === 'CD')
        : (disks.find(({ bootable }) => bootable) ?? disks[0])
    if (args !== before) await VM.set_PV_args(ref, args)
    const marked: typeof drives = []
    try {
      for (const one of drives) {
        const bootable = one.drive === chosen?.drive
        if (one.bootable === bootable) continue
        await VBD.set_bootable(one.drive, bootable)
        marked.push(one)
      }
    } catch (error) {
      for (const { drive, bootable } of marked) await VBD.set_bootable(drive, bootable)
      if (args !== before) await VM.set_PV_args(ref, before)
      throw error
    }
  },
  changes: (_, { args, from }, record) => ({
    before: { parameters: record?.PV_args ?? '' },
    after: { parameters: args, bootFrom: from === 'disc' ? t('DVD drive') : t('Hard disk') },
  }),
})
