import { Failure } from '../failure'
import { begin, end } from '../lifecycle/operation'
import { type Pool, poolRow } from '../pool'
import type { Task } from './task'

/**
 * Operations of a pool that keep each other out, by what the others are refused with. That a new coordinator on its way and
 * TLS being switched on are refused without parameters is uncertain: the model declares none.
 */
const inProgress: { readonly [operation: string]: string } = {
  ha_enable: 'HA_ENABLE_IN_PROGRESS',
  ha_disable: 'HA_DISABLE_IN_PROGRESS',
  cluster_create: 'CLUSTER_CREATE_IN_PROGRESS',
  designate_new_master: 'DESIGNATE_NEW_MASTER_IN_PROGRESS',
  tls_verification_enable: 'TLS_VERIFICATION_ENABLE_IN_PROGRESS',
  configure_repositories: 'CONFIGURE_REPOSITORIES_IN_PROGRESS',
  sync_updates: 'SYNC_UPDATES_IN_PROGRESS',
  sync_bundle: 'SYNC_BUNDLE_IN_PROGRESS',
  apply_updates: 'APPLY_UPDATES_IN_PROGRESS',
}

/** Runs `work` while the pool shows `operation`. Refused while another of its kind goes on. */
export async function onPool<T>(
  pool: Pool,
  task: Task,
  operation: string,
  work: () => Promise<T> | T,
): Promise<T> {
  const [ref, { current_operations }] = poolRow(pool)
  for (const current of Object.values(current_operations)) {
    const code = inProgress[current]
    if (code !== undefined) throw new Failure(code)
  }
  begin(pool, task, 'pool', ref, operation)
  try {
    return await work()
  } finally {
    end(pool, task, 'pool', ref)
  }
}
