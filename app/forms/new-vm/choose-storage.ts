import type { SrRow } from '@/server/api/types'
import { sizeFrom } from '../device/size'
import { freeOf } from '../storage-choices'

export interface StorageToChoose {
  /** Those of the pool that disks can be on. */
  storage: readonly SrRow[]
  /** Where the VM is to run; '' for anywhere. */
  home: string
}

export interface ChosenStorage {
  /** Null: there is none. */
  sr: string | null
  /** Why it is another than the one that was meant: that has no room, is not attached, or is not seen by the home server. */
  moved: 'room' | 'attached' | 'home' | null
}

/**
 * Where a disk goes: where the template wants it, else on the pool's default storage, else wherever there is the most
 * room, shared storage first.
 */
export function chooseStorage(
  size: number,
  wanted: string | null,
  { storage, home }: StorageToChoose,
): ChosenStorage {
  const standard = storage.find(({ isDefault }) => isDefault)
  const meant = storage.find(({ id }) => id === wanted) ?? standard
  const obstacle = meant && obstacleOf(meant, size, home)
  if (meant && !obstacle) return { sr: meant.id, moved: null }
  const [best] = [standard, ...[...storage].sort(bySpace)].filter(
    sr => sr !== undefined && !obstacleOf(sr, size, home),
  )
  return { sr: best?.id ?? null, moved: best ? (obstacle ?? null) : null }
}

export function obstacleOf(
  sr: SrRow,
  size: number,
  home: string,
): Exclude<ChosenStorage['moved'], null> | undefined {
  if (sr.attachment === 'none') return 'attached'
  if (isElsewhere(sr, home)) return 'home'
  return freeOf(sr) < size ? 'room' : undefined
}

/** Local storage of another host than the home server. */
export function isElsewhere(sr: SrRow, home: string): boolean {
  return home !== '' && sr.host !== null && sr.host !== home
}

const bySpace = (a: SrRow, b: SrRow) => Number(b.shared) - Number(a.shared) || freeOf(b) - freeOf(a)

/** Storage on which new disks are larger, all together, than what is free. */
export function overcommitted(
  disks: readonly { sr: string; size: string }[],
  storage: readonly SrRow[],
): { sr: SrRow; asked: number }[] {
  return storage
    .map(sr => ({
      sr,
      asked: disks
        .filter(disk => disk.sr === sr.id)
        .reduce((sum, { size }) => sum + (sizeFrom(size) ?? 0), 0),
    }))
    .filter(({ sr, asked }) => asked > freeOf(sr))
}
