import { isoTime } from '../clock'
import { type Pool, poolRow } from '../pool'
import { mostFailures, outlook, protectedVms } from './plan'

/** Priorities of these messages. */
const OVERCOMMITTED = 3
const DROP = 3

function tell(pool: Pool, name: string, priority: number, body: string): void {
  const { uuid } = poolRow(pool)[1]
  const timestamp = isoTime(pool.clock.now())
  pool.messages.create({ name, priority, cls: 'Pool', obj_uuid: uuid, timestamp, body })
}

/** Brings what the pool says of its plan up to date, and tells when it got worse. */
export function updateStatus(pool: Pool): void {
  const [ref, row] = poolRow(pool)
  const vms = protectedVms(pool)
  const wanted = row.ha_host_failures_to_tolerate
  if (outlook(pool, wanted, vms) === 'all') {
    pool.db.update('pool', ref, { ha_overcommitted: false, ha_plan_exists_for: wanted })
    return
  }
  const most = mostFailures(pool, vms)
  if (row.ha_plan_exists_for !== most) {
    pool.db.update('pool', ref, { ha_plan_exists_for: Math.min(wanted, most) })
    if (most < row.ha_plan_exists_for) tell(pool, 'HA_POOL_DROP_IN_PLAN_EXISTS_FOR', DROP, String(most))
  }
  if (row.ha_overcommitted) return
  pool.db.update('pool', ref, { ha_overcommitted: true })
  const text = `The failover tolerance for pool '${row.name_label}' has dropped and the initially specified number of host failures to tolerate can no longer be guaranteed`
  tell(pool, 'HA_POOL_OVERCOMMITTED', OVERCOMMITTED, text)
}
