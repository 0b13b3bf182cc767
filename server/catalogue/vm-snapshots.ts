import type { VmRow } from '@/server/inventory/rows'
import { say, t, worded } from '@/server/shared/text'
import { defineAction } from './define'
import { HalfDone, isRefusal } from './half-done'
import { type InputOf, inputOf } from './input'
import { runAgain } from './run-again'
import { deaf, stateIs } from './vm-states'
import { removeSnapshots, wipe } from './vm-wipe'

type Kind = InputOf<'snapshot'>['kind']

/** Why no snapshot of this kind can be taken now; undefined: one can. */
export function whyNotKind(vm: VmRow, kind: Kind): string | undefined {
  const allowed = (operation: string) => vm.allowed_operations.includes(operation)
  if (kind === 'memory') {
    if (allowed('checkpoint')) return undefined
    if (vm.power_state === 'Halted') return t('It is halted: there is no memory to keep.')
    if (deaf(vm)) return t('The guest tools do not answer in this VM. Install them first.')
    return t('The pool does not allow this VM to be suspended for a moment, which this needs.')
  }
  if (kind === 'quiesced') {
    if (allowed('snapshot_with_quiesce')) return undefined
    if (vm.power_state !== 'Running')
      return t('{stateIs} Only a running guest can write everything to its disks.', { stateIs: stateIs(vm) })
    return t('Its guest tools do not offer this, or the pool’s release has it no more.')
  }
  return undefined
}

export const vmSnapshot = defineAction({
  id: 'vm.snapshot',
  on: ['VM'],
  label: say('Take a snapshot…'),
  sentence: (name: string) => t('Take a snapshot of {name}', { name }),
  will: say('be kept as they are now in a snapshot each'),
  icon: 'snapshot',
  tone: 'neutral',
  group: 'state',
  permission: 'vm.snapshot',
  operation: 'snapshot',
  input: inputOf('snapshot'),
  blocked: (vm, input) => input && whyNotKind(vm, input.kind),
  refused: () => t('The pool does not allow a snapshot of this VM now.'),
  takes: () => ({ snapshots: 1 }),
  run: ({ xapi, ref, input: { name, kind } }) =>
    kind === 'memory'
      ? xapi.VM.checkpoint(ref, name)
      : kind === 'quiesced'
        ? xapi.VM.snapshot_with_quiesce(ref, name)
        : xapi.VM.snapshot(ref, name, []),
  async finish({ call, made, input: { description } }) {
    if (description !== '') await call.VM.set_name_description(made, description)
  },
})

export const vmRevert = defineAction({
  id: 'vm.revert',
  on: ['VM'],
  label: say('Revert to a snapshot…'),
  sentence: (name: string) => t('Revert {name} to a snapshot', { name }),
  icon: 'reboot',
  tone: 'danger',
  group: 'state',
  permission: 'vm.revert',
  listed: false,
  bulk: false,
  recentSignIn: true,
  input: inputOf('revert'),
  snapshotsIn: ({ snapshot }) => [snapshot],
  takes: (_, { keep }) => (keep === null ? {} : { snapshots: 1 }),
  async check({ ref, around, input: { snapshot } }) {
    around.snapshot(ref, snapshot)
  },
  async steps({ work, around, ref, row, input: { snapshot, keep, power } }) {
    const kept = around.snapshot(ref, snapshot)
    if (keep !== null) await work.clone(0.3, xapi => xapi.VM.snapshot(ref, keep, []))
    try {
      await work.task(0.4, xapi => xapi.VM.revert(kept.ref))
    } catch (error) {
      if (keep === null || !isRefusal(error)) throw error
      throw new HalfDone(worded('The state before is kept in the snapshot “{keep}”.', { keep }), error)
    }
    if (!power || kept.record.snapshot_info['power-state-at-snapshot'] !== 'Running') return
    try {
      await runAgain(work, ref, row.host === null ? undefined : around.find('host', row.host))
    } catch (error) {
      if (!isRefusal(error)) throw error
      const done = worded('{name} is as it was at the snapshot “{snapshot}”, but it does not run.', {
        name: row.name_label,
        snapshot: kept.record.name_label,
      })
      throw new HalfDone(done, error)
    }
  },
})

