import type { VmRow } from '@/server/inventory/rows'
import { defineAction } from './define'
import { inputOf } from './input'

const is =
  (...states: string[]) =>
  (vm: VmRow) =>
    states.includes(vm.power_state)
const idle = (vm: VmRow) => Object.keys(vm.current_operations).length === 0
/** Running, but the guest has no agent to pass the wish on to (PROTOCOL 15: such operations are not advertised). */
const deaf = (vm: VmRow) => vm.power_state === 'Running' && vm.tools !== 'installed'
const stateIs = (vm: VmRow) => `${vm.name_label} is ${vm.power_state.toLowerCase()}.`
const needsTools = (force: string) =>
  `The guest tools do not answer in this VM. Install them, or use ${force}.`

export const vmStart = defineAction({
  id: 'vm.start',
  on: ['VM'],
  label: 'Start',
  sentence: name => `Start ${name}`,
  icon: 'play',
  tone: 'neutral',
  group: 'power',
  permission: 'vm.power',
  operation: 'start',
  offered: is('Halted'),
  refused: vm =>
    vm.power_state === 'Suspended'
      ? 'This VM is suspended: resume it instead.'
      : vm.power_state === 'Halted'
        ? 'The pool does not allow this VM to start.'
        : stateIs(vm),
  run: ({ xapi, ref }) => xapi.VM.start(ref, false, false),
})

export const vmShutDown = defineAction({
  id: 'vm.shutDown',
  on: ['VM'],
  label: 'Shut down',
  sentence: name => `Shut down ${name}`,
  icon: 'power',
  tone: 'danger',
  group: 'power',
  permission: 'vm.power',
  operation: 'clean_shutdown',
  offered: is('Running'),
  confirm: vm => ({
    title: `Shut down ${vm.name_label}?`,
    body: vm.protected
      ? 'The guest is asked to stop. High availability will not start it again until someone does.'
      : 'The guest is asked to stop. Whoever is working in it loses their connection.',
    verb: 'Shut down',
  }),
  refused: vm =>
    deaf(vm) ? needsTools('Force shut down') : `${stateIs(vm)} Only a running VM can be shut down.`,
  run: ({ xapi, ref }) => xapi.VM.clean_shutdown(ref),
})

export const vmReboot = defineAction({
  id: 'vm.reboot',
  on: ['VM'],
  label: 'Reboot',
  sentence: name => `Reboot ${name}`,
  icon: 'reboot',
  tone: 'danger',
  group: 'power',
  permission: 'vm.power',
  operation: 'clean_reboot',
  offered: is('Running'),
  confirm: vm => ({
    title: `Reboot ${vm.name_label}?`,
    body: 'The guest is asked to restart. Its services are away until it is back.',
    verb: 'Reboot',
  }),
  refused: vm =>
    deaf(vm) ? needsTools('Force reboot') : `${stateIs(vm)} Only a running VM can be rebooted.`,
  run: ({ xapi, ref }) => xapi.VM.clean_reboot(ref),
})

export const vmSuspend = defineAction({
  id: 'vm.suspend',
  on: ['VM'],
  label: 'Suspend',
  sentence: name => `Suspend ${name}`,
  icon: 'suspend',
  tone: 'neutral',
  group: 'state',
  permission: 'vm.suspend',
  operation: 'suspend',
  offered: is('Running'),
  confirm: vm => ({
    title: `Suspend ${vm.name_label}?`,
    body: 'Its memory is written to storage and it stops answering until it is resumed.',
    verb: 'Suspend',
  }),
  refused: vm =>
    deaf(vm)
      ? 'The guest tools do not answer in this VM, so it can’t be suspended. Install them first.'
      : `${stateIs(vm)} Only a running VM can be suspended.`,
  run: ({ xapi, ref }) => xapi.VM.suspend(ref),
})

export const vmResume = defineAction({
  id: 'vm.resume',
  on: ['VM'],
  label: 'Resume',
  sentence: name => `Resume ${name}`,
  icon: 'play',
  tone: 'neutral',
  group: 'state',
  permission: 'vm.suspend',
  operation: 'resume',
  offered: is('Suspended'),
  refused: vm => `${stateIs(vm)} Only a suspended VM can be resumed.`,
  run: ({ xapi, ref }) => xapi.VM.resume(ref, false, false),
})

