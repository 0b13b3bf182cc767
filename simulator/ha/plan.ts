import type { Ref } from '../../server/xapi/model/records'
import { Failure } from '../failure'
import { isAgile } from '../lifecycle/agility'
import { freeMemory, memoryToStart } from '../lifecycle/memory'
import { isLive, type Pool, poolRow } from '../pool'

/** Whether all protected VMs could be started elsewhere, only those that can run anywhere, or not even these. */
export type Outlook = 'all' | 'agile only' | 'none'

/** What somebody is about to do. */
export interface Change {
  readonly protect?: Ref<'VM'>
  readonly disable?: Ref<'host'>
}

/** VMs that are started again when their host is lost. */
export function protectedVms(pool: Pool): Ref<'VM'>[] {
  const found: Ref<'VM'>[] = []
  for (const [ref, vm] of pool.db.all('VM'))
    if (vm.ha_always_run && vm.ha_restart_priority === 'restart') found.push(ref)
  return found
}

const sizeOf = (pool: Pool, vm: Ref<'VM'>) => memoryToStart(pool.db.get('VM', vm))
const largestFirst = (pool: Pool) => (a: Ref<'VM'>, b: Ref<'VM'>) => sizeOf(pool, b) - sizeOf(pool, a)

/** Where each VM goes that fits, by memory alone: the largest first, each to where most is left. */
export function place(
  pool: Pool,
  vms: readonly Ref<'VM'>[],
  hosts: readonly Ref<'host'>[],
): Map<Ref<'VM'>, Ref<'host'>> {
  const free = new Map(hosts.map(host => [host, freeMemory(pool, host)]))
  const placed = new Map<Ref<'VM'>, Ref<'host'>>()
  for (const vm of [...vms].sort(largestFirst(pool))) {
    const [best] = [...free].sort(([, a], [, b]) => b - a)
    const size = sizeOf(pool, vm)
    if (!best || best[1] < size) continue
    free.set(best[0], best[1] - size)
    placed.set(vm, best[0])
  }
  return placed
}

/**
 * Whether any `failures` hosts may be lost. In a large pool the worst is assumed: that the most laden hosts go, and that
 * those with the least free memory are left.
 */
export function outlook(
  pool: Pool,
  failures: number,
  vms: readonly Ref<'VM'>[],
  change: Change = {},
): Outlook {
  const wanted = change.protect ? [...new Set([...vms, change.protect])] : vms
  const agile = wanted.filter(vm => isAgile(pool, vm))
  const hosts = [...pool.db.all('host')]
    .filter(([ref, row]) => row.enabled && isLive(pool, row) && ref !== change.disable)
    .map(([ref]) => ref)
  if (failures > 0 && !survives(pool, failures, agile, hosts)) return 'none'
  return failures > 0 && agile.length < wanted.length ? 'agile only' : 'all'
}

function survives(
  pool: Pool,
  failures: number,
  vms: readonly Ref<'VM'>[],
  hosts: readonly Ref<'host'>[],
): boolean {
  const on = (host: Ref<'host'>) => vms.filter(vm => pool.db.get('VM', vm).resident_on === host)
  const homeless = vms.filter(vm => !hosts.includes(pool.db.get('VM', vm).resident_on))
  const fits = (lost: readonly Ref<'host'>[], left: readonly Ref<'host'>[]) => {
    const moving = [...lost.flatMap(on), ...homeless]
    return place(pool, moving, left).size === moving.length
  }
  const number = Math.min(failures, hosts.length)
  if (combinations(hosts.length, number) <= MOST_COMBINATIONS)
    return choices(hosts, number).every(lost =>
      fits(
        lost,
        hosts.filter(host => !lost.includes(host)),
      ),
    )
  const load = (host: Ref<'host'>) => on(host).reduce((sum, vm) => sum + sizeOf(pool, vm), 0)
  const lost = [...hosts].sort((a, b) => load(b) - load(a)).slice(0, number)
  const left = [...hosts].sort((a, b) => freeMemory(pool, a) - freeMemory(pool, b))
  return fits(lost, left.slice(0, hosts.length - number))
}

/** More possibilities than these are not looked at one by one. */
const MOST_COMBINATIONS = 300

function combinations(of: number, number: number): number {
  let count = 1
  for (let index = 0; index < number; index++) count = (count * (of - index)) / (index + 1)
  return count
}

function choices<T>(from: readonly T[], number: number): T[][] {
  if (number === 0) return [[]]
  return from.flatMap((one, index) =>
    choices(from.slice(index + 1), number - 1).map(others => [one, ...others]),
  )
}

/** How many hosts may be lost at most. */
export function mostFailures(pool: Pool, vms: readonly Ref<'VM'>[]): number {
  let most = 0
  const hosts = pool.db.table('host').entries.size
  while (most < hosts && outlook(pool, most + 1, vms) === 'all') most++
  return most
}

/** Refuses a change after which there would be no plan any more, unless too little is allowed for. */
export function assertPlanHolds(pool: Pool, change: Change, failures?: number): void {
  const { ha_enabled, ha_allow_overcommit, ha_plan_exists_for } = poolRow(pool)[1]
  if (!ha_enabled || ha_allow_overcommit) return
  const vms = protectedVms(pool)
  if (outlook(pool, ha_plan_exists_for, vms) !== 'all') return
  if (outlook(pool, failures ?? ha_plan_exists_for, vms, change) !== 'all')
    throw new Failure('HA_OPERATION_WOULD_BREAK_FAILOVER_PLAN')
}
