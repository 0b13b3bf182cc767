import type { Records, Ref } from '../../server/xapi/model/records'
import { isoTime } from '../clock'
import { Failure } from '../failure'
import { endDomain } from '../lifecycle/domain'
import { guestsOn } from '../lifecycle/evacuate'
import { start } from '../lifecycle/start'
import { isLive, type Pool, poolRow } from '../pool'
import { recordOf } from '../tables/row'
import { Task } from '../work/task'
import { updateStatus } from './status'

/** How long a host may be silent before the others take it for dead. */
const SILENCE_SECONDS = 60
/** VMs that are restarted if possible are tried this often. */
const BEST_EFFORT_TRIES = 2
const SERVICE_DEGRADED = 3
const SERVICE_LOSS = 2

/** Starts VMs of hosts that are lost elsewhere, for as long as the pool is watched. */
export function watchHosts(pool: Pool): void {
  pool.db.onWrite((cls, ref, before, after) => {
    if (cls !== 'host_metrics' || !before || !after) return
    const [was, is] = [recordOf<'host_metrics'>(before), recordOf<'host_metrics'>(after)]
    if (!was.live || is.live || !poolRow(pool)[1].ha_enabled) return
    const host = [...pool.db.all('host')].find(([, row]) => row.metrics === ref)
    // One that was told to go down is missed by nobody.
    if (!host || Object.values(host[1].current_operations).includes('shutdown')) return
    pool.clock.work(SILENCE_SECONDS, () => void declareDead(pool, host[0]))
  })
}

async function declareDead(pool: Pool, host: Ref<'host'>): Promise<void> {
  const row = pool.db.find('host', host)
  if (!row || isLive(pool, row) || !poolRow(pool)[1].ha_enabled) return
  tell(pool, 'HA_HOST_FAILED', SERVICE_DEGRADED, 'Host', row.uuid, `Server '${row.name_label}' has failed`)
  const lost = guestsOn(pool, host)
  const wished = new Map(lost.map(vm => [vm, pool.db.get('VM', vm).ha_always_run]))
  for (const vm of lost) {
    endDomain(pool, vm, 'Halted')
    pool.db.update('VM', vm, { ha_always_run: wished.get(vm) ?? false, current_operations: {} })
  }
  if (poolRow(pool)[1].master === host) takeOver(pool, host)
  await restart(pool, lost)
  updateStatus(pool)
}

/** The hosts that are left agree on another coordinator. Sessions are lost with the old one. */
function takeOver(pool: Pool, lost: Ref<'host'>): void {
  const next = [...pool.db.all('host')].find(([ref, row]) => ref !== lost && isLive(pool, row))
  if (!next) return
  pool.db.update('pool', poolRow(pool)[0], { master: next[0] })
  for (const [session] of [...pool.db.all('session')]) pool.db.destroy('session', session)
  pool.faults.resume()
}

/** Protected VMs in their order with their delays, then those that are restarted if there is room. */
async function restart(pool: Pool, lost: readonly Ref<'VM'>[]): Promise<void> {
  const of = (vm: Ref<'VM'>): Records['VM'] => pool.db.get('VM', vm)
  const safe = lost.filter(vm => of(vm).ha_always_run && of(vm).ha_restart_priority === 'restart')
  for (const order of [...new Set(safe.map(vm => of(vm).order))].sort((a, b) => a - b)) {
    const group = safe.filter(vm => of(vm).order === order)
    await Promise.all(group.map(vm => startAgain(pool, vm, true)))
  }
  for (const vm of lost.filter(one => of(one).ha_restart_priority === 'best-effort'))
    for (let tries = 0; tries < BEST_EFFORT_TRIES && (await startAgain(pool, vm, false)) === false; tries++);
}

async function startAgain(pool: Pool, vm: Ref<'VM'>, isProtected: boolean): Promise<boolean> {
  const task = new Task(pool, 'VM.start')
  try {
    await start(pool, task, vm, { paused: false })
    return true
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    const { uuid } = pool.db.get('VM', vm)
    if (isProtected) tell(pool, 'HA_PROTECTED_VM_RESTART_FAILED', SERVICE_LOSS, 'VM', uuid, '')
    return false
  } finally {
    task.vanish()
  }
}

function tell(
  pool: Pool,
  name: string,
  priority: number,
  cls: 'Host' | 'VM',
  uuid: string,
  body: string,
): void {
  const timestamp = isoTime(pool.clock.now())
  pool.messages.create({ name, priority, cls, obj_uuid: uuid, timestamp, body })
}
