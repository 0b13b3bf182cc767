import type { RangeObstacle } from '@/server/shared/memory-range'
import type { Ref } from '@/server/xapi/model/records'
import type { FollowedRecord } from './classes'
import { guestTools, isHvm } from './project/guest'
import { unlessNever } from './project/times'
import type { Store } from './store'
import { readRecommendations } from './templates/recommendations'
import { platformOf } from './versions'

/** What a VM's memory can be. Sizes are bytes. */
export interface MemoryRoom {
  /** Why it can't be between two limits; null: it can. */
  obstacle: RangeObstacle | null
  /** The least may not be less than this part of the limit, 0…1, or the guest starves. */
  ratio: number
  /** What its system can do with at most, as its template says; null: nothing is said. */
  supported: number | null
  /** Of one that runs: the most that its host can promise it beside all others there. */
  promise: number | null
  /** What the largest host has for VMs. */
  largest: number
}

/** XenCenter's, where the pool says nothing of its own in other_config. */
const usualRatio = 0.25

export function memoryRoom(store: Store, ref: Ref<'VM'>, vm: FollowedRecord<'VM'>): MemoryRoom {
  const [pool] = store.all('pool').values()
  const told = Number(pool?.other_config[isHvm(vm) ? 'memory-ratio-hvm' : 'memory-ratio-pv'] || usualRatio)
  let largest = 0
  for (const [, host] of store.all('host')) {
    const total = store.get('host_metrics', host.metrics)?.memory_total ?? 0
    const own = store.get('VM', host.control_domain)
    largest = Math.max(largest, total - host.memory_overhead - (own ? memoryNow(store, own) : 0))
  }
  return {
    obstacle: obstacleOf(store, vm),
    ratio: told >= 0 && told <= 1 ? told : usualRatio,
    supported: readRecommendations(vm.recommendations).memoryMax,
    promise: promiseOf(store, ref, vm),
    largest,
  }
}

const memoryNow = (store: Store, vm: FollowedRecord<'VM'>) =>
  store.get('VM_metrics', vm.metrics)?.memory_actual ?? vm.memory_dynamic_max

function obstacleOf(store: Store, vm: FollowedRecord<'VM'>): RangeObstacle | null {
  const [pool] = store.all('pool').values()
  if (pool?.restrictions.restrict_dmc === 'true') return 'licence'
  if (['true', '1'].includes(vm.platform['nested-virt'] ?? '')) return 'nested'
  // Of a template nothing tells: one that has a range is made for it.
  if (vm.is_a_template) return vm.memory_dynamic_min === vm.memory_static_max ? 'unknown' : null
  const guest = store.get('VM_guest_metrics', vm.guest_metrics)
  if (guest === undefined)
    return vm.power_state === 'Running' && !justStarted(store, vm) ? 'drivers' : 'unknown'
  if (Object.hasOwn(guest.other ?? {}, 'feature-balloon')) return null
  const tools = guestTools(vm, guest, platformOf(store))
  if (tools === 'none' || tools === 'agent') return 'drivers'
  return tools === 'old' ? 'old' : 'system'
}

/** As long as the agent of a guest that has just started may take to tell of itself. */
const startingMs = 120_000

function justStarted(store: Store, vm: FollowedRecord<'VM'>): boolean {
  const started = unlessNever(store.get('VM_metrics', vm.metrics)?.start_time)
  return started === null || Date.now() - Date.parse(started) < startingMs
}

/** What is left of its host when all others there have no more than they are promised. */
function promiseOf(store: Store, ref: Ref<'VM'>, vm: FollowedRecord<'VM'>): number | null {
  const host = vm.power_state === 'Running' || vm.power_state === 'Paused' ? vm.resident_on : undefined
  const record = host && store.get('host', host)
  const total = record && store.get('host_metrics', record.metrics)?.memory_total
  if (!host || !record || total === undefined) return null
  let promised = record.memory_overhead
  for (const [other, { is_control_domain, memory_overhead, memory_dynamic_min, metrics }] of store.recordsAt(
    'VM',
    'resident_on',
    host,
  )) {
    promised += memory_overhead
    if (is_control_domain) promised += store.get('VM_metrics', metrics)?.memory_actual ?? memory_dynamic_min
    else if (other !== ref) promised += memory_dynamic_min
  }
  return Math.max(0, total - promised)
}
