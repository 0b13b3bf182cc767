import { type Clock, systemClock } from '@/server/inventory/clock'
import type { Inventory } from '@/server/inventory/inventory'
import type { Lease } from '@/server/inventory/query/views'
import type { Freshness, PoolId } from '@/server/inventory/rows'
import type { Access } from '../engine/access'
import { FilteredSight, type SightSource } from './filtered'
import type { Sight } from './sight'

/** A sight that nobody looks by is kept this long: questions come one after another. */
const lingerMs = 30_000

const nothingVeiled: ReadonlyMap<PoolId, Freshness> = new Map()

/** The inventory as it is. */
export function wholeSight({
  table,
  lists,
  tree,
  trees,
  groups,
  idOf,
  nameOf,
}: Pick<Inventory, 'table' | 'lists' | 'tree' | 'trees' | 'groups' | 'idOf' | 'nameOf'>): Sight {
  return {
    whole: true,
    table,
    lists,
    tree,
    trees,
    groups,
    idOf,
    nameOf,
    operation: row => row,
    vm: detail => detail,
    template: detail => detail,
    pool: detail => detail,
    storage: detail => detail,
    network: detail => detail,
    host: detail => detail,
    messages: (_, noted) => noted,
    error: shape => shape,
    veiledPools: () => nothingVeiled,
  }
}

/** Has the pools followed that somebody sees something of; returns how to let go of them. */
export type HoldPools = (pools: Access['pools']) => () => void

/** The sights by which somebody looks: one for all who see the same, and the inventory itself for who sees everything. */
export function createSights(
  inventory: SightSource & Pick<Inventory, 'lists' | 'tree' | 'trees' | 'groups'>,
  clock: Clock = systemClock,
  hold: HoldPools = () => () => {},
) {
  const held = new Map<string, { sight: FilteredSight; leases: number; cancel: () => void }>()
  const whole = wholeSight(inventory)

  return {
    /** How many there are besides the whole. */
    get size(): number {
      return held.size
    },

    /** By what a person sees as their rights are now. With other rights another one has to be taken. */
    take(access: Access): Lease<Sight> {
      const letGo = hold(access.pools)
      if (access.seesAll) return { view: whole, release: letGo }
      const key = access.sight
      const kept = held.get(key) ?? {
        sight: new FilteredSight(inventory, access.frozen()),
        leases: 0,
        cancel: () => {},
      }
      held.set(key, kept)
      kept.leases += 1
      kept.cancel()
      let taken = true
      return {
        view: kept.sight,
        release() {
          if (!taken) return
          taken = false
          letGo()
          kept.leases -= 1
          if (kept.leases > 0) return
          kept.cancel = clock.after(lingerMs, () => {
            kept.sight.release()
            held.delete(key)
          })
        },
      }
    },

    /** Looks once. */
    with<T>(access: Access, look: (sight: Sight) => T): T {
      const { view, release } = this.take(access)
      try {
        return look(view)
      } finally {
        release()
      }
    },

    stop(): void {
      for (const { sight, cancel } of held.values()) {
        cancel()
        sight.release()
      }
      held.clear()
    },
  }
}
export type Sights = ReturnType<typeof createSights>
