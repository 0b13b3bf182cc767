import { setTimeout } from 'node:timers/promises'
import type { Sight } from '@/server/access/sight/sight'
import { appError, describeForLater } from '@/server/errors'
import type { Inventory } from '@/server/inventory/inventory'
import type { HostRow, ObjectId, PoolId, VmRow } from '@/server/inventory/rows'
import type { AppErrorShape } from '@/server/shared/app-error'
import { type Load, lastMinute } from './host-load'
import type { HostLoad, Metrics } from './metrics'

export const loadMeasures = ['cpu', 'network', 'disk'] as const
export type LoadMeasure = (typeof loadMeasures)[number]

/** A host that did not tell, as far as it may be named. */
export interface UnknownLoad {
  /** Null: it is hidden from who asks. */
  host: ObjectId | null
  error: AppErrorShape
}

export interface BusiestVms {
  /** The busiest first. */
  vms: readonly (Load & { id: ObjectId })[]
  /** Hosts that did not tell: VMs that run there are not among these. */
  unknown: readonly UnknownLoad[]
}

/** What one of those asked for uses, or why that is not known. Null: nothing was measured of it. */
export type Measured = { id: ObjectId } & ({ load: Load | null } | { error: AppErrorShape })

/** One moment of a pool. `t`: seconds of Unix time. */
export interface PoolMoment {
  t: number
  /** Of the time of all CPUs of the hosts that told, 0 to 1. */
  cpu: number | null
  /** Bytes in use on the hosts that told. */
  memory: number | null
}

export interface PoolLoad {
  /** The last ten minutes, the oldest first. */
  history: readonly PoolMoment[]
  unknown: readonly UnknownLoad[]
}

/** A host that takes longer is told as not having answered; what it says then is there for the next question. */
const patienceMs = 3_000
/** So many hosts are asked at once. */
const atOnce = 8
/** Hosts measure at moments of their own: what lies within so many seconds counts as one. */
const momentSeconds = 10

type Told = { id: ObjectId; pool: PoolId } & ({ load: HostLoad } | { error: unknown })

async function late(): Promise<never> {
  await setTimeout(patienceMs, undefined, { ref: false })
  throw appError('timeout', 'The host has not answered yet.')
}

async function askAll(metrics: Metrics, hosts: readonly { id: ObjectId; pool: PoolId }[]): Promise<Told[]> {
  const told: Told[] = []
  for (let from = 0; from < hosts.length; from += atOnce) {
    const part = hosts.slice(from, from + atOnce).map(async (host): Promise<Told> => {
      try {
        return { ...host, load: await Promise.race([metrics.host(host.id), late()]) }
      } catch (error) {
        return { ...host, error }
      }
    })
    told.push(...(await Promise.all(part)))
  }
  return told
}

function unknownOf(sight: Sight, told: readonly Told[]): UnknownLoad[] {
  return told.flatMap(one => {
    if ('load' in one) return []
    const error = sight.error(describeForLater(one.error), one.pool)
    return [{ host: sight.table.get(one.id) ? one.id : null, error }]
  })
}

interface Asking {
  metrics: Metrics
  inventory: Pick<Inventory, 'row'>
  sight: Sight
}

/** Where a VM runs, which may be hidden from who sees the VM. */
function hostOf(inventory: Asking['inventory'], id: ObjectId): ObjectId | null {
  const row = inventory.row(id)
  return row?.class === 'VM' ? row.host : null
}

/**
 * What these VMs and hosts use. Only their hosts are asked. Those that are not seen, do not run or are not reached by their
 * pool are not in the answer.
 */
