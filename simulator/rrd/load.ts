import type { Life } from './lives'
import type { Machine, MeasuredCard, MeasuredDisk } from './machine'
import type { Moment } from './moment'
import { chance, wave } from './noise'

/** Seconds for which a guest that boots is busier than ever. */
const BOOT_SECONDS = 75
const MB = 1e6

/** How busy a machine is, 0…1: every one has its own pace, and boots hard. */
export function busyness(machine: Machine, life: Life, at: Moment): number {
  if (life.paused) return 0
  const pace = machine.control ? 0.08 : 0.03 + 0.5 * chance(machine.seed, 1) ** 2
  const usual = pace * (0.3 + 1.4 * wave(machine.seed, at.middle, at.width))
  return Math.min(1, usual + (1 - usual) * booting(life, at))
}

/** Near 1 when it begins to boot, 0 when it is done. */
function booting(life: Life, at: Moment): number {
  const age = at.middle - life.from
  if (!life.booted || age < 0 || age > BOOT_SECONDS) return 0
  return 0.9 * (1 - (age / BOOT_SECONDS) ** 2)
}

/** Shares `mean` out among `count`, so that it stays the mean. */
export function spread(mean: number, count: number, seed: number, at: Moment): readonly number[] {
  const shares = Array.from(
    { length: count },
    (_, index) => 1 + (1 - mean) * 1.2 * (wave(seed + 101 + index, at.middle, at.width) - 0.5),
  )
  const sum = shares.reduce((total, share) => total + share, 0)
  return shares.map(share => Math.min(1, (mean * count * share) / sum))
}

/** What the guest still has of its memory, in KiB, as its agent tells. */
export function freeInside(machine: Machine, life: Life, at: Moment): number {
  const used = 0.35 + 0.3 * chance(machine.seed, 2) + 0.2 * wave(machine.seed + 7, at.middle, at.width)
  const warm = Math.min(1, Math.max(0, (at.middle - life.from) / (2 * BOOT_SECONDS)))
  return (machine.memory / 1024) * (1 - used * (life.booted ? 0.4 + 0.6 * warm : 1))
}

export interface Traffic {
  /** Bytes a second. */
  readonly received: number
  readonly sent: number
}

export function cardTraffic(machine: Machine, card: MeasuredCard, life: Life, at: Moment): Traffic {
  const peak = (0.05 + 12 * chance(card.seed, 3) ** 3) * MB * at.busy(machine, life)
  const flow = (seed: number) => 2 * peak * wave(seed, at.middle, at.width) ** 2
  // Even where nothing is asked for, broadcasts arrive.
  const murmur = life.paused ? 0 : 80 + 240 * wave(card.seed + 9, at.middle, at.width)
  return { received: murmur + flow(card.seed + 1), sent: 1.3 * flow(card.seed + 2) }
}

export interface DiskUse {
  /** Bytes a second. */
  readonly read: number
  readonly written: number
  /** Requests a second. */
  readonly reads: number
  readonly writes: number
  /** Microseconds a request took. */
  readonly readLatency: number
  readonly writeLatency: number
}

const idle: DiskUse = { read: 0, written: 0, reads: 0, writes: 0, readLatency: 0, writeLatency: 0 }

export function diskUse(machine: Machine, disk: MeasuredDisk, life: Life, at: Moment): DiskUse {
  if (disk.drive || disk.sr === '' || life.paused) return idle
  const busy = at.busy(machine, life)
  const peak = (0.4 + 30 * chance(disk.seed, 4) ** 3) * MB * busy
  const read = peak * (0.2 + 2 * booting(life, at) + 2 * wave(disk.seed + 1, at.middle, at.width) ** 2)
  const written = peak * (0.3 + 1.5 * wave(disk.seed + 2, at.middle, at.width) ** 2)
  const strain = 1 + 3 * busy * wave(disk.seed + 3, at.middle, at.width)
  return {
    read,
    written,
    reads: read / (16_384 + 49_152 * chance(disk.seed, 5)),
    writes: written / (8_192 + 24_576 * chance(disk.seed, 6)),
    readLatency: 320 * strain,
    writeLatency: 540 * strain,
  }
}

/** What several disks do together: what flows adds up, what waits is a mean over the requests. */
export function together(uses: readonly DiskUse[]): DiskUse {
  const sum = (of: (use: DiskUse) => number) => uses.reduce((total, use) => total + of(use), 0)
  const reads = sum(use => use.reads)
  const writes = sum(use => use.writes)
  return {
    read: sum(use => use.read),
    written: sum(use => use.written),
    reads,
    writes,
    readLatency: reads === 0 ? 0 : sum(use => use.readLatency * use.reads) / reads,
    writeLatency: writes === 0 ? 0 : sum(use => use.writeLatency * use.writes) / writes,
  }
}
