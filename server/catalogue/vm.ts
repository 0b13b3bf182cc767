import type { VmRow } from '@/server/inventory/rows'
import { say, t } from '@/server/shared/text'
import { defineAction } from './define'
import { inputOf } from './input'

const is =
  (...states: string[]) =>
  (vm: VmRow) =>
    states.includes(vm.power_state)
const idle = (vm: VmRow) => Object.keys(vm.current_operations).length === 0
/** Running, but the guest has no agent to pass the wish on to (PROTOCOL 15: such operations are not advertised). */
const deaf = (vm: VmRow) => vm.power_state === 'Running' && vm.tools !== 'installed'
const stateIs = (vm: VmRow) =>
  t(
    '{name} is {state, select, Running {running} Halted {halted} Suspended {suspended} Paused {paused} other {in an unknown state}}.',
    { name: vm.name_label, state: vm.power_state },
  )
const needsTools = (force: string) =>
  t('The guest tools do not answer in this VM. Install them, or use {force}.', { force })

export const vmStart = defineAction({
  id: 'vm.start',
  on: ['VM'],
  label: say('Start'),
  sentence: name => t('Start {name}', { name }),
  icon: 'play',
  tone: 'neutral',
  group: 'power',
  permission: 'vm.power',
  operation: 'start',
  offered: is('Halted'),
  refused: vm =>
    vm.power_state === 'Suspended'
      ? t('This VM is suspended: resume it instead.')
      : vm.power_state === 'Halted'
        ? t('The pool does not allow this VM to start.')
        : stateIs(vm),
  run: ({ xapi, ref }) => xapi.VM.start(ref, false, false),
})

export const vmShutDown = defineAction({
  id: 'vm.shutDown',
  on: ['VM'],
  label: say('Shut down'),
  sentence: name => t('Shut down {name}', { name }),
  icon: 'power',
  tone: 'danger',
  group: 'power',
  permission: 'vm.power',
  operation: 'clean_shutdown',
  offered: is('Running'),
  confirm: vm => ({
    title: t('Shut down {name}?', { name: vm.name_label }),
    body: vm.protected
      ? t('The guest is asked to stop. High availability will not start it again until someone does.')
      : t('The guest is asked to stop. Whoever is working in it loses their connection.'),
    verb: t('Shut down'),
  }),
  refused: vm =>
    deaf(vm)
      ? needsTools(t('Force shut down'))
      : t('{stateIs} Only a running VM can be shut down.', { stateIs: stateIs(vm) }),
  run: ({ xapi, ref }) => xapi.VM.clean_shutdown(ref),
})

export const vmReboot = defineAction({
  id: 'vm.reboot',
  on: ['VM'],
  label: say('Reboot'),
  sentence: name => t('Reboot {name}', { name }),
  icon: 'reboot',
  tone: 'danger',
  group: 'power',
  permission: 'vm.power',
  operation: 'clean_reboot',
  offered: is('Running'),
  confirm: vm => ({
    title: t('Reboot {name}?', { name: vm.name_label }),
    body: t('The guest is asked to restart. Its services are away until it is back.'),
    verb: t('Reboot'),
  }),
  refused: vm =>
    deaf(vm)
      ? needsTools(t('Force reboot'))
      : t('{stateIs} Only a running VM can be rebooted.', { stateIs: stateIs(vm) }),
  run: ({ xapi, ref }) => xapi.VM.clean_reboot(ref),
})

export const vmSuspend = defineAction({
  id: 'vm.suspend',
  on: ['VM'],
  label: say('Suspend'),
  sentence: name => t('Suspend {name}', { name }),
  icon: 'suspend',
  tone: 'neutral',
  group: 'state',
  permission: 'vm.suspend',
  operation: 'suspend',
  offered: is('Running'),
  confirm: vm => ({
    title: t('Suspend {name}?', { name: vm.name_label }),
    body: t('Its memory is written to storage and it stops answering until it is resumed.'),
    verb: t('Suspend'),
  }),
  refused: vm =>
    deaf(vm)
      ? t('The guest tools do not answer in this VM, so it can’t be suspended. Install them first.')
      : t('{stateIs} Only a running VM can be suspended.', { stateIs: stateIs(vm) }),
  run: ({ xapi, ref }) => xapi.VM.suspend(ref),
})

export const vmResume = defineAction({
  id: 'vm.resume',
  on: ['VM'],
  label: say('Resume'),
  sentence: name => t('Resume {name}', { name }),
  icon: 'play',
  tone: 'neutral',
  group: 'state',
  permission: 'vm.suspend',
  operation: 'resume',
  offered: is('Suspended'),
  refused: vm => t('{stateIs} Only a suspended VM can be resumed.', { stateIs: stateIs(vm) }),
  run: ({ xapi, ref }) => xapi.VM.resume(ref, false, false),
})