export const vmDeleteSnapshots = defineAction({
  id: 'vm.deleteSnapshots',
  on: ['VM'],
  label: say('Delete snapshots…'),
  sentence: (name: string, { snapshots }: InputOf<'snapshots'>) =>
    t('Delete {n, plural, one {a snapshot} other {# snapshots}} of {name}', { n: snapshots.length, name }),
  icon: 'delete',
  tone: 'danger',
  group: 'state',
  permission: 'vm.delete',
  listed: false,
  bulk: false,
  recentSignIn: true,
  input: inputOf('snapshots'),
  snapshotsIn: ({ snapshots }) => snapshots,
  async check({ ref, around, input: { snapshots } }) {
    for (const id of snapshots) around.snapshot(ref, id)
  },
  async steps({ work, around, ref, input }) {
    const chosen = input.snapshots.map(id => around.snapshot(ref, id))
    work.deletes(
      'snapshots',
      chosen.map(({ record }) => record.name_label),
    )
    const left = await removeSnapshots(work, chosen, 1)
    const [first] = left
    if (!first) return
    const names = left.map(({ name }) => name).join(', ')
    throw new HalfDone(
      worded('{n} of {all} snapshots were deleted, and not all of: {names}.', {
        n: chosen.length - new Set(left.map(({ of }) => of)).size,
        all: chosen.length,
        names,
      }),
      first.error,
    )
  },
})

export const vmFromSnapshot = defineAction({
  id: 'vm.fromSnapshot',
  on: ['VM'],
  label: say('New VM from a snapshot…'),
  sentence: (name: string, { name: next }: InputOf<'fromSnapshot'>) =>
    t('Make the VM {next} of a snapshot of {name}', { name, next }),
  icon: 'vm',
  tone: 'neutral',
  group: 'state',
  permission: 'vm.copy',
  listed: false,
  bulk: false,
  input: inputOf('fromSnapshot'),
  takes: (_, { snapshot }) => ({ another: snapshot }),
  makes: 'VM',
  async check({ ref, around, input: { snapshot } }) {
    around.snapshot(ref, snapshot)
  },
  run: ({ xapi, ref, around, input: { snapshot, name } }) =>
    xapi.VM.clone(around.snapshot(ref, snapshot).ref, name),
  async finish({ call, made, input: { description } }) {
    if (await call.VM.get_is_a_template(made)) await call.VM.set_is_a_template(made, false)
    await call.VM.set_name_description(made, description)
  },
})

export const vmTemplateFromSnapshot = defineAction({
  id: 'vm.templateFromSnapshot',
  on: ['VM'],
  label: say('New template from a snapshot…'),
  sentence: (name: string, { name: next }: InputOf<'fromSnapshot'>) =>
    t('Make the template {next} of a snapshot of {name}', { name, next }),
  icon: 'copy',
  tone: 'neutral',
  group: 'state',
  permission: 'vm.copy',
  listed: false,
  bulk: false,
  input: inputOf('fromSnapshot'),
  async check({ ref, around, input: { snapshot } }) {
    around.snapshot(ref, snapshot)
  },
  async steps({ work, around, ref, input: { snapshot, name, description } }) {
    const kept = around.snapshot(ref, snapshot)
    const made = await work.clone(0.8, ({ VM }) => VM.clone(kept.ref, name))
    work.takeBack(() => wipe(work, made))
    // Templates have no memory to go on from.
    if ((await work.ask(({ VM }) => VM.get_power_state(made))) === 'Suspended')
      await work.task(0.1, ({ VM }) => VM.hard_shutdown(made))
    await work.ask(async ({ VM }) => {
      if (!(await VM.get_is_a_template(made))) await VM.set_is_a_template(made, true)
      await VM.set_name_description(made, description)
      // What other consoles offer to make VMs of without asking anything.
      await VM.remove_from_other_config(made, 'instant')
      await VM.add_to_other_config(made, 'instant', 'true')
    })
  },
})

/** In the order of menus. */
export const vmSnapshotActions = [
  vmSnapshot,
  vmRevert,
  vmDeleteSnapshots,
  vmFromSnapshot,
  vmTemplateFromSnapshot,
] as const