export const vmPause = defineAction({
  id: 'vm.pause',
  on: ['VM'],
  label: 'Pause',
  sentence: name => `Pause ${name}`,
  icon: 'pause',
  tone: 'neutral',
  group: 'state',
  permission: 'vm.suspend',
  operation: 'pause',
  offered: vm => is('Running')(vm) && idle(vm),
  confirm: vm => ({
    title: `Pause ${vm.name_label}?`,
    body: 'It stops running but keeps its memory. Connections to it may time out.',
    verb: 'Pause',
  }),
  refused: vm => `${stateIs(vm)} Only a running VM can be paused.`,
  run: ({ xapi, ref }) => xapi.VM.pause(ref),
})

export const vmUnpause = defineAction({
  id: 'vm.unpause',
  on: ['VM'],
  label: 'Unpause',
  sentence: name => `Unpause ${name}`,
  icon: 'play',
  tone: 'neutral',
  group: 'state',
  permission: 'vm.suspend',
  operation: 'unpause',
  offered: is('Paused'),
  refused: vm => `${stateIs(vm)} Only a paused VM can be unpaused.`,
  run: ({ xapi, ref }) => xapi.VM.unpause(ref),
})

export const vmSnapshot = defineAction({
  id: 'vm.snapshot',
  on: ['VM'],
  label: 'Take a snapshot…',
  sentence: (name: string) => `Take a snapshot of ${name}`,
  will: 'be kept as they are now in a snapshot each',
  icon: 'snapshot',
  tone: 'neutral',
  group: 'state',
  permission: 'vm.snapshot',
  operation: 'snapshot',
  input: inputOf('name'),
  refused: () => 'The pool does not allow a snapshot of this VM now.',
  takes: () => ({ snapshots: 1 }),
  run: ({ xapi, ref, input: { name } }) => xapi.VM.snapshot(ref, name, []),
})

export const vmCopy = defineAction({
  id: 'vm.copy',
  on: ['VM'],
  label: 'Copy…',
  sentence: (name: string, told: { name: string }) => `Copy ${name} to ${told.name}`,
  icon: 'copy',
  tone: 'neutral',
  group: 'state',
  permission: 'vm.copy',
  operation: 'clone',
  input: inputOf('name'),
  bulk: false,
  refused: vm =>
    vm.power_state === 'Halted'
      ? 'The pool does not allow this VM to be copied now.'
      : `${stateIs(vm)} Only a halted VM can be copied.`,
  takes: ({ id }) => ({ another: id }),
  makes: 'VM',
  run: ({ xapi, ref, input: { name } }) => xapi.VM.clone(ref, name),
})

export const vmForceShutDown = defineAction({
  id: 'vm.forceShutDown',
  on: ['VM'],
  label: 'Force shut down',
  sentence: name => `Force ${name} to shut down`,
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
    title: `Force ${vm.name_label} to shut down?`,
    body:
      vm.power_state === 'Suspended'
        ? 'What it had in memory when it was suspended is thrown away.'
        : 'This is like pulling the plug: what the guest has not written to disk is lost.',
    verb: 'Force shut down',
  }),
  refused: vm => `${stateIs(vm)} There is nothing to shut down.`,
  run: ({ xapi, ref }) => xapi.VM.hard_shutdown(ref),
})

export const vmForceReboot = defineAction({
  id: 'vm.forceReboot',
  on: ['VM'],
  label: 'Force reboot',
  sentence: name => `Force ${name} to reboot`,
  will: 'be forced to reboot',
  icon: 'reboot',
  tone: 'danger',
  group: 'force',
  permission: 'vm.force',
  operation: 'hard_reboot',
  offered: vm => is('Running', 'Paused')(vm) && !vm.allowed_operations.includes('clean_reboot'),
  interrupts: true,
  confirm: vm => ({
    title: `Force ${vm.name_label} to reboot?`,
    body: 'This is like pressing the reset button: what the guest has not written to disk is lost.',
    verb: 'Force reboot',
  }),
  refused: vm => `${stateIs(vm)} Only a running or paused VM can be rebooted by force.`,
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