export async function measuredOf(
  { metrics, inventory, sight }: Asking,
  ids: readonly ObjectId[],
): Promise<Measured[]> {
  const wanted = [...new Set(ids)].flatMap((id): { row: HostRow | VmRow; host: ObjectId }[] => {
    const row = sight.table.get(id)?.row
    if (row?.class === 'host') return row.live ? [{ row, host: id }] : []
    const host = row?.class === 'VM' && row.power_state === 'Running' ? hostOf(inventory, id) : null
    return row?.class === 'VM' && host !== null ? [{ row, host }] : []
  })
  const hosts = new Map(wanted.map(({ row, host }) => [host, { id: host, pool: row.pool }]))
  const told = new Map((await askAll(metrics, [...hosts.values()])).map(one => [one.id, one]))
  return wanted.flatMap(({ row, host }): Measured[] => {
    const one = told.get(host)
    if (!one) return []
    if (!('load' in one)) return [{ id: row.id, error: sight.error(describeForLater(one.error), one.pool) }]
    const { history, vms } = one.load
    return [{ id: row.id, load: row.class === 'host' ? lastMinute(history) : (vms.get(row.uuid) ?? null) }]
  })
}

/** The VMs among those that are seen that use the most of something, wherever they run. */
export async function busiestVms(
  { metrics, inventory, sight }: Asking,
  { by, limit }: { by: LoadMeasure; limit: number },
): Promise<BusiestVms> {
  const running: VmRow[] = []
  for (const { row } of sight.table.all('VM').values()) {
    if (row.power_state === 'Running' && !row.hidden) running.push(row)
  }
  const hosts = new Map<ObjectId, { id: ObjectId; pool: PoolId }>()
  for (const vm of running) {
    const id = hostOf(inventory, vm.id)
    if (id !== null) hosts.set(id, { id, pool: vm.pool })
  }
  const told = await askAll(metrics, [...hosts.values()])
  const loads = new Map(told.flatMap(one => ('load' in one ? [[one.id, one.load]] : [])))
  const known = running.flatMap(({ id, uuid, vcpus }) => {
    const host = hostOf(inventory, id)
    const load = host === null ? undefined : loads.get(host)?.vms.get(uuid)
    if (load === undefined) return []
    // Two of four vCPUs at work are more than one of one.
    const used = by === 'cpu' ? (load.cpu === null ? null : load.cpu * vcpus) : load[by]
    return used === null ? [] : [{ id, load, used }]
  })
  known.sort((a, b) => b.used - a.used || (a.id < b.id ? -1 : 1))
  return {
    vms: known.slice(0, limit).map(({ id, load }) => ({ id, ...load })),
    unknown: unknownOf(sight, told),
  }
}

/** How the hosts of a pool that are seen are used together. */
export async function poolLoad(
  { metrics, sight }: { metrics: Metrics; sight: Sight },
  pool: PoolId,
): Promise<PoolLoad> {
  const hosts: HostRow[] = []
  for (const { row } of sight.table.all('host').values()) if (row.pool === pool && row.live) hosts.push(row)
  const told = await askAll(metrics, hosts)
  const cpus = new Map(hosts.map(host => [host.id, host.cpus]))
  const moments = new Map<number, Map<ObjectId, { cpu: number | null; memory: number | null }>>()
  for (const one of told) {
    if (!('load' in one)) continue
    for (const { t, cpu, memory } of one.load.history) {
      const at = Math.floor(t / momentSeconds) * momentSeconds
      const held = moments.get(at) ?? new Map()
      moments.set(at, held.set(one.id, { cpu, memory }))
    }
  }
  const telling = told.filter(one => 'load' in one).length
  const history: PoolMoment[] = [...moments]
    .sort(([a], [b]) => a - b)
    .map(([t, byHost]): PoolMoment => {
      // A moment for which one of them has not told yet would show as a drop.
      if (byHost.size < telling) return { t, cpu: null, memory: null }
      let used = 0
      let all = 0
      let memory = 0
      for (const [id, moment] of byHost) {
        if (moment.cpu === null || moment.memory === null) return { t, cpu: null, memory: null }
        used += moment.cpu * (cpus.get(id) ?? 0)
        all += cpus.get(id) ?? 0
        memory += moment.memory
      }
      return { t, cpu: all > 0 ? used / all : null, memory }
    })
  // Hosts measure at different moments: the newest are not told by all of them yet.
  while (history.at(-1)?.cpu === null) history.pop()
  return { history, unknown: unknownOf(sight, told) }
}
