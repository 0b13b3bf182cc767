import type { VmRow } from '@/server/inventory/rows'
import { say, t } from '@/server/shared/text'
import { defineAction } from './define'
import { inputOf } from './input'
import { elsewhere } from './vm-place'
import { stateIs } from './vm-states'

const notHalted = (vm: VmRow) =>
  vm.power_state === 'Suspended'
    ? t('This VM is suspended: resume it instead.')
    : vm.power_state === 'Halted'
      ? t('The pool does not allow this VM to start.')
      : stateIs(vm)

export const vmStartOn = defineAction({
  id: 'vm.startOn',
  on: ['VM'],
  label: say('Start on server…'),
  sentence: (name: string) => t('Start {name} on a chosen server', { name }),
  will: say('start there'),
  icon: 'play',
  tone: 'neutral',
  group: 'power',
  submenu: 'power',
  permission: 'vm.migrate',
  operation: 'start_on',
  insteadOf: ['vm.start'],
  input: inputOf('host'),
  blocked: (vm, input) => input && elsewhere(vm, input.host),
  refused: notHalted,
  involves: ({ host }) => [{ class: 'host', id: host }],
  takes: (_, { host }) => ({ uses: [host] }),
  check: ({ xapi, ref, around, input: { host } }) =>
    xapi.VM.assert_can_boot_here(ref, around.find('host', host)),
  run: ({ xapi, ref, around, input: { host } }) =>
    xapi.VM.start_on(ref, around.find('host', host), false, false),
})

export const vmResumeOn = defineAction({
  id: 'vm.resumeOn',
  on: ['VM'],
  label: say('Resume on server…'),
  sentence: (name: string) => t('Resume {name} on a chosen server', { name }),
  will: say('resume there'),
  icon: 'play',
  tone: 'neutral',
  group: 'state',
  submenu: 'power',
  permission: 'vm.migrate',
  operation: 'resume_on',
  insteadOf: ['vm.resume'],
  input: inputOf('host'),
  blocked: (vm, input) => input && elsewhere(vm, input.host),
  refused: vm => t('{stateIs} Only a suspended VM can be resumed.', { stateIs: stateIs(vm) }),
  involves: ({ host }) => [{ class: 'host', id: host }],
  takes: (_, { host }) => ({ uses: [host] }),
  check: ({ xapi, ref, around, input: { host } }) =>
    xapi.VM.assert_can_boot_here(ref, around.find('host', host)),
  run: ({ xapi, ref, around, input: { host } }) =>
    xapi.VM.resume_on(ref, around.find('host', host), false, false),
})

export const vmStartPaused = defineAction({
  id: 'vm.startPaused',
  on: ['VM'],
  label: say('Start paused'),
  sentence: name => t('Start {name} paused', { name }),
  will: say('start and stay paused'),
  icon: 'pause',
  tone: 'neutral',
  group: 'power',
  submenu: 'power',
  permission: 'vm.power',
  operation: 'start',
  refused: notHalted,
  run: ({ xapi, ref }) => xapi.VM.start(ref, true, false),
})

/** The drive, then the network: what a guest is mended from. */
const recoveryOrder = 'dn'

export const vmRecover = defineAction({
  id: 'vm.recover',
  on: ['VM'],
  label: say('Start in recovery mode'),
  sentence: name => t('Start {name} in recovery mode', { name }),
  will: say('start from their DVD drive or the network, this time'),
  icon: 'disc',
  tone: 'neutral',
  group: 'power',
  submenu: 'power',
  permission: 'vm.edit',
  operation: 'start',
  blocked: vm =>
    vm.isHvm
      ? undefined
      : t('It boots paravirtualised: such VMs have a boot loader and start from nothing else.'),
  refused: notHalted,
  confirm: vm => ({
    title: t('Start {name} in recovery mode?', { name: vm.name_label }),
    body: t(
      'This time it starts from its DVD drive, or from the network. Its own boot order is put back right after.',
    ),
    verb: t('Start'),
  }),
  async steps({ work, ref }) {
    const before = await work.ask(async ({ VM }) => ({
      policy: await VM.get_HVM_boot_policy(ref),
      params: await VM.get_HVM_boot_params(ref),
    }))
    const putBack = () =>
      work.ask(async ({ VM }) => {
        await VM.set_HVM_boot_policy(ref, before.policy)
        await VM.set_HVM_boot_params(ref, before.params)
      })
    work.takeBack(putBack, 'always')
    await work.ask(async ({ VM }) => {
      await VM.set_HVM_boot_policy(ref, 'BIOS order')
      await VM.set_HVM_boot_params(ref, { ...before.params, order: recoveryOrder })
    })
    await work.task(1, xapi => xapi.VM.start(ref, false, false))
    await putBack()
  },
})

/** In the order of menus. */
export const vmBootActions = [vmStartOn, vmStartPaused, vmRecover, vmResumeOn] as const
