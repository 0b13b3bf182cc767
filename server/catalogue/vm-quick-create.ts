import { beingMadeKey, beingMadePrefix } from '@/server/shared/being-made'
import { say, t } from '@/server/shared/text'
import { defineAction } from './define'
import { becomeWhole } from './new-vm-settings'
import { wipe } from './vm-wipe'

/** A VM of a template that was made of one, with all that it has: what XenCenter calls Quick Create. */
export const vmQuickCreate = defineAction({
  id: 'vm.quickCreate',
  on: ['template'],
  label: say('Quick create'),
  sentence: name => t('Make a VM of {name} as it is', { name }),
  icon: 'add',
  tone: 'neutral',
  group: 'power',
  permission: 'vm.create',
  operation: 'clone',
  bulk: false,
  blocked: ({ instant }) =>
    instant
      ? undefined
      : t('It does not have all that a VM needs: make one of it by New VM, which asks for the rest.'),
  takes: ({ id }) => ({ another: id }),
  makes: 'VM',
  async steps({ work, around, ref, row }) {
    const name = around.freeName(row.name_label)
    const vm = await work.clone(0.6, ({ VM }) => VM.clone(ref, `${beingMadePrefix}${name}`))
    work.takeBack(() => wipe(work, vm))
    work.makes(vm)
    await work.ask(async ({ VM }) => {
      const { instant: _, ...other } = await VM.get_other_config(vm)
      await VM.set_other_config(vm, { ...other, [beingMadeKey]: work.mark })
    })
    await work.task(0.4, ({ VM }) => VM.provision(vm))
    await becomeWhole(work, vm, name)
    work.keep()
  },
})
