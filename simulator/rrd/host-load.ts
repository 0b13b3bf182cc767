import type { Ref } from '../../server/xapi/model/records'
import type { Life, Lives } from './lives'
import { cardTraffic, type DiskUse, together } from './load'
import type { Machine } from './machine'
import type { Moment } from './moment'

interface Resident {
  readonly life: Life
  readonly machine: Machine
}

/** What the domains of a host do together, at any time. */
export class HostLoad {
  readonly #residents: readonly Resident[]
  readonly #present = new WeakMap<Moment, readonly Resident[]>()

  constructor(lives: Lives, host: Ref<'host'>) {
    const machines = new Map<string, Machine>()
    this.#residents = lives.on(host).flatMap(life => {
      // A domain that lives is one machine in all of its lives, so that what is known of it is shared.
      const machine = life.machine ?? machines.get(life.vm) ?? lives.machine(life)
      if (!machine) return []
      machines.set(life.vm, machine)
      return [{ life, machine }]
    })
  }

  at(moment: Moment): readonly Resident[] {
    let present = this.#present.get(moment)
    if (!present) {
      present = this.#residents.filter(({ life }) => moment.within(life))
      this.#present.set(moment, present)
    }
    return present
  }

  /** CPUs that domains keep busy. */
  cpus(moment: Moment): number {
    return this.#sum(moment, ({ machine, life }) => moment.busy(machine, life) * machine.vcpus)
  }

  vcpus(moment: Moment): number {
    return this.#sum(moment, ({ machine }) => machine.vcpus)
  }

  /** Bytes that domains and what Xen keeps for them take. */
  memory(moment: Moment): number {
    return this.#sum(moment, ({ machine }) => machine.memory + machine.overhead)
  }

  /** Bytes a second that pass a network on its way out of, or into, the host. */
  traffic(moment: Moment, network: string, way: 'received' | 'sent'): number {
    return this.#sum(moment, ({ machine, life }) =>
      machine.cards
        .filter(card => card.network === network)
        .reduce((sum, card) => sum + cardTraffic(machine, card, life, moment)[way], 0),
    )
  }

  /** `sr`: the first eight characters of its uuid. */
  disks(moment: Moment, sr: string): DiskUse {
    const uses = this.at(moment).flatMap(({ machine, life }) =>
      machine.disks.filter(disk => disk.sr === sr).map(disk => moment.disk(machine, disk, life)),
    )
    return together(uses)
  }

  #sum(moment: Moment, of: (resident: Resident) => number): number {
    return this.at(moment).reduce((sum, resident) => sum + of(resident), 0)
  }
}
