import { objectId, splitId } from '@/server/inventory/ids'
import type { Inventory } from '@/server/inventory/inventory'
import type { ObjectId, RowClass } from '@/server/inventory/rows'

type Records = Pick<Inventory, 'store' | 'row' | 'pools'>

/** What may be named as allowed to a project. */
export type AllowedClass = Extract<RowClass, 'SR' | 'network' | 'host'> | 'template'

/** What an object is to who makes something of it; undefined: nothing that is known here. */
export function allowedClassOf(
  inventory: Pick<Records, 'store' | 'row'>,
  id: ObjectId,
): AllowedClass | undefined {
  const row = inventory.row(id)
  if (row?.class === 'SR' || row?.class === 'network' || row?.class === 'host') return row.class
  return templateName(inventory, id) === undefined ? undefined : 'template'
}

/** The name of a template, which has no row. */
export function templateName(inventory: Pick<Records, 'store'>, id: ObjectId): string | undefined {
  const { pool, uuid } = splitId(id)
  const store = inventory.store(pool)
  const ref = uuid === null ? undefined : store?.refOf('VM', uuid)
  const vm = ref && store?.get('VM', ref)
  return vm?.is_a_template && !vm.is_a_snapshot ? vm.name_label : undefined
}

/** Templates of all pools with the words of `text` in their names, by name, at most `most`. */
export function findTemplates(
  inventory: Pick<Records, 'pools'>,
  text: string,
  most: number,
): { id: ObjectId; name: string }[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  const found: { id: ObjectId; name: string }[] = []
  for (const { id: pool, store } of inventory.pools()) {
    for (const vm of store.all('VM').values()) {
      if (!vm.is_a_template || vm.is_a_snapshot) continue
      const name = vm.name_label.toLowerCase()
      if (words.every(word => name.includes(word) || vm.uuid === word)) {
        found.push({ id: objectId(pool, vm.uuid), name: vm.name_label })
      }
    }
  }
  return found.sort((one, other) => one.name.localeCompare(other.name)).slice(0, most)
}

/** The storage of a VM's disks and its networks: what another one like it uses as well. */
export function usesOf(inventory: Pick<Records, 'store' | 'row'>, vm: ObjectId): ObjectId[] {
  const { pool, uuid } = splitId(vm)
  const store = inventory.store(pool)
  const ref = uuid === null ? undefined : store?.refOf('VM', uuid)
  if (!store || !ref) return []
  const used = new Set<ObjectId>()
  for (const [, vbd] of store.recordsAt('VBD', 'VM', ref)) {
    const disk = vbd.type === 'Disk' ? store.get('VDI', vbd.VDI) : undefined
    const sr = disk && store.get('SR', disk.SR)
    if (sr) used.add(objectId(pool, sr.uuid))
  }
  for (const [, vif] of store.recordsAt('VIF', 'VM', ref)) {
    const network = store.get('network', vif.network)
    if (network) used.add(objectId(pool, network.uuid))
  }
  return [...used]
}

/**
 * The first of `uses` that may not be used. Naming some storage says nothing of networks: only where something of its
 * kind is named may nothing else of that kind be used. What is named but not known here may be of any kind.
 */
export function notAllowed(
  inventory: Pick<Records, 'store' | 'row'>,
  allowed: readonly ObjectId[],
  uses: readonly ObjectId[],
): ObjectId | undefined {
  const kinds = new Set(allowed.map(id => allowedClassOf(inventory, id)))
  return uses.find(id => {
    if (allowed.includes(id)) return false
    const kind = allowedClassOf(inventory, id)
    return kind === undefined ? allowed.length > 0 : kinds.has(kind) || kinds.has(undefined)
  })
}
