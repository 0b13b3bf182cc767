import type { VmRow } from '@/server/inventory/rows'
import { say, t } from '@/server/shared/text'
import { defineAction } from './define'
import { deaf, is, stateIs } from './vm-states'

const idle = (vm: VmRow) => Object.keys(vm.current_operations).length === 0
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
    body: vm.ha
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
    body: vm.ha
      ? t(
          'Its memory is written to storage and it stops answering until it is resumed. High availability does not resume it.',
        )
      : t('Its memory is written to storage and it stops answering until it is resumed.'),
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
  submenu: 'power',
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
  submenu: 'power',
  permission: 'vm.suspend',
  operation: 'unpause',
  offered: is('Paused'),
  refused: vm => t('{stateIs} Only a paused VM can be unpaused.', { stateIs: stateIs(vm) }),
  run: ({ xapi, ref }) => xapi.VM.unpause(ref),
})

/** In the order of menus. */
export const vmActions = [vmStart, vmResume, vmUnpause, vmShutDown, vmReboot, vmSuspend, vmPause] as const
