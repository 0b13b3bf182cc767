import type { Life } from './lives'
import { busyness, type DiskUse, diskUse, spread } from './load'
import type { Machine, MeasuredDisk } from './machine'

/** A row of a table of samples: the time it ends at and how long it is, in seconds. What was found out is kept. */
export class Moment {
  readonly end: number
  readonly width: number
  readonly #busy = new Map<Machine, number>()
  readonly #cpus = new Map<Machine, readonly number[]>()
  readonly #disks = new Map<MeasuredDisk, DiskUse>()

  constructor(end: number, width: number) {
    this.end = end
    this.width = width
  }

  get middle(): number {
    return this.end - this.width / 2
  }

  /** Whether a domain lived through most of it. */
  within(life: Life): boolean {
    return life.from <= this.middle && this.middle < life.until
  }

  /** How busy a machine was, 0…1. */
  busy(machine: Machine, life: Life): number {
    return found(this.#busy, machine, () => busyness(machine, life, this))
  }

  /** Fractions of a CPU that each vCPU of a machine had; their mean is how busy it was. */
  cpus(machine: Machine, life: Life): readonly number[] {
    const share = () => spread(this.busy(machine, life), machine.vcpus, machine.seed, this)
    return found(this.#cpus, machine, share)
  }

  disk(machine: Machine, disk: MeasuredDisk, life: Life): DiskUse {
    return found(this.#disks, disk, () => diskUse(machine, disk, life, this))
  }

  /** The same time cut into pieces, to find the least and the most of it. */
  parts(): Moment[] {
    const count = Math.min(6, Math.max(1, Math.round(this.width / 5)))
    const width = this.width / count
    return Array.from({ length: count }, (_, index) => new Moment(this.end - index * width, width))
  }
}

function found<K, V>(known: Map<K, V>, key: K, find: () => V): V {
  const before = known.get(key)
  if (before !== undefined) return before
  const value = find()
  known.set(key, value)
  return value
}
