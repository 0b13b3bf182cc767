import { mkdir, readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import type { PoolId } from '../rows'
import type { Store } from '../store'
import { type Kept, readSnapshot, writeSnapshot } from './snapshot-file'

const suffix = '.inventory'

/** What is kept of pools over a restart, a file for each. */
export type Snapshots = ReturnType<typeof createSnapshots>

/**
 * `key` has 32 bytes. What goes wrong costs the quick start only: `log` gets one line about it, and things go on as if
 * nothing had been kept.
 */
export function createSnapshots({
  folder,
  key,
  log,
}: {
  folder: string
  key: Uint8Array
  log: (line: string) => void
}) {
  const fileOf = (pool: PoolId) => path.join(folder, `${encodeURIComponent(pool)}${suffix}`)
  const ownerOf = (pool: PoolId) => ({ key, about: `inventory of pool ${pool}` })
  const told = (what: string, error: unknown) =>
    log(`${what}: ${error instanceof Error ? error.message : 'for no known reason'}`)
  const unusable = (pool: PoolId, error: unknown) => told(`What was kept of pool ${pool} is not used`, error)

  return {
    unusable,

    /** What was kept of a pool. */
    async read(pool: PoolId, signal: AbortSignal): Promise<Kept | undefined> {
      try {
        return await readSnapshot(fileOf(pool), ownerOf(pool), signal)
      } catch (error) {
        if (!signal.aborted) unusable(pool, error)
        return undefined
      }
    },

    /** Keeps what a store holds, which is right up to `at`. Resolves to whether it is kept. */
    async write(pool: PoolId, store: Store, at: number, signal: AbortSignal): Promise<boolean> {
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 })
        await writeSnapshot(fileOf(pool), ownerOf(pool), store, at, signal)
        return true
      } catch (error) {
        if (!signal.aborted) told(`Pool ${pool} could not be kept for the next start`, error)
        return false
      }
    },

    async remove(pool: PoolId): Promise<void> {
      await rm(fileOf(pool), { force: true })
    },

    /** Removes what was kept of any other pool, and what a killed process left unfinished. */
    async keepOnly(pools: readonly PoolId[]): Promise<void> {
      try {
        const wanted = new Set(pools.map(pool => path.basename(fileOf(pool))))
        await mkdir(folder, { recursive: true, mode: 0o700 })
        for (const name of await readdir(folder)) if (!wanted.has(name)) await rm(path.join(folder, name))
      } catch (error) {
        told('What was kept of pools that are gone could not be removed', error)
      }
    },
  }
}
