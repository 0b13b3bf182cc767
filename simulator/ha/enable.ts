import type { Ref } from '../../server/xapi/model/records'
import { Failure } from '../failure'
import { isSharedProperly } from '../lifecycle/agility'
import { isLive, type Pool, poolRow } from '../pool'
import { createDisk, dropDisk } from '../storage/disks'
import { refOf } from '../tables/row'
import { onPool } from '../work/pool-operation'
import type { Task } from '../work/task'
import { updateStatus } from './status'

const STATEFILE_BYTES = 4 * 1024 * 1024
const METADATA_BYTES = 256 * 1024 * 1024
const ENABLE_SECONDS = 6
const DISABLE_SECONDS = 3

/** Lets the hosts watch each other over a disk that all of them see. */
export async function enableHa(
  pool: Pool,
  task: Task,
  storages: readonly Ref<'SR'>[],
  configuration: { readonly [key: string]: string },
): Promise<void> {
  if (poolRow(pool)[1].ha_enabled) throw new Failure('HA_IS_ENABLED')
  await onPool(pool, task, 'ha_enable', async () => {
    assertReady(pool)
    const [sr] = storages.length > 0 ? storages : fitting(pool)
    if (!sr) throw new Failure('CANNOT_CREATE_STATE_FILE')
    assertFits(pool, sr)
    const made: Ref<'VDI'>[] = []
    try {
      const statefile = await disk(pool, task, sr, made, 'ha_statefile')
      await disk(pool, task, sr, made, 'redo_log')
      await task.spend(ENABLE_SECONDS, 0.1, 0.95, true)
      pool.faults.strike(poolRow(pool)[1].uuid, 'enable_ha')
      const peers = [...pool.db.all('host')].map(([, { uuid }]) => uuid)
      for (const [host] of pool.db.all('host'))
        pool.db.update('host', host, { ha_statefiles: [statefile], ha_network_peers: peers })
      pool.db.update('pool', poolRow(pool)[0], {
        ha_enabled: true,
        ha_configuration: configuration,
        ha_statefiles: [statefile],
        ha_cluster_stack: pool.db.table('Cluster').entries.size > 0 ? 'cluster' : 'xhad',
        ha_plan_exists_for: 0,
      })
    } catch (error) {
      for (const vdi of made) dropDisk(pool, vdi)
      throw error
    }
    for (const [vm, row] of [...pool.db.all('VM')])
      if (row.power_state === 'Running' && row.ha_restart_priority === 'restart')
        pool.db.update('VM', vm, { ha_always_run: true })
    updateStatus(pool)
  })
}

function assertReady(pool: Pool): void {
  const unplugged = [...pool.db.all('PIF')].filter(
    ([, pif]) => pif.disallow_unplug && !pif.currently_attached,
  )
  if (unplugged.length > 0) throw new Failure('REQUIRED_PIF_IS_UNPLUGGED', ...unplugged.map(([ref]) => ref))
  for (const [ref, host] of pool.db.all('host'))
    if (!isLive(pool, host)) throw new Failure('HOST_OFFLINE', ref)
}

function fitting(pool: Pool): Ref<'SR'>[] {
  return [...pool.db.all('SR')]
    .filter(([, sr]) => sr.content_type !== 'iso' && sr.type !== 'iso' && isSharedProperly(pool, sr))
    .map(([ref]) => ref)
}

/** Refuses a storage that not every host sees, or that has no room for what the hosts write. */
export function assertFits(pool: Pool, ref: Ref<'SR'>): void {
  const sr = pool.db.get('SR', ref)
  const seen = new Set(
    sr.PBDs.map(pbd => pool.db.get('PBD', pbd))
      .filter(pbd => pbd.currently_attached)
      .map(({ host }) => host),
  )
  for (const [host] of pool.db.all('host')) if (!seen.has(host)) throw new Failure('SR_HAS_NO_PBDS', ref)
  if (!sr.shared || sr.type === 'iso') throw new Failure('SR_OPERATION_NOT_SUPPORTED', ref)
  const room = sr.physical_size - sr.physical_utilisation
  if (room < STATEFILE_BYTES + METADATA_BYTES) throw new Failure('SR_SOURCE_SPACE_INSUFFICIENT', ref)
}

/** A disk from the last time serves again. */
async function disk(
  pool: Pool,
  task: Task,
  SR: Ref<'SR'>,
  made: Ref<'VDI'>[],
  type: 'ha_statefile' | 'redo_log',
): Promise<Ref<'VDI'>> {
  const there = pool.db.get('SR', SR).VDIs.find(vdi => pool.db.find('VDI', vdi)?.type === type)
  if (there) return there
  const statefile = type === 'ha_statefile'
  const vdi = await createDisk(pool, task, {
    SR,
    type,
    name_label: statefile ? 'Statefile for HA' : 'Metadata for HA',
    name_description: statefile ? 'Used for storage heartbeating' : 'Used for master failover',
    virtual_size: statefile ? STATEFILE_BYTES : METADATA_BYTES,
    sharable: true,
  })
  made.push(vdi)
  return vdi
}

export async function disableHa(pool: Pool, task: Task): Promise<void> {
  if (!poolRow(pool)[1].ha_enabled) throw new Failure('HA_NOT_ENABLED')
  await onPool(pool, task, 'ha_disable', async () => {
    await task.spend(DISABLE_SECONDS, 0, 0.95, true)
    pool.faults.strike(poolRow(pool)[1].uuid, 'disable_ha')
    switchOff(pool)
  })
}

/** Nobody watches the hosts any more; what they wrote goes. */
export function switchOff(pool: Pool): void {
  const [ref, { ha_statefiles }] = poolRow(pool)
  const storages = ha_statefiles.map(vdi => pool.db.find('VDI', vdi)?.SR)
  pool.db.update('pool', ref, {
    ha_enabled: false,
    ha_statefiles: [],
    ha_overcommitted: false,
    ha_plan_exists_for: 0,
  })
  for (const [host] of pool.db.all('host'))
    pool.db.update('host', host, { ha_statefiles: [], ha_network_peers: [] })
  for (const sr of storages)
    for (const vdi of sr ? (pool.db.find('SR', sr)?.VDIs ?? []) : [])
      if (['ha_statefile', 'redo_log'].includes(pool.db.find('VDI', vdi)?.type ?? ''))
        dropDisk(pool, refOf<'VDI'>(vdi))
}
