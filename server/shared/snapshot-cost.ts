/** So many layers a disk of VHD can have, its own among them: storage refuses the next one. */
export const longestChain = 30

/** Storage that sets room aside for a whole disk with each snapshot, before anything is written. */
const thick: ReadonlySet<string> = new Set(['lvm', 'lvmoiscsi', 'lvmohba', 'lvmofcoe'])

interface Vm {
  id: string
  name: string
  chain: number
  scheduled: number
  disks: readonly { sr: string; size: number }[]
}
interface Storage {
  id: string
  name: string
  type: string
  free: number | null
}

/** What a schedule comes to. Sizes are bytes. */
export interface ScheduleGuard {
  chains: readonly {
    id: string
    name: string
    /** Layers of its disks now and when as many snapshots are kept as are to be: the disk itself is one. */
    now: number
    later: number
    tooLong: boolean
  }[]
  storages: readonly {
    id: string
    name: string
    free: number | null
    /** What the kept snapshots can grow to when everything on the disks is written anew between them. */
    most: number
    /** What the next run sets aside at once. */
    atOnce: number
    /** The next run does not fit; or it fits, and what it can grow to does not. */
    short: 'now' | 'later' | null
  }[]
}

/** What it comes to when so many scheduled snapshots of each VM are kept. */
export function guardOf(
  { vms, storages }: { vms: readonly Vm[]; storages: readonly Storage[] },
  keep: number,
): ScheduleGuard {
  const chains = vms.map(({ id, name, chain, scheduled }) => {
    // One more than is kept stands there for a moment: the oldest goes after the newest has come.
    const later = chain - scheduled + keep + 1
    return { id, name, now: chain + 1, later, tooLong: later + 1 > longestChain }
  })
  const sizes = new Map<string, number>()
  for (const { disks } of vms) for (const { sr, size } of disks) sizes.set(sr, (sizes.get(sr) ?? 0) + size)
  return {
    chains,
    storages: storages.flatMap(({ id, name, type, free }) => {
      const size = sizes.get(id) ?? 0
      if (size === 0) return []
      const atOnce = thick.has(type) ? size : 0
      const most = size * keep
      const short = free === null ? null : free < atOnce ? 'now' : free < most ? 'later' : null
      return [{ id, name, free, most, atOnce, short } as const]
    }),
  }
}
