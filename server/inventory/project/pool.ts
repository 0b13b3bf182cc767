import { customFieldsKey, parseDefinitions } from '@/server/shared/custom-fields'
import { emptyFoldersKey, parseEmptyFolders } from '@/server/shared/folders'
import { savedSearches } from '@/server/shared/saved-searches'
import type { Ref } from '@/server/xapi/model/records'
import type { FollowedRecord } from '../classes'
import type { PoolRow } from '../rows'
import type { Store } from '../store'
import { organised } from './organised'
import { productOf } from './product'
import { idOf, type View } from './view'

/** The one row of class pool; undefined before the first fill. */
export function poolRecord(store: Store): [Ref<'pool'>, FollowedRecord<'pool'>] | undefined {
  return store.all('pool').entries().next().value
}

/**
 * The row of a connection. It exists before the pool has answered, with nothing but the connection's facts.
 * `runningVcpus` is the sum over the rows of running VMs.
 */
export function projectPool(view: View, runningVcpus: number): PoolRow {
  const { store } = view
  const [ref, pool] = poolRecord(store) ?? ['', undefined]
  const coordinator = pool === undefined ? undefined : store.get('host', pool.master)
  return {
    class: 'pool',
    id: view.pool,
    pool: view.pool,
    ref,
    uuid: pool?.uuid ?? '',
    name_label: pool?.name_label || coordinator?.name_label || view.name,
    name_description: pool?.name_description ?? '',
    allowed_operations: pool?.allowed_operations ?? [],
    current_operations: pool?.current_operations ?? {},
    tags: pool?.tags ?? [],
    ...organised(pool?.other_config ?? {}),
    editions: [...new Set([...store.all('host').values()].map(host => host.edition))].filter(Boolean).sort(),
    sockets: socketsOf(store),
    tlsVerification: pool?.tls_verification_enabled ?? null,
    balanced: pool?.wlb_enabled ?? false,
    emptyFolders: parseEmptyFolders(pool?.other_config[emptyFoldersKey]),
    fieldDefinitions: parseDefinitions(pool?.gui_config[customFieldsKey]),
    searches: savedSearches(pool?.gui_config ?? {}),
    address: view.address,
    freshness: view.freshness,
    coordinator: pool === undefined ? null : idOf(view, 'host', pool.master),
    hosts: store.count('host'),
    vms: store.tallies.vms,
    runningVms: store.tallies.runningVms,
    runningVcpus,
    product: productOf(coordinator),
    apiVersion:
      coordinator === undefined ? '' : `${coordinator.API_version_major}.${coordinator.API_version_minor}`,
  }
}

function socketsOf(store: Store): number | null {
  let sum = 0
  for (const host of store.all('host').values()) {
    const sockets = Number.parseInt(host.cpu_info.socket_count ?? '', 10)
    if (!(sockets > 0)) return null
    sum += sockets
  }
  return sum > 0 ? sum : null
}