export const vmPause = defineAction({
  id: 'vm.pause',
  on: ['VM'],
  label: say('Pause'),
  sentence: name => t('Pause {name}', { name }),
  icon: 'pause',
  tone: 'neutral',
  group: 'state',
  permission: 'vm.suspend',
  operation: 'pause',
  offered: vm => is('Running')(vm) && idle(vm),
  confirm: vm => ({
    title: t('Pause {name}?', { name: vm.name_label }),
    body: t('It stops running but keeps its memory. Connections to it may time out.'),
    verb: t('Pause'),
  }),
  refused: vm => t('{stateIs} Only a running VM can be paused.', { stateIs: stateIs(vm) }),
  run: ({ xapi, ref }) => xapi.VM.pause(ref),
})

export const vmUnpause = defineAction({
  id: 'vm.unpause',
  on: ['VM'],
  label: say('Unpause'),
  sentence: name => t('Unpause {name}', { name }),
  icon: 'play',
  tone: 'neutral',
  group: 'state',
  permission: 'vm.suspend',
  operation: 'unpause',
  offered: is('Paused'),
  refused: vm => t('{stateIs} Only a paused VM can be unpaused.', { stateIs: stateIs(vm) }),
  run: ({ xapi, ref }) => xapi.VM.unpause(ref),
})

export const vmSnapshot = defineAction({
  id: 'vm.snapshot',
  on: ['VM'],
  label: say('Take a snapshot…'),
  sentence: (name: string) => t('Take a snapshot of {name}', { name }),
  will: 'be kept as they are now in a snapshot each',
  icon: 'snapshot',
  tone: 'neutral',
  group: 'state',
  permission: 'vm.snapshot',
  operation: 'snapshot',
  input: inputOf('name'),
  refused: () => t('The pool does not allow a snapshot of this VM now.'),
  takes: () => ({ snapshots: 1 }),
  run: ({ xapi, ref, input: { name } }) => xapi.VM.snapshot(ref, name, []),
})

export const vmCopy = defineAction({
  id: 'vm.copy',
  on: ['VM'],
  label: say('Copy…'),
  sentence: (name: string, told: { name: string }) => t('Copy {name} to {copy}', { name, copy: told.name }),
  icon: 'copy',
  tone: 'neutral',
  group: 'state',
  permission: 'vm.copy',
  operation: 'clone',
  input: inputOf('name'),
  bulk: false,
  refused: vm =>
    vm.power_state === 'Halted'
      ? t('The pool does not allow this VM to be copied now.')
      : t('{stateIs} Only a halted VM can be copied.', { stateIs: stateIs(vm) }),
  takes: ({ id }) => ({ another: id }),
  makes: say('VM'),
  run: ({ xapi, ref, input: { name } }) => xapi.VM.clone(ref, name),
})

export const vmForceShutDown = defineAction({
  id: 'vm.forceShutDown',
  on: ['VM'],
  label: say('Force shut down'),
  sentence: name => t('Force {name} to shut down', { name }),
  will: 'be forced to shut down',
  icon: 'power-off',
  tone: 'danger',
  group: 'force',
  permission: 'vm.force',
  operation: 'hard_shutdown',
  offered: vm =>
    is('Running', 'Paused', 'Suspended')(vm) && !vm.allowed_operations.includes('clean_shutdown'),
  interrupts: true,
  confirm: vm => ({
    title: t('Force {name} to shut down?', { name: vm.name_label }),
    body:
      vm.power_state === 'Suspended'
        ? t('What it had in memory when it was suspended is thrown away.')
        : t('This is like pulling the plug: what the guest has not written to disk is lost.'),
    verb: t('Force shut down'),
  }),
  refused: vm => t('{stateIs} There is nothing to shut down.', { stateIs: stateIs(vm) }),
  run: ({ xapi, ref }) => xapi.VM.hard_shutdown(ref),
})

export const vmForceReboot = defineAction({
  id: 'vm.forceReboot',
  on: ['VM'],
  label: say('Force reboot'),
  sentence: name => t('Force {name} to reboot', { name }),
  will: 'be forced to reboot',
  icon: 'reboot',
  tone: 'danger',
  group: 'force',
  permission: 'vm.force',
  operation: 'hard_reboot',
  offered: vm => is('Running', 'Paused')(vm) && !vm.allowed_operations.includes('clean_reboot'),
  interrupts: true,
  confirm: vm => ({
    title: t('Force {name} to reboot?', { name: vm.name_label }),
    body: t('This is like pressing the reset button: what the guest has not written to disk is lost.'),
    verb: t('Force reboot'),
  }),
  refused: vm =>
    t('{stateIs} Only a running or paused VM can be rebooted by force.', { stateIs: stateIs(vm) }),
  run: ({ xapi, ref }) => xapi.VM.hard_reboot(ref),
})

/** In the order of menus. */
export const vmActions = [
  vmStart,
  vmResume,
  vmUnpause,
  vmShutDown,
  vmReboot,
  vmSuspend,
  vmPause,
  vmSnapshot,
  vmCopy,
  vmForceShutDown,
  vmForceReboot,
] as const
