import type { VmRow } from '@/server/inventory/rows'
import { say, t } from '@/server/shared/text'
import type { AsyncCalls } from '@/server/xapi/model/calls'
import type { Ref } from '@/server/xapi/model/records'
import { defineAction, type Steps } from './define'
import { type InputOf, inputOf } from './input'
import { stateIs } from './vm-states'

/** What is done to a VM that its pool does not start as it is: offered where a start was refused, and in no menu. */

const notHalted = (vm: VmRow) =>
  vm.power_state === 'Halted' ? t('The pool does not allow this VM to start.') : stateIs(vm)

const starts = (xapi: AsyncCalls, ref: Ref<'VM'>) => xapi.VM.start(ref, false, false)

/** A suspended VM goes on, any other starts. */
const goesOn = (vm: VmRow, work: Steps, ref: Ref<'VM'>) =>
  work.task(1, xapi =>
    vm.power_state === 'Suspended' ? xapi.VM.resume(ref, false, false) : starts(xapi, ref),
  )

const notReady = (vm: VmRow) =>
  vm.allowed_operations.includes(vm.power_state === 'Suspended' ? 'resume' : 'start')
    ? undefined
    : vm.power_state === 'Suspended'
      ? t('The pool does not allow this VM to resume.')
      : notHalted(vm)

const common = {
  on: ['VM'],
  icon: 'play',
  tone: 'neutral',
  group: 'power',
  listed: false,
  insteadOf: ['vm.start', 'vm.startOn', 'vm.resume', 'vm.resumeOn'],
} as const

export const vmStartEjecting = defineAction({
  ...common,
  id: 'vm.startEjecting',
  label: say('Eject and start'),
  sentence: (name: string) => t('Start {name} without its discs', { name }),
  will: say('start without their discs'),
  permission: 'vm.power',
  also: ['vm.disc'],
  operation: 'start',
  refused: notHalted,
  async steps({ work, ref, around }) {
    for (const { drive, disc, name } of around.tiedDiscs(ref)) {
      await work.ask(({ VBD }) => VBD.eject(drive))
      // A disc that the pool does not know can't be put back.
      if (name !== undefined) work.takeBack(() => work.ask(({ VBD }) => VBD.insert(drive, disc)))
    }
    await work.task(1, xapi => starts(xapi, ref))
  },
})

export const vmStartUnprotected = defineAction({
  ...common,
  id: 'vm.startUnprotected',
  label: say('Start without restart by high availability'),
  sentence: (name: string) => t('Start {name} without restart by high availability', { name }),
  will: say('start without restart by high availability'),
  permission: 'vm.order',
  also: ['vm.power', 'vm.suspend'],
  blocked: notReady,
  async steps({ work, row, ref }) {
    const before = await work.ask(({ VM }) => VM.get_ha_restart_priority(ref))
    await work.ask(({ VM }) => VM.set_ha_restart_priority(ref, ''))
    work.takeBack(() => work.ask(({ VM }) => VM.set_ha_restart_priority(ref, before)))
    await goesOn(row, work, ref)
  },
})

export const vmStartTolerating = defineAction({
  ...common,
  id: 'vm.startTolerating',
  label: say('Tolerate fewer failures and start'),
  sentence: (name: string, { failures }: InputOf<'tolerating'>) =>
    t(
      '{failures, plural, one {Start {name}, with # failed server tolerated in its pool} other {Start {name}, with # failed servers tolerated in its pool}}',
      { name, failures },
    ),
  will: say('start, with fewer failed servers tolerated in their pool'),
  bulk: false,
  permission: 'pool.edit',
  also: ['vm.power', 'vm.suspend'],
  input: inputOf('tolerating'),
  blocked: (vm, input) =>
    input !== undefined && input.pool !== vm.pool ? t('That is not the pool of this VM.') : notReady(vm),
  involves: ({ pool }) => [{ class: 'pool', id: pool, permission: 'pool.edit' }],
  async steps({ work, row, ref, around, input: { failures } }) {
    const before = await work.ask(({ pool }) => pool.get_ha_host_failures_to_tolerate(around.pool))
    await work.ask(({ pool }) => pool.set_ha_host_failures_to_tolerate(around.pool, failures))
    work.takeBack(() => work.ask(({ pool }) => pool.set_ha_host_failures_to_tolerate(around.pool, before)))
    await goesOn(row, work, ref)
  },
})

export const vmStartAnywayActions = [vmStartEjecting, vmStartUnprotected, vmStartTolerating] as const
