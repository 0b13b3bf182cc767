import type { VmRow } from '@/server/inventory/rows'
import { say, t } from '@/server/shared/text'
import type { Calls } from '@/server/xapi/model/calls'
import type { Ref } from '@/server/xapi/model/records'
import { defineAction } from './define'
import { is, stateIs } from './vm-states'

const live = is('Running', 'Paused')
/** What is under way is cancelled first, so it need not stand in the way. */
const busy = (vm: VmRow) => live(vm) && tasksOf(vm) > 0
const tasksOf = (vm: VmRow) => Object.keys(vm.current_operations).length

const withTasks = (vm: VmRow, text: string) =>
  tasksOf(vm) === 0
    ? text
    : t(
        '{text} {n, plural, one {# task is under way on it and is} other {# tasks are under way on it and are}} cancelled first.',
        { text, n: tasksOf(vm) },
      )

const waitMs = 10_000
const lookMs = 200

/** Asks what is under way on a VM to stop, and waits a little until it has. What does not stop, the pool tells of itself. */
async function cancelFirst(call: Calls, { ref, current_operations }: VmRow): Promise<void> {
  const tasks = Object.keys(current_operations)
  if (tasks.length === 0) return
  // Some tasks can't be cancelled, and those of others not by everybody: the rest is cancelled all the same.
  await Promise.allSettled(tasks.map(task => call.task.cancel(asTask(task))))
  const until = Date.now() + waitMs
  while (Date.now() < until) {
    const left = await call.VM.get_current_operations(asVm(ref))
    if (!tasks.some(task => Object.hasOwn(left, task))) return
    await new Promise(resolve => setTimeout(resolve, lookMs))
  }
}

/** Operations under way are known by the references of their tasks. */
const asTask = (key: string) => key as Ref<'task'>
/** The row of a VM has a VM's reference. */
const asVm = (ref: string) => ref as Ref<'VM'>

export const vmForceShutDown = defineAction({
  id: 'vm.forceShutDown',
  on: ['VM'],
  label: say('Force shut down'),
  sentence: name => t('Force {name} to shut down', { name }),
  will: say('be forced to shut down'),
  icon: 'power-off',
  tone: 'danger',
  group: 'force',
  permission: 'vm.force',
  operation: 'hard_shutdown',
  offered: vm =>
    is('Running', 'Paused', 'Suspended')(vm) && !vm.allowed_operations.includes('clean_shutdown'),
  interrupts: true,
  tries: busy,
  confirm: vm => ({
    title: t('Force {name} to shut down?', { name: vm.name_label }),
    body:
      vm.power_state === 'Suspended'
        ? t('What it had in memory when it was suspended is thrown away.')
        : withTasks(
            vm,
            vm.ha
              ? t(
                  'This is like pulling the plug: what the guest has not written to disk is lost. High availability will not start it again until someone does.',
                )
              : t('This is like pulling the plug: what the guest has not written to disk is lost.'),
          ),
    verb: t('Force shut down'),
  }),
  refused: vm => t('{stateIs} There is nothing to shut down.', { stateIs: stateIs(vm) }),
  async run({ xapi, call, ref, row }) {
    await cancelFirst(call, row)
    return xapi.VM.hard_shutdown(ref)
  },
})

export const vmForceReboot = defineAction({
  id: 'vm.forceReboot',
  on: ['VM'],
  label: say('Force reboot'),
  sentence: name => t('Force {name} to reboot', { name }),
  will: say('be forced to reboot'),
  icon: 'reboot',
  tone: 'danger',
  group: 'force',
  permission: 'vm.force',
  operation: 'hard_reboot',
  offered: vm => is('Running', 'Paused')(vm) && !vm.allowed_operations.includes('clean_reboot'),
  interrupts: true,
  tries: busy,
  confirm: vm => ({
    title: t('Force {name} to reboot?', { name: vm.name_label }),
    body: withTasks(
      vm,
      t('This is like pressing the reset button: what the guest has not written to disk is lost.'),
    ),
    verb: t('Force reboot'),
  }),
  refused: vm =>
    t('{stateIs} Only a running or paused VM can be rebooted by force.', { stateIs: stateIs(vm) }),
  async run({ xapi, call, ref, row }) {
    await cancelFirst(call, row)
    return xapi.VM.hard_reboot(ref)
  },
})

/** In the order of menus. */
export const vmForceActions = [vmForceShutDown, vmForceReboot] as const
