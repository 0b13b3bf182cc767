import { nullRef } from '@/server/inventory/ids'
import type { VappRow } from '@/server/inventory/rows'
import { say, t, worded } from '@/server/shared/text'
import type { Ref } from '@/server/xapi/model/records'
import { defineAction, type Steps, type Surroundings } from './define'
import { HalfDone } from './half-done'
import { type InputOf, inputOf } from './input'
import { wavesOf } from './vapp-waves'

const counts = ({ members }: VappRow, ...states: string[]) =>
  members.filter(({ power_state }) => states.includes(power_state)).length

const empty = ({ members }: VappRow) => members.length === 0

/** XAPI starts those that are halted, whatever becomes of the others. */
function noneToStart(vapp: VappRow): string {
  if (empty(vapp)) return t('{name} has no VMs.', { name: vapp.name_label })
  return counts(vapp, 'Halted') === 0
    ? t('No VM of {name} is halted: there is nothing to start.', { name: vapp.name_label })
    : t('The pool does not allow this vApp to start.')
}

function noneToStop(vapp: VappRow): string {
  if (empty(vapp)) return t('{name} has no VMs.', { name: vapp.name_label })
  return t('No VM of {name} runs.', { name: vapp.name_label })
}

const start = {
  on: ['VM_appliance'],
  icon: 'play',
  tone: 'neutral',
  group: 'power',
  permission: 'vapp.power',
  also: ['vm.power'],
  operation: 'start',
  refused: noneToStart,
} as const

/** All that it does is one task of the pool, which keeps to orders and delays itself. */
export const vappStart = defineAction({
  ...start,
  id: 'vapp.start',
  label: say('Start…'),
  sentence: (name: string, { paused }: InputOf<'vappStart'>) =>
    paused ? t('Start {name} paused', { name }) : t('Start {name}', { name }),
  input: inputOf('vappStart'),
  offered: vapp => counts(vapp, 'Halted') > 0,
  run: ({ xapi, ref, input: { paused } }) => xapi.VM_appliance.start(ref, paused),
})

/** The pool knows delays only: whoever wants to be sure that a database answers has each order waited for from here. */
export const vappStartReady = defineAction({
  ...start,
  id: 'vapp.startReady',
  // It starts VMs one by one, as who runs them may.
  permission: 'vm.power',
  also: [],
  label: say('Start, waiting for guests…'),
  sentence: (name: string) => t('Start {name}, waiting for its guests', { name }),
  input: inputOf('vappReady'),
  bulk: false,
  async steps({ work, row, input, around }) {
    const waves = wavesOf(row.members, 'start').waves.map(({ members }) =>
      members.map(({ id }) => around.find('VM', id)),
    )
    const share = 1 / Math.max(1, waves.flat().length)
    let started = 0
    for (const [at, wave] of waves.entries()) {
      try {
        const done = await Promise.allSettled(
          wave.map(vm => work.task(share, ({ VM }) => VM.start(vm, false, false))),
        )
        started += done.filter(({ status }) => status === 'fulfilled').length
        for (const one of done) if (one.status === 'rejected') throw one.reason
        if (at < waves.length - 1) await ready(work, around, wave, input)
      } catch (error) {
        if (started === 0) throw error
        throw new HalfDone(
          worded('{n, plural, one {# VM} other {# VMs}} of {name} started, the others did not.', {
            n: started,
            name: row.name_label,
          }),
          error,
        )
      }
    }
  },
})

/** How often a guest is looked at. */
const eachSecond = 1000

