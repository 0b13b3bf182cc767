import type { Records, Ref } from '../../server/xapi/model/records'
import { Failure } from '../failure'
import type { Pool } from '../pool'

/** How many more virtual GPUs of a type fit on a card, or why none does. */
export function capacityOn(pool: Pool, ref: Ref<'PGPU'>, type: Ref<'VGPU_type'>): number | Failure {
  const card = pool.db.get('PGPU', ref)
  if (!card.supported_VGPU_types.includes(type))
    return new Failure('VGPU_TYPE_NOT_SUPPORTED', type, ...card.supported_VGPU_types)
  if (!card.enabled_VGPU_types.includes(type))
    return new Failure('VGPU_TYPE_NOT_ENABLED', type, ...card.enabled_VGPU_types)
  const residents = card.resident_VGPUs.map(vgpu => pool.db.get('VGPU', vgpu))
  const others = residents.find(vgpu => vgpu.type !== type && !goTogether(pool, vgpu.type, type))
  if (others) return new Failure('VGPU_TYPE_NOT_COMPATIBLE_WITH_RUNNING_TYPE', ref, type, others.type)
  const most = card.supported_VGPU_max_capacities[type] ?? 1
  const left = most - residents.length
  return left > 0 ? left : new Failure('PGPU_INSUFFICIENT_CAPACITY_FOR_VGPU', ref, type)
}

function goTogether(pool: Pool, running: Ref<'VGPU_type'>, wanted: Ref<'VGPU_type'>): boolean {
  return pool.db.find('VGPU_type', running)?.compatible_types_in_vm.includes(wanted) ?? false
}

/** Which of several reasons is told: the one nearest to success. */
const told = [
  'PGPU_INSUFFICIENT_CAPACITY_FOR_VGPU',
  'VGPU_TYPE_NOT_COMPATIBLE_WITH_RUNNING_TYPE',
  'VGPU_TYPE_NOT_ENABLED',
  'VGPU_TYPE_NOT_SUPPORTED',
]

/** The same for all cards of a group, on one host if it is given. */
export function capacityIn(
  pool: Pool,
  group: Ref<'GPU_group'>,
  type: Ref<'VGPU_type'>,
  host?: Ref<'host'>,
): number | Failure {
  const cards = pool.db
    .get('GPU_group', group)
    .PGPUs.filter(card => host === undefined || pool.db.get('PGPU', card).host === host)
  const found = cards.map(card => capacityOn(pool, card, type))
  const sum = found.reduce<number>((all, one) => all + (typeof one === 'number' ? one : 0), 0)
  if (sum > 0) return sum
  const reasons = found.filter(one => one instanceof Failure)
  reasons.sort((a, b) => told.indexOf(a.code) - told.indexOf(b.code))
  return reasons[0] ?? new Failure('GPU_GROUP_CONTAINS_NO_PGPUS', group)
}

/** The card of a host on which a new virtual GPU goes: packed close or spread, as the group says. */
export function cardFor(pool: Pool, vgpu: Records['VGPU'], host: Ref<'host'>): Ref<'PGPU'> | undefined {
  const group = pool.db.get('GPU_group', vgpu.GPU_group)
  const free = group.PGPUs.filter(card => pool.db.get('PGPU', card).host === host)
    .map(card => [card, capacityOn(pool, card, vgpu.type)] as const)
    .filter((one): one is readonly [Ref<'PGPU'>, number] => typeof one[1] === 'number')
  const sign = group.allocation_algorithm === 'depth_first' ? 1 : -1
  free.sort(([, a], [, b]) => sign * (a - b))
  return free[0]?.[0]
}

/** What the cards of a group can do together shows on the group. */
export function refreshGroup(pool: Pool, ref: Ref<'GPU_group'>): void {
  const group = pool.db.find('GPU_group', ref)
  if (!group) return
  const cards = group.PGPUs.map(card => pool.db.get('PGPU', card))
  pool.db.update('GPU_group', ref, {
    supported_VGPU_types: [...new Set(cards.flatMap(card => card.supported_VGPU_types))],
    enabled_VGPU_types: [...new Set(cards.flatMap(card => card.enabled_VGPU_types))],
  })
}
