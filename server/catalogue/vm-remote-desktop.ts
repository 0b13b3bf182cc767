import { say, t } from '@/server/shared/text'
import { defineAction } from './define'
import { stateIs } from './vm-states'

/**
 * The agent of Windows turns Remote Desktop on and off for whoever asks the pool to; what it tells then is
 * `VM_guest_metrics.other`: `feature-ts2` that it can be asked, `data-ts` whether it is on. The pool only passes the
 * request on, at most one every ten seconds.
 */
const plugin = 'guest-agent-operation'

export const vmTurnOnRemoteDesktop = defineAction({
  id: 'vm.turnOnRemoteDesktop',
  on: ['VM'],
  label: say('Turn on Remote Desktop'),
  sentence: (name: string) => t('Turn on Remote Desktop in {name}', { name }),
  will: say('be asked to turn Remote Desktop on'),
  icon: 'external',
  tone: 'neutral',
  group: 'properties',
  permission: 'vm.console',
  listed: false,
  confirm: vm => ({
    title: t('Turn on Remote Desktop in {name}?', { name: vm.name_label }),
    body: t(
      'The agent in the guest is asked to let people sign in over its network, and to open its firewall for them. Who may sign in is said in Windows.',
    ),
    verb: t('Turn on'),
  }),
  blocked: vm => (vm.power_state === 'Running' ? undefined : stateIs(vm)),
  apply: async ({ xapi: { VM }, ref }) => {
    await VM.call_plugin(ref, plugin, 'request-rdp-on', {})
  },
  undo: () => ({ action: 'vm.turnOffRemoteDesktop', input: null }),
})

export const vmTurnOffRemoteDesktop = defineAction({
  id: 'vm.turnOffRemoteDesktop',
  on: ['VM'],
  label: say('Turn off Remote Desktop'),
  sentence: (name: string) => t('Turn off Remote Desktop in {name}', { name }),
  will: say('be asked to turn Remote Desktop off'),
  icon: 'external',
  tone: 'neutral',
  group: 'properties',
  permission: 'vm.console',
  listed: false,
  blocked: vm => (vm.power_state === 'Running' ? undefined : stateIs(vm)),
  apply: async ({ xapi: { VM }, ref }) => {
    await VM.call_plugin(ref, plugin, 'request-rdp-off', {})
  },
  undo: () => ({ action: 'vm.turnOnRemoteDesktop', input: null }),
})
