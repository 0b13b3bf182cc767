import type { VmSpec } from './machines'
import type { SystemName } from './systems'

/** A VM of the demo pool in one line. */
export interface Line {
  readonly name: string
  readonly system: SystemName
  readonly state: VmSpec['state']
  /** 1 to 3; 0: nowhere in particular. */
  readonly host: 0 | 1 | 2 | 3
  readonly vcpus: number
  /** GiB */
  readonly memory: number
  /** GiB and where: nfs, ssd, archive, broken, local1 … local3. */
  readonly disks: readonly (readonly [number, string])[]
  readonly net: 'servers' | 'dmz' | 'desktops' | 'lab'
  readonly address: string
  /** Days since it was started. */
  readonly days?: number
  readonly folder: string
  readonly tags: readonly string[]
  readonly text: string
}

type Size = readonly [vcpus: number, memory: number]

export function line(
  place: readonly [VmSpec['state'], Line['host'], days?: number],
  name: string,
  system: SystemName,
  [vcpus, memory]: Size,
  disks: Line['disks'],
  [net, address]: readonly [Line['net'], string],
  [folder, ...tags]: readonly [string, ...string[]],
  text: string,
): Line {
  const [state, host, days] = place
  return {
    name,
    system,
    state,
    host,
    vcpus,
    memory,
    disks,
    net,
    address,
    folder,
    tags,
    text,
    ...(days && { days }),
  }
}

export const on1 = (days: number) => ['Running', 1, days] as const
export const on2 = (days: number) => ['Running', 2, days] as const
export const on3 = (days: number) => ['Running', 3, days] as const
export const off = ['Halted', 0] as const
export const server = (last: number) => ['servers', `10.20.20.${last}`] as const
export const dmz = (last: number) => ['dmz', `10.20.30.${last}`] as const
export const desk = (last: number) => ['desktops', `10.20.40.${last}`] as const
