import { diskMeasures } from './disk-measures'
import type { Life, Lives } from './lives'
import { cardTraffic, freeInside } from './load'
import type { Machine } from './machine'
import type { Moment } from './moment'
import { type Source, source } from './source'

type Alive = (value: (life: Life, at: Moment) => number) => Source['value']

/** The series of a VM. Each is NaN where the VM did not run. */
export function vmSources(lives: Lives, vm: string, machine: Machine): Source[] {
  const own = lives.of(vm)
  const alive: Alive = value => at => {
    const life = own.findLast(one => at.within(one))
    return life ? value(life, at) : Number.NaN
  }
  return [
    ...cpuSources(machine, alive),
    ...memorySources(machine, alive),
    ...diskSources(machine, alive),
    ...cardSources(machine, alive),
  ]
}

function cpuSources(machine: Machine, alive: Alive): Source[] {
  const busy = alive((life, at) => at.busy(machine, life))
  const state = (name: string, description: string, share: (busy: number) => number) =>
    source(`runstate_${name}`, '(fraction)', at => share(busy(at)), { description, max: 1, standard: false })
  const single = (number: number) =>
    source(
      `cpu${number}`,
      '(fraction)',
      alive((life, at) => at.cpus(machine, life)[number] ?? 0),
      { description: `CPU${number} usage`, max: 1 },
    )
  return [
    ...Array.from({ length: machine.vcpus }, (_, number) => single(number)),
    source('cpu_usage', '(fraction)', busy, { description: 'Domain CPU usage', max: 1 }),
    state('blocked', 'Fraction of time that all VCPUs are blocked or offline', x => (1 - x) ** 2),
    state(
      'concurrency_hazard',
      'Fraction of time that some VCPUs are running and some are runnable',
      x => x / 50,
    ),
    state('full_contention', 'Fraction of time that all VCPUs are runnable', x => x / 100),
    state('fullrun', 'Fraction of time that all VCPUs are running', x => x ** 2),
    state(
      'partial_contention',
      'Fraction of time that some VCPUs are runnable and some are blocked',
      x => x / 100,
    ),
    state('partial_run', 'Fraction of time that some VCPUs are running, and some are blocked', x =>
      Math.max(0, 1 - x ** 2 - (1 - x) ** 2 - x / 25),
    ),
    source('runnable_vcpus', 'vcpus', at => busy(at) * machine.vcpus * 0.05, {
      description: 'Number of VCPUs that are runnable and wait for a CPU',
      standard: false,
    }),
  ]
}

function memorySources(machine: Machine, alive: Alive): Source[] {
  const held = alive(() => machine.memory)
  const inside = source(
    'memory_internal_free',
    'KiB',
    alive((life, at) => freeInside(machine, life, at)),
    { description: 'Memory that the guest has free, as its agent reports' },
  )
  return [
    source('memory', 'B', held, { description: 'Memory currently allocated to VM' }),
    ...(machine.agent ? [inside] : []),
    source('memory_target', 'B', held, { description: 'Target of VM balloon driver' }),
  ]
}

function diskSources(machine: Machine, alive: Alive): Source[] {
  return machine.disks.flatMap(disk =>
    diskMeasures.map(({ name, units, describe, value }) =>
      source(
        `vbd_${disk.device}_${name}`,
        units,
        alive((life, at) => value(at.disk(machine, disk, life))),
        { description: describe(`device '${disk.device}'`) },
      ),
    ),
  )
}

function cardSources(machine: Machine, alive: Alive): Source[] {
  return machine.cards.flatMap(card => {
    const on = `on virtual interface number '${card.device}'`
    const way = (short: 'rx' | 'tx', word: string, value: 'received' | 'sent') => [
      source(
        `vif_${card.device}_${short}`,
        'B/s',
        alive((life, at) => cardTraffic(machine, card, life, at)[value]),
        { description: `Bytes per second ${word} ${on}` },
      ),
      source(
        `vif_${card.device}_${short}_errors`,
        'err/s',
        alive(() => 0),
        { description: `Errors per second while being ${word} ${on}`, standard: false },
      ),
    ]
    return [...way('rx', 'received', 'received'), ...way('tx', 'transmitted', 'sent')]
  })
}
