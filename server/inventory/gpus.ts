import type { GpuObstacle } from '@/server/shared/gpu'
import type { Ref } from '@/server/xapi/model/records'
import type { FollowedRecord } from './classes'
import { identity, objectId } from './ids'
import { isHvm } from './project/guest'
import type { ObjectId, PoolId } from './rows'
import type { Store } from './store'

/** What a VM can be given: a whole card of a group, or a part of one. Sizes are bytes and pixels. */
export interface GpuKind {
  group: ObjectId
  groupName: string
  type: ObjectId
  /** As its vendor calls it; of a whole card nothing that tells one from another. */
  name: string
  whole: boolean
  /** Of the memory of the card; 0: not said. */
  memory: number
  heads: number
  /** Of the largest screen; null: not said. */
  resolution: { x: number; y: number } | null
  /** How many of it a card carries at most. */
  perCard: number
  /** How many more of it could run now on the cards of its group. */
  free: number
}

/** What a VM has of a graphics card. `host`: where its card is, while it runs. */
export interface VmGpu {
  id: ObjectId
  device: string
  groupName: string
  name: string
  whole: boolean
  attached: boolean
  host: { id: ObjectId; name: string } | null
}

type Card = FollowedRecord<'PGPU'>

const isWhole = (type: FollowedRecord<'VGPU_type'> | undefined) => type?.implementation === 'passthrough'

/** The graphics cards of a VM, by number. */
export function gpusOf(store: Store, pool: PoolId, vm: Ref<'VM'>): (VmGpu & { ref: Ref<'VGPU'> })[] {
  return [...store.recordsAt('VGPU', 'VM', vm)]
    .sort(([, a], [, b]) => Number(a.device) - Number(b.device))
    .map(([ref, record]) => {
      const type = store.get('VGPU_type', record.type)
      const card = store.get('PGPU', record.resident_on)
      const host = card && store.get('host', card.host)
      return {
        ref,
        id: objectId(pool, identity(record, ref)),
        device: record.device,
        groupName: store.get('GPU_group', record.GPU_group)?.name_label ?? '',
        name: type?.model_name ?? '',
        whole: isWhole(type),
        attached: record.currently_attached,
        host: card && host ? { id: objectId(pool, identity(host, card.host)), name: host.name_label } : null,
      }
    })
}

/** How many more of a type could run on a card: none where another type runs that does not share it. */
function freeOn(store: Store, ref: Ref<'PGPU'>, card: Card, type: Ref<'VGPU_type'>, perCard: number): number {
  const there = [
    ...store.recordsAt('VGPU', 'resident_on', ref),
    ...store.recordsAt('VGPU', 'scheduled_to_be_resident_on', ref),
  ]
  const others = there.some(([, one]) => one.type !== type)
  return card.enabled_VGPU_types.includes(type) && !others ? Math.max(0, perCard - there.length) : 0
}

/** All that a pool could give to a VM: what is enabled on the cards of its hosts, and its licence has. */
export function gpuKinds(
  store: Store,
  pool: PoolId,
): (GpuKind & { groupRef: Ref<'GPU_group'>; typeRef: Ref<'VGPU_type'> })[] {
  const [own] = store.all('pool').values()
  if (own?.restrictions.restrict_gpu === 'true') return []
  const partsToo = own?.restrictions.restrict_vgpu !== 'true'
  const kinds = []
  for (const [groupRef, group] of store.all('GPU_group')) {
    const cards = [...store.recordsAt('PGPU', 'GPU_group', groupRef)]
    const enabled = new Set(cards.flatMap(([, card]) => card.enabled_VGPU_types))
    for (const typeRef of enabled) {
      const type = store.get('VGPU_type', typeRef)
      const whole = isWhole(type)
      if (type === undefined || !(whole || partsToo)) continue
      const most = (card: Card) => (whole ? 1 : (card.supported_VGPU_max_capacities?.[typeRef] ?? 1))
      kinds.push({
        ...{ groupRef, typeRef, whole },
        group: objectId(pool, identity(group, groupRef)),
        groupName: group.name_label,
        type: objectId(pool, identity(type, typeRef)),
        name: type.model_name,
        memory: type.framebuffer_size,
        heads: type.max_heads,
        resolution: type.max_resolution_x > 0 ? { x: type.max_resolution_x, y: type.max_resolution_y } : null,
        perCard: Math.max(...cards.map(([, card]) => most(card))),
        free: cards.reduce((sum, [ref, card]) => sum + freeOn(store, ref, card, typeRef, most(card)), 0),
      })
    }
  }
  // Whole cards first, then the largest parts.
  return kinds.sort(
    (a, b) =>
      a.groupName.localeCompare(b.groupName) ||
      Number(b.whole) - Number(a.whole) ||
      b.memory - a.memory ||
      a.name.localeCompare(b.name),
  )
}

/** What a VM could be given beside what it has: each that it has must share the VM with it. */
export function gpuKindsFor(store: Store, pool: PoolId, vm: Ref<'VM'>): ReturnType<typeof gpuKinds> {
  const has = [...store.recordsAt('VGPU', 'VM', vm)].map(([, { type }]) => store.get('VGPU_type', type))
  return gpuKinds(store, pool).filter(({ typeRef }) =>
    has.every(one => one?.compatible_types_in_vm?.includes(typeRef) ?? false),
  )
}

/** Why a VM can't lose a graphics card now; null: it can. */
export function gpuRemovalObstacle(store: Store, ref: Ref<'VM'>): GpuObstacle | null {
  return store.get('VM', ref)?.power_state === 'Halted' ? null : 'running'
}

/** Why a VM can't get a graphics card now; null: it can. */
export function gpuObstacle(store: Store, pool: PoolId, ref: Ref<'VM'>): GpuObstacle | null {
  const vm = store.get('VM', ref)
  const [own] = store.all('pool').values()
  if (own?.restrictions.restrict_gpu === 'true') return 'licence'
  if (vm !== undefined && !isHvm(vm)) return 'paravirtual'
  if (gpuKinds(store, pool).length === 0) return 'none'
  if (vm?.power_state !== 'Halted') return 'running'
  if (own?.ha_enabled && vm.ha_restart_priority === 'restart') return 'availability'
  return gpuKindsFor(store, pool, ref).length === 0 ? 'types' : null
}
