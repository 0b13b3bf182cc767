import { t } from './text'

/**
 * Why a guest can't be given memory between two limits. `licence`, `nested`: the pool keeps all limits alike. `unknown`: its
 * guest has never told of itself, so that it may or may not. `system`: it has drivers, and does not say that it gives and
 * takes memory.
 */
export type RangeObstacle = 'licence' | 'nested' | 'unknown' | 'drivers' | 'old' | 'system'

export function rangeReason(obstacle: RangeObstacle): string {
  switch (obstacle) {
    case 'licence':
      return t('The pool’s licence does not include it: memory stays the same.')
    case 'nested':
      return t('It runs VMs of its own (nested virtualisation): its memory stays the same.')
    case 'unknown':
      return t('Whether its guest can is not known yet: it needs its tools.')
    case 'drivers':
      return t('Its guest has no I/O drivers: it can’t give memory back.')
    case 'old':
      return t('The tools of its guest are out of date: they don’t say that it can give memory back.')
    case 'system':
      return t('The system of its guest does not support it.')
  }
}

interface Limits {
  staticMin: number
  /** As it is now: what it has already is not taken from it. */
  dynamicMin: number
  /** See MemoryRoom. */
  room: { obstacle: RangeObstacle | null; ratio: number; promise: number | null }
}

/**
 * Why a VM can't have this much memory at least and at most; undefined: it can. All are bytes. `limit`: what the most can be
 * raised to. `textOf`: how an amount is written.
 */
export function rangeIssue(
  { least, most, limit }: { least: number; most: number; limit: number },
  { staticMin, dynamicMin, room }: Limits,
  textOf: (bytes: number) => string,
): string | undefined {
  const { obstacle, ratio, promise } = room
  if (least < staticMin) return t('It needs {sizeText} at least.', { sizeText: textOf(staticMin) })
  if (least < most && obstacle !== null && obstacle !== 'unknown') return rangeReason(obstacle)
  if (least < Math.min(limit * ratio, dynamicMin))
    return t('Its guest needs {percent} % of what it can be raised to: {sizeText} at least.', {
      percent: Math.round(ratio * 100),
      sizeText: textOf(limit * ratio),
    })
  if (promise !== null && least > Math.max(promise, dynamicMin))
    return t('Its server can promise it {sizeText} at most, beside what it has promised to others.', {
      sizeText: textOf(promise),
    })
  return undefined
}
