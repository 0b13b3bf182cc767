import type { Ref } from '../../server/xapi/model/records'
import { Failure } from '../failure'
import type { Pool } from '../pool'
import { assertHostOperation } from '../tables/allowed/infrastructure'
import { Task } from '../work/task'
import { endDomain } from './domain'
import { guestsOn } from './evacuate'
import { begin, end } from './operation'

/** A host goes down a while after it was told to, and comes back after another. */
const DOWN_SECONDS = 10
const BOOT_SECONDS = 25
/** It enables itself once its storage is in. */
const ENABLE_SECONDS = 3

/** Accepted at once; the host goes down later, and comes back when it was a reboot. */
export function powerOff(pool: Pool, task: Task, host: Ref<'host'>, comesBack: boolean): void {
  assertHostOperation(pool.db, host, comesBack ? 'reboot' : 'shutdown')
  task.runOn(host)
  // The mark stays until the host is back: it is not the task of the call.
  const mark = new Task(pool, 'host.shutdown')
  begin(pool, mark, 'host', host, 'shutdown')
  pool.clock.work(DOWN_SECONDS, () => goDown(pool, mark, host, comesBack))
}

function goDown(pool: Pool, mark: Task, host: Ref<'host'>, comesBack: boolean): void {
  mark.vanish()
  for (const vm of guestsOn(pool, host)) endDomain(pool, vm, 'Halted')
  if (!comesBack) {
    pool.db.update('host_metrics', pool.db.get('host', host).metrics, { live: false })
    return
  }
  pool.clock.work(BOOT_SECONDS, () => comeBack(pool, mark, host))
}

/** A host that boots finds its processors anew and attaches its storage. */
function comeBack(pool: Pool, mark: Task, host: Ref<'host'>): void {
  const row = pool.db.find('host', host)
  if (!row) return
  end(pool, mark, 'host', host)
  pool.db.update('host_metrics', row.metrics, { live: true })
  for (const ref of row.host_CPUs) {
    const { uuid: _, ...cpu } = pool.db.get('host_cpu', ref)
    pool.db.destroy('host_cpu', ref)
    pool.db.create('host_cpu', cpu)
  }
  for (const ref of row.PBDs) pool.db.update('PBD', ref, { currently_attached: true })
  const seconds = String(Math.floor(pool.clock.now() / 1000))
  pool.db.update('host', host, {
    updates_requiring_reboot: [],
    other_config: { ...row.other_config, boot_time: `${seconds}.`, agent_start_time: `${seconds}.` },
  })
  pool.clock.work(ENABLE_SECONDS, () => {
    if (pool.db.find('host', host)) pool.db.update('host', host, { enabled: true })
  })
}

/** A host that is down is switched on from afar, where it has a way. */
export function powerOn(pool: Pool, host: Ref<'host'>): void {
  const row = pool.db.get('host', host)
  if (pool.db.find('host_metrics', row.metrics)?.live) throw new Failure('HOST_IS_LIVE', host)
  if (row.power_on_mode === '') throw new Failure('HOST_POWER_ON_MODE_DISABLED')
  const mark = new Task(pool, 'host.power_on')
  mark.vanish()
  pool.clock.work(BOOT_SECONDS, () => comeBack(pool, mark, host))
}
