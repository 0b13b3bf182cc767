import { splitId } from '@/server/inventory/ids'
import type { Inventory } from '@/server/inventory/inventory'
import { partClasses } from '@/server/inventory/names'
import type { Extra } from '@/server/inventory/query/entry'
import { type AnyRow, isPartClass, type ObjectId } from '@/server/inventory/rows'
import type { Store } from '@/server/inventory/store'
import type { PlacesOf } from './engine/access'
import type { Place } from './engine/scope'

/** Where the object of a row lies. */
/** A vApp is reached by its id as the vApp that it and its VMs lie in alike, never alone: who may start it may start them. */
export function placeOfRow(row: AnyRow, { vapp, folder }: Pick<Extra, 'vapp' | 'folder'>): Place {
  return {
    ids: row.class === 'VM_appliance' ? [] : [row.id],
    pool: row.pool,
    host: hostOf(row),
    vapp,
    folder,
    tags: row.tags,
  }
}

function hostOf(row: AnyRow): ObjectId | null {
  switch (row.class) {
    case 'host':
      return row.id
    case 'VM':
      return row.host ?? row.home
    case 'template':
      return row.home
    case 'SR':
      return row.shared ? null : row.host
    default:
      return null
  }
}

/**
 * Finds where objects lie. Besides what has a row these are disks, drives, cards and snapshots, which lie where their
 * VMs do; a disk that no VM has lies where its storage does; and a task lies where what it works on does.
 */
export function createPlaces(inventory: Pick<Inventory, 'entry' | 'store' | 'subjectsOf'>): PlacesOf {
  return function placesOf(id) {
    const entry = inventory.entry(id)
    // Parts lie where they are known to lie, whether somebody looks at all of them or not.
    if (entry !== undefined && !isPartClass(entry.row.class)) {
      const place = placeOfRow(entry.row, entry.extra)
      return entry.row.class === 'task' ? [place, ...partOf(id, inventory.subjectsOf(id))] : [place]
    }
    const { pool, uuid } = splitId(id)
    const store = inventory.store(pool)
    if (store === undefined || uuid === null || !isKnown(store, uuid)) return []
    const owners = partOf(
      id,
      [...ownersIn(store, uuid)].map(owner => `${pool}.${owner}`),
    )
    if (owners.length > 0) return owners
    return [{ ids: [id], pool, host: null, vapp: null, folder: '', tags: [] }]
  }

  function partOf(id: ObjectId, owners: Iterable<ObjectId>): Place[] {
    const places: Place[] = []
    for (const owner of owners) {
      const entry = inventory.entry(owner)
      if (entry === undefined || entry.row.class === 'task') continue
      const place = placeOfRow(entry.row, entry.extra)
      places.push({ ...place, ids: [id, ...place.ids] })
    }
    return places
  }
}

function isKnown(store: Store, uuid: string): boolean {
  return partClasses.some(cls => store.refOf(cls, uuid) !== undefined)
}

/** The uuids of what something is a part of. */
function* ownersIn(store: Store, uuid: string): Generator<string> {
  const drive = found(store, 'VBD', uuid)
  const card = found(store, 'VIF', uuid)
  const vm = found(store, 'VM', uuid)
  const owner = drive?.VM ?? card?.VM ?? (vm?.is_a_snapshot ? vm.snapshot_of : undefined)
  const owning = owner && store.get('VM', owner)
  if (owning) yield owning.uuid
  const vdi = store.refOf('VDI', uuid)
  const disk = vdi && store.get('VDI', vdi)
  if (!vdi || !disk) return
  const users = [...store.recordsAt('VBD', 'VDI', vdi)].map(([, vbd]) => store.get('VM', vbd.VM))
  const suspended = [...store.recordsAt('VM', 'suspend_VDI', vdi)].map(([, record]) => record)
  const vms = [...users, ...suspended].filter(record => record !== undefined)
  for (const record of vms)
    yield record.is_a_snapshot ? (store.get('VM', record.snapshot_of)?.uuid ?? '') : record.uuid
  const storage = store.get('SR', disk.SR)
  if (vms.length === 0 && storage) yield storage.uuid
}

function found<C extends (typeof partClasses)[number]>(store: Store, cls: C, uuid: string) {
  const ref = store.refOf(cls, uuid)
  return ref === undefined ? undefined : store.get(cls, ref)
}
