import type { PoolDetail } from '../details'
import { poolRecord } from '../project/pool'
import { productOf } from '../project/product'
import { unlessNever } from '../project/times'
import { idOf, named, type View } from '../project/view'
import { isAtLeast } from '../versions'
import { certificatesOf } from './certificate'
import { pendingOf } from './host'

/** What a pool's page shows beside its row; null until the pool has told it. */
export function poolDetail(view: View): PoolDetail | null {
  const { store } = view
  const [, pool] = poolRecord(store) ?? []
  if (pool === undefined) return null
  const release = store.get('host', pool.master)?.software_version.platform_version
  /** A field of releases from this one on; before it there is nothing to say. */
  const since = <T>(first: readonly number[], value: T): T | null =>
    isAtLeast(release, first) ? value : null
  const hosts = [...store.all('host')]
  const applied = hosts.map(([, host]) => host.latest_synced_updates_applied ?? '')
  return {
    id: view.pool,
    defaultStorage: named(view, 'SR', pool.default_SR),
    migrationCompression: since([3, 3, 0], pool.migration_compression),
    igmpSnooping: since([2, 4, 0], pool.igmp_snooping_enabled),
    livePatching: since([2, 1, 0], !pool.live_patching_disabled),
    tlsVerification: since([3, 3, 0], pool.tls_verification_enabled),
    certificates: since([3, 2, 0], certificatesOf(store, null)),
    releases: [...new Set(hosts.map(([, host]) => productOf(host)))].sort(),
    updates: {
      applied: applied.every(state => state === 'yes')
        ? 'yes'
        : applied.some(state => state === 'no')
          ? 'no'
          : 'unknown',
      lastSynced: unlessNever(pool.last_update_sync),
      pending: hosts.flatMap(([ref, host]) => {
        const id = idOf(view, 'host', ref)
        const tasks = pendingOf(host)
        return id === null || tasks.length === 0 ? [] : [{ id, name: host.name_label, tasks }]
      }),
    },
    otherConfig: pool.other_config,
  }
}