/** Resolves when every guest of an order is ready, or when that has taken too long and the rest is to go on. */
async function ready(
  work: Steps,
  around: Surroundings,
  wave: readonly Ref<'VM'>[],
  { until, minutes, late }: InputOf<'vappReady'>,
): Promise<void> {
  const last = Date.now() + minutes * 60_000
  for (const vm of wave) {
    while (
      !(await work.ask(async ({ VM, VM_guest_metrics }) => {
        const guest = await VM.get_guest_metrics(vm)
        if (guest === nullRef) return false
        const { PV_drivers_version, networks } = await VM_guest_metrics.get_record(guest)
        return until === 'agent'
          ? Object.keys(PV_drivers_version).length > 0
          : Object.keys(networks).some(key => /\/ip/.test(key))
      }))
    ) {
      if (Date.now() >= last) {
        if (late === 'go on') return
        const name = await work.ask(({ VM }) => VM.get_name_label(vm))
        around.refuse(
          t('{name} was not ready within {minutes, plural, one {# minute} other {# minutes}}.', {
            name,
            minutes,
          }),
        )
      }
      await new Promise(resolve => setTimeout(resolve, eachSecond))
    }
  }
}

const stop = {
  on: ['VM_appliance'],
  icon: 'power',
  tone: 'danger',
  group: 'power',
  permission: 'vapp.power',
  refused: noneToStop,
} as const

const running = (vapp: VappRow) =>
  t('{n, plural, one {# VM of {name} runs} other {# VMs of {name} run}}', {
    n: vapp.members.length - counts(vapp, 'Halted'),
    name: vapp.name_label,
  })

/**
 * Each guest is asked; who does not answer is cut off: one call of the pool, as XenCenter makes it. XAPI's VM.shutdown
 * takes a `shutdown_delay` above 0 for the time a guest has to stop (xapi_vm.ml).
 */
export const vappShutDown = defineAction({
  ...stop,
  id: 'vapp.shutDown',
  label: say('Shut down'),
  sentence: name => t('Shut down {name}', { name }),
  also: ['vm.power', 'vm.force'],
  operation: 'shutdown',
  offered: vapp => vapp.members.length > counts(vapp, 'Halted'),
  confirm: vapp => ({
    title: t('Shut down {name}?', { name: vapp.name_label }),
    body: t(
      '{running}. They shut down in the order opposite to starting. Guests are asked to stop; one that does not is powered off, and may lose what it has not written to its disks. A VM with a delay after shutdown has no longer than that to stop.',
      { running: running(vapp) },
    ),
    verb: t('Shut down'),
  }),
  run: ({ xapi, ref }) => xapi.VM_appliance.shutdown(ref),
})

export const vappCleanShutDown = defineAction({
  ...stop,
  id: 'vapp.cleanShutDown',
  label: say('Shut down without force'),
  sentence: name => t('Shut down {name} without force', { name }),
  group: 'state',
  also: ['vm.power'],
  operation: 'clean_shutdown',
  confirm: vapp => ({
    title: t('Shut down {name} without force?', { name: vapp.name_label }),
    body: t(
      '{running}. They shut down in the order opposite to starting. A guest that does not stop when asked runs on.',
      { running: running(vapp) },
    ),
    verb: t('Shut down'),
  }),
  run: ({ xapi, ref }) => xapi.VM_appliance.clean_shutdown(ref),
})

export const vappForceShutDown = defineAction({
  ...stop,
  id: 'vapp.forceShutDown',
  label: say('Force shut down'),
  sentence: name => t('Force {name} to shut down', { name }),
  will: say('be forced to shut down'),
  group: 'force',
  also: ['vm.force'],
  operation: 'hard_shutdown',
  confirm: vapp => ({
    title: t('Force {name} to shut down?', { name: vapp.name_label }),
    body: t('{running}. Their power is cut: what they have not written to their disks is lost.', {
      running: running(vapp),
    }),
    verb: t('Force shut down'),
  }),
  run: ({ xapi, ref }) => xapi.VM_appliance.hard_shutdown(ref),
})

/** In the order of menus. */
export const vappActions = [
  vappStart,
  vappStartReady,
  vappShutDown,
  vappCleanShutDown,
  vappForceShutDown,
] as const
