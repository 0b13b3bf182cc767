import type { Ref } from '../../server/xapi/model/records'
import { Failure } from '../failure'
import { coordinatorOf, isLive, type Pool, poolRow } from '../pool'
import { onPool } from '../work/pool-operation'
import type { Task } from '../work/task'
import { guestsOn } from './evacuate'
import { letGo } from './join'

const HANDOVER_SECONDS = 1

export function assertNoHa(pool: Pool): void {
  if (poolRow(pool)[1].ha_enabled) throw new Failure('HA_IS_ENABLED')
}

/** A host leaves the pool: what was its own goes with it. */
export function eject(pool: Pool, ref: Ref<'host'>): void {
  const row = pool.db.find('host', ref)
  if (!row) throw new Failure('HOST_OFFLINE', ref)
  assertNoHa(pool)
  if (ref === coordinatorOf(pool)) throw new Failure('INTERNAL_ERROR', 'Xapi_pool.Cannot_eject_master')
  if (guestsOn(pool, ref).length > 0) throw new Failure('OPERATION_NOT_ALLOWED', 'VM resident on host')
  for (const pbd of row.PBDs) dropLocalStorage(pool, pool.db.get('PBD', pbd).SR)
  dropHost(pool, ref)
  letGo(pool, row.uuid)
}

function dropLocalStorage(pool: Pool, ref: Ref<'SR'>): void {
  const sr = pool.db.find('SR', ref)
  if (!sr || sr.shared) return
  for (const vdi of sr.VDIs) pool.db.destroy('VDI', vdi)
  for (const pbd of sr.PBDs) pool.db.destroy('PBD', pbd)
  pool.db.destroy('SR', ref)
}

/** All rows that are about a host. Its domains are not looked after any more. */
export function dropHost(pool: Pool, ref: Ref<'host'>): void {
  const row = pool.db.get('host', ref)
  for (const vm of guestsOn(pool, ref)) pool.db.update('VM', vm, { power_state: 'Halted', domid: -1 })
  for (const pbd of row.PBDs) pool.db.destroy('PBD', pbd)
  for (const pif of row.PIFs) {
    const { metrics } = pool.db.get('PIF', pif)
    pool.db.destroy('PIF', pif)
    pool.db.destroy('PIF_metrics', metrics)
  }
  for (const cpu of row.host_CPUs) pool.db.destroy('host_cpu', cpu)
  for (const pci of row.PCIs) pool.db.destroy('PCI', pci)
  for (const pgpu of row.PGPUs) pool.db.destroy('PGPU', pgpu)
  const dom0 = pool.db.find('VM', row.control_domain)
  for (const console of dom0?.consoles ?? []) pool.db.destroy('console', console)
  pool.db.destroy('VM', row.control_domain)
  pool.db.destroy('VM_metrics', dom0?.metrics ?? '')
  pool.db.destroy('host_metrics', row.metrics)
  pool.db.destroy('host', ref)
}

/** Another host becomes the coordinator: the database is handed over, and every session ends. */
export async function designate(pool: Pool, task: Task, ref: Ref<'host'>): Promise<void> {
  const row = pool.db.get('host', ref)
  const [poolRef, { master }] = poolRow(pool)
  assertNoHa(pool)
  if (master === ref) return
  if (!isLive(pool, row)) throw new Failure('HOST_OFFLINE', ref)
  await onPool(pool, task, 'designate_new_master', async () => {
    await task.spend(HANDOVER_SECONDS, 0, 0.9, true)
    pool.faults.strike(row.uuid, 'designate_new_master')
  })
  pool.db.update('pool', poolRef, { master: ref })
  for (const [session] of [...pool.db.all('session')]) pool.db.destroy('session', session)
}
