import type { Records, Ref } from '../../server/xapi/model/records'
import { isRestricted } from '../access/features'
import { Failure } from '../failure'
import { memoryOverhead, mostMemory } from '../lifecycle/memory'
import type { Pool } from '../pool'
import { assertVmOperation } from '../tables/allowed/vm'
import type { Handlers } from './types'

/** Guests may be given this many vCPUs later: an approximate answer leaves room for them. */
const ROOM_FOR_VCPUS = 64

type Limits = Pick<
  Records['VM'],
  'memory_static_min' | 'memory_dynamic_min' | 'memory_dynamic_max' | 'memory_static_max'
>

/** Limits must rise; where memory cannot be moved they are all the most there is. */
function assertLimits(pool: Pool, vm: Records['VM'], limits: Limits): void {
  const { memory_static_min: low, memory_dynamic_min: min } = limits
  const { memory_dynamic_max: max, memory_static_max: high } = limits
  const pinned = pinnedBecause(pool, vm)
  if (pinned !== undefined && !(low <= min && min === high && max === high))
    throw new Failure('MEMORY_CONSTRAINT_VIOLATION_MAXPIN', pinned)
  if (!(low <= min && min <= max && max <= high)) throw new Failure('MEMORY_CONSTRAINT_VIOLATION_ORDER')
}

function pinnedBecause(pool: Pool, vm: Records['VM']): string | undefined {
  if (isRestricted(pool, 'DMC')) return 'DMC disabled'
  if (vm.is_control_domain) return 'control domain'
  const metrics = vm.power_state === 'Running' ? pool.db.find('VM_metrics', vm.metrics) : undefined
  const asked = ['true', '1'].includes(vm.platform['nested-virt'] ?? '')
  return (metrics ? metrics.nested_virt : asked) ? 'nested virt' : undefined
}

/** Writes limits of memory after checking their order. A control domain takes them over when it boots next. */
function setLimits(pool: Pool, ref: Ref<'VM'>, operation: Operation, changes: Partial<Limits>): void {
  assertVmOperation(pool.db, ref, operation)
  const vm = pool.db.get('VM', ref)
  const { memory_static_min, memory_dynamic_min, memory_dynamic_max, memory_static_max } = {
    ...vm,
    ...changes,
  }
  const next = { memory_static_min, memory_dynamic_min, memory_dynamic_max, memory_static_max }
  assertLimits(pool, vm, next)
  pool.db.update('VM', ref, {
    ...changes,
    ...(operation !== 'changing_static_range' && { memory_target: memory_dynamic_min }),
    ...(operation !== 'changing_dynamic_range' && { memory_overhead: memoryOverhead({ ...vm, ...next }) }),
    ...(operation !== 'changing_dynamic_range' &&
      vm.is_control_domain &&
      vm.power_state === 'Running' && { requires_reboot: true }),
  })
}

type Operation = 'changing_static_range' | 'changing_dynamic_range' | 'changing_memory_limits'

export const vmMemory: Handlers<'VM'> = {
  set_memory_static_min: ({ pool }, ref, memory_static_min) =>
    setLimits(pool, ref, 'changing_static_range', { memory_static_min }),
  set_memory_static_max: ({ pool }, ref, memory_static_max) =>
    setLimits(pool, ref, 'changing_static_range', { memory_static_max }),
  set_memory_static_range: ({ pool }, ref, memory_static_min, memory_static_max) =>
    setLimits(pool, ref, 'changing_static_range', { memory_static_min, memory_static_max }),
  set_memory_dynamic_min: ({ pool }, ref, memory_dynamic_min) =>
    setLimits(pool, ref, 'changing_dynamic_range', { memory_dynamic_min }),
  set_memory_dynamic_max: ({ pool }, ref, memory_dynamic_max) =>
    setLimits(pool, ref, 'changing_dynamic_range', { memory_dynamic_max }),
  set_memory_dynamic_range: ({ pool }, ref, memory_dynamic_min, memory_dynamic_max) =>
    setLimits(pool, ref, 'changing_dynamic_range', { memory_dynamic_min, memory_dynamic_max }),
  set_memory_limits: (
    { pool },
    ref,
    memory_static_min,
    memory_static_max,
    memory_dynamic_min,
    memory_dynamic_max,
  ) =>
    setLimits(pool, ref, 'changing_memory_limits', {
      memory_static_min,
      memory_static_max,
      memory_dynamic_min,
      memory_dynamic_max,
    }),
  set_memory: ({ pool }, ref, value) =>
    setLimits(pool, ref, 'changing_memory_limits', {
      memory_static_max: value,
      memory_dynamic_min: value,
      memory_dynamic_max: value,
    }),
  compute_memory_overhead: ({ pool }, ref) => memoryOverhead(pool.db.get('VM', ref)),
  maximise_memory: ({ pool }, ref, total, approximate) => {
    const vm = pool.db.get('VM', ref)
    return mostMemory(vm, total, approximate ? ROOM_FOR_VCPUS : vm.VCPUs_max)
  },
}
