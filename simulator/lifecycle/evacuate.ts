import type { Ref } from '../../server/xapi/model/records'
import { Failure } from '../failure'
import { isLive, type Pool, poolRow } from '../pool'
import { assertHostOperation } from '../tables/allowed/infrastructure'
import { vmOperationRefusal } from '../tables/allowed/vm'
import { Task } from '../work/task'
import { freeMemory, memoryToStart } from './memory'
import { poolMigrate } from './migrate'
import { begin, end } from './operation'
import { assertCanBootHere } from './placement'

/** Where a VM can go, or why it cannot. */
export type Departure = { readonly to: Ref<'host'> } | { readonly refused: Failure }

/** VMs that must leave a host before it goes down. */
export function guestsOn(pool: Pool, host: Ref<'host'>): Ref<'VM'>[] {
  return pool.db.get('host', host).resident_VMs.filter(vm => !pool.db.find('VM', vm)?.is_control_domain)
}

/** Where each VM of a host goes when all of them leave: largest first, each to where most memory is left. */
export function evacuationPlan(pool: Pool, host: Ref<'host'>): Map<Ref<'VM'>, Departure> {
  const others = [...pool.db.all('host')].filter(
    ([ref, row]) => ref !== host && row.enabled && isLive(pool, row),
  )
  const targets = others.map(([ref]) => ref)
  const plan = new Map<Ref<'VM'>, Departure>()
  const free = new Map(targets.map(target => [target, freeMemory(pool, target)]))
  const guests = guestsOn(pool, host)
  const size = (vm: Ref<'VM'>) => memoryToStart(pool.db.get('VM', vm))
  for (const vm of [...guests].sort((a, b) => size(b) - size(a))) {
    const refused = impediment(pool, vm, targets)
    if (refused) {
      plan.set(vm, { refused })
      continue
    }
    const [best] = [...free].sort(([, a], [, b]) => b - a)
    if (!best || best[1] < size(vm)) {
      plan.set(vm, { refused: new Failure('HOST_NOT_ENOUGH_FREE_MEMORY', vm) })
      continue
    }
    free.set(best[0], best[1] - size(vm))
    plan.set(vm, { to: best[0] })
  }
  return new Map(guests.map(vm => [vm, plan.get(vm) ?? { refused: new Failure('NO_HOSTS_AVAILABLE', vm) }]))
}

/** What keeps a VM where it is, whatever memory the others have: it must be able to run on each of them. */
function impediment(pool: Pool, vm: Ref<'VM'>, targets: readonly Ref<'host'>[]): Failure | undefined {
  if (targets.length === 0) return new Failure('NO_HOSTS_AVAILABLE', vm)
  const { ha_restart_priority } = pool.db.get('VM', vm)
  if (poolRow(pool)[1].ha_enabled && ha_restart_priority !== 'restart')
    return new Failure('HOST_EVACUATE_VM_NOT_HA_PROTECTED', vm)
  const unable = vmOperationRefusal(pool.db, vm, 'pool_migrate')
  if (unable) return unable
  for (const target of targets) {
    const reason = reasonAgainst(() => assertCanBootHere(pool, vm, target, { memory: false }))
    if (reason) return reason
  }
  return undefined
}

function reasonAgainst(check: () => void): Failure | undefined {
  try {
    check()
    return undefined
  } catch (error) {
    if (error instanceof Failure) return error
    throw error
  }
}

/** Moves every VM of a host elsewhere, `batch` of them at a time. Nothing moves when one of them has nowhere to go. */
export async function evacuate(pool: Pool, task: Task, host: Ref<'host'>, batch: number): Promise<void> {
  const moves: { readonly vm: Ref<'VM'>; readonly to: Ref<'host'> }[] = []
  for (const [vm, one] of evacuationPlan(pool, host)) {
    if ('refused' in one) throw one.refused
    moves.push({ vm, to: one.to })
  }
  assertHostOperation(pool.db, host, 'evacuate')
  begin(pool, task, 'host', host, 'evacuate')
  try {
    let done = 0
    const waiting = [...moves]
    const movers = Array.from({ length: Math.min(batch, moves.length) }, async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        await moveAway(pool, task, next.vm, next.to)
        done++
        task.progress(done / moves.length)
      }
    })
    await Promise.all(movers)
  } finally {
    end(pool, task, 'host', host)
  }
}

/** Each VM has a task of its own below the one of the evacuation. One that ended meanwhile needs no move. */
async function moveAway(pool: Pool, parent: Task, vm: Ref<'VM'>, to: Ref<'host'>): Promise<void> {
  const task = new Task(pool, 'Async.VM.pool_migrate', { parent: parent.ref })
  try {
    await poolMigrate(pool, task, vm, to, { live: 'true' })
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== 'VM_BAD_POWER_STATE') throw error
  } finally {
    task.vanish()
  }
}
