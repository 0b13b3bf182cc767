import type { Ref } from '../../server/xapi/model/records'
import { Failure } from '../failure'
import { disableHa, enableHa, switchOff } from '../ha/enable'
import { assertPlanHolds, mostFailures, outlook, place, protectedVms } from '../ha/plan'
import { updateStatus } from '../ha/status'
import { assertAgile } from '../lifecycle/agility'
import { isLive, type Pool, poolRow } from '../pool'
import type { Handlers } from './types'

/** Why a VM would not be started again. */
function obstacle(pool: Pool, vm: Ref<'VM'>): string {
  try {
    assertAgile(pool, vm)
    return 'HOST_NOT_ENOUGH_FREE_MEMORY'
  } catch (error) {
    if (error instanceof Failure) return error.code
    throw error
  }
}

export const poolHa: Handlers<'pool'> = {
  enable_ha: ({ pool, task }, storages, configuration) => enableHa(pool, task, storages, configuration ?? {}),
  disable_ha: ({ pool, task }) => disableHa(pool, task),
  ha_compute_max_host_failures_to_tolerate: ({ pool }) => mostFailures(pool, protectedVms(pool)),
  ha_compute_hypothetical_max_host_failures_to_tolerate: ({ pool }, configuration) => {
    const vms = [...pool.db.all('VM')].filter(([ref]) => configuration[ref] === 'restart').map(([ref]) => ref)
    return mostFailures(pool, vms)
  },
  ha_failover_plan_exists: ({ pool }, count) => outlook(pool, count, protectedVms(pool)) === 'all',
  ha_compute_vm_failover_plan: ({ pool }, failed, vms) => {
    const hosts = [...pool.db.all('host')]
      .filter(([host, row]) => !failed.includes(host) && isLive(pool, row))
      .map(([host]) => host)
    const placed = place(pool, vms, hosts)
    const fate = (vm: Ref<'VM'>): { [key: string]: string } => {
      const host = placed.get(vm)
      return host ? { host } : { error_code: obstacle(pool, vm) }
    }
    return Object.fromEntries(vms.map(vm => [vm, fate(vm)]))
  },
  // Nobody is started again here while somebody asks for something.
  ha_prevent_restarts_for: () => {},
  set_ha_host_failures_to_tolerate: ({ pool }, ref, count) => {
    const { ha_plan_exists_for } = pool.db.get('pool', ref)
    if (count < 0) throw new Failure('INVALID_VALUE', 'ha_host_failures_to_tolerate', String(count))
    if (ha_plan_exists_for > 0) assertPlanHolds(pool, {}, count)
    pool.db.update('pool', ref, { ha_host_failures_to_tolerate: count })
    updateStatus(pool)
  },
}

export const hostHa: Handlers<'host'> = {
  emergency_ha_disable: ({ pool }) => {
    if (!poolRow(pool)[1].ha_enabled) throw new Failure('HA_NOT_ENABLED')
    switchOff(pool)
  },
}
