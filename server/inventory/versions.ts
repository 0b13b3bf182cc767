import type { Store } from './store'

const partsOf = (version: string | undefined) =>
  (version ?? '').split('.').map(part => Number.parseInt(part, 10))

/** Whether a version, "3.2.1", is this one or a later one; false where it is not known. */
export function isAtLeast(version: string | undefined, first: readonly number[]): boolean {
  const parts = partsOf(version)
  for (const [at, wanted] of first.entries()) {
    const part = parts[at] ?? 0
    if (!(part >= wanted)) return false
    if (part > wanted) return true
  }
  return true
}

/** Whether a version is an earlier one than another; false where one of them is not known. */
export function isBefore(version: string | undefined, other: string | undefined): boolean {
  const wanted = partsOf(other)
  return !wanted.some(Number.isNaN) && !partsOf(version).some(Number.isNaN) && !isAtLeast(version, wanted)
}

/** `platform_version` of a pool's coordinator. */
export function platformOf(store: Store): string | undefined {
  const [pool] = store.all('pool').values()
  return pool && store.get('host', pool.master)?.software_version.platform_version
}
