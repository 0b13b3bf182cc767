import { say, t, worded } from '@/server/shared/text'
import { defineAction } from './define'
import { HalfDone, isRefusal } from './half-done'
import { type InputOf, inputOf } from './input'
import { stateIs } from './vm-states'
import { type Left, removeDisks, removeSnapshots } from './vm-wipe'

export const vmCopy = defineAction({
  id: 'vm.copy',
  on: ['VM', 'template'],
  label: say('Copy…'),
  sentence: (name: string, told: InputOf<'copy'>) => t('Copy {name} to {copy}', { name, copy: told.name }),
  icon: 'copy',
  tone: 'neutral',
  group: 'state',
  permission: 'vm.copy',
  operation: 'clone',
  input: inputOf('copy'),
  bulk: false,
  refused: vm =>
    vm.class === 'template' || vm.power_state === 'Halted'
      ? t('The pool does not allow it to be copied now.')
      : t('{stateIs} Only a halted VM can be copied.', { stateIs: stateIs(vm) }),
  involves: ({ storage }) => (storage === null ? [] : [{ class: 'SR', id: storage }]),
  takes: ({ id }, { storage }) => ({ another: id, ...(storage === null ? {} : { uses: [storage] }) }),
  makes: 'VM',
  run: ({ xapi, ref, around, input: { name, storage } }) =>
    storage === null ? xapi.VM.clone(ref, name) : xapi.VM.copy(ref, name, around.find('SR', storage)),
  async finish({ call, made, input: { description } }) {
    if (description !== undefined) await call.VM.set_name_description(made, description)
  },
})

export const vmToTemplate = defineAction({
  id: 'vm.toTemplate',
  on: ['VM'],
  label: say('Convert to template…'),
  sentence: name => t('Make a template of {name}', { name }),
  will: say('become templates'),
  icon: 'copy',
  tone: 'danger',
  group: 'force',
  permission: 'vm.delete',
  operation: 'make_into_template',
  confirm: vm => ({
    title: t('Make a template of {name}?', { name: vm.name_label }),
    body: t(
      'This cannot be undone. It can’t be started any more and is no longer among the VMs; new VMs can be made of it.',
    ),
    verb: t('Convert'),
  }),
  refused: vm =>
    vm.power_state === 'Halted'
      ? t('The pool does not allow it: a VM in a vApp, in a schedule or with operations blocked stays a VM.')
      : t('{stateIs} Only a halted VM can become a template.', { stateIs: stateIs(vm) }),
  async apply({ xapi, ref }) {
    await xapi.VM.remove_from_other_config(ref, 'instant')
    await xapi.VM.add_to_other_config(ref, 'instant', 'true')
    try {
      await xapi.VM.set_is_a_template(ref, true)
    } catch (error) {
      if (isRefusal(error)) await xapi.VM.remove_from_other_config(ref, 'instant')
      throw error
    }
  },
})

export const vmDelete = defineAction({
  id: 'vm.delete',
  on: ['VM', 'template'],
  label: say('Delete…'),
  sentence: name => t('Delete {name}', { name }),
  will: say('be deleted'),
  icon: 'delete',
  tone: 'danger',
  group: 'force',
  permission: 'vm.delete',
  operation: 'destroy',
  recentSignIn: true,
  input: inputOf('belongings'),
  blocked: vm =>
    vm.class === 'template'
      ? vm.kind === 'default'
        ? t('It comes with the product: only templates that somebody has made can be deleted.')
        : undefined
      : vm.power_state === 'Halted'
        ? undefined
        : t('{stateIs} Shut it down to delete it.', { stateIs: stateIs(vm) }),
  refused: () => t('The pool does not allow it to be deleted now.'),
  async steps({ work, around, ref, row, input }) {
    const own = around.belongings(ref)
    // Of many VMs each has its own among those that are named.
    const disks = own.disks.filter(({ id }) => input.disks.includes(id))
    const snapshots = own.snapshots.filter(({ id }) => input.snapshots.includes(id))
    work.deletes(
      'disks',
      disks.map(({ name }) => name),
    )
    work.deletes(
      'snapshots',
      snapshots.map(({ record }) => record.name_label),
    )
    await work.task(0.2, ({ VM }) => VM.destroy(ref))
    const left: Left[] = []
    left.push(...(await removeSnapshots(work, snapshots, 0.4)))
    left.push(...(await removeDisks(work, disks, 0.4)))
    const [first] = left
    if (!first) return
    throw new HalfDone(
      worded('{name} is deleted, but this of it is left: {names}.', {
        name: row.name_label,
        names: left.map(({ name }) => name).join(', '),
      }),
      first.error,
    )
  },
})

/** In the order of menus. */
export const vmCopyActions = [vmCopy, vmToTemplate, vmDelete] as const
