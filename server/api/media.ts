import { type Principal, permissionsOn } from '@/server/access/policy'
import type { Sight } from '@/server/access/sight/sight'
import type { FollowedRecord } from '@/server/inventory/classes'
import type { Medium } from '@/server/inventory/details'
import { identity, objectId } from '@/server/inventory/ids'
import type { Inventory } from '@/server/inventory/inventory'
import type { ObjectId, SrRow } from '@/server/inventory/rows'

/** More than this nobody reads through: they are found by a filter, which needs them all here. */
const most = 5_000

/** Disks of people and of systems: the others are the pool's own. */
const ofVms = ['user', 'system', 'ephemeral']

/**
 * What could be put into a VM, by storage and name. `disc`: of the ISO libraries that a person sees; `disk`: those no VM
 * has, and those to be shared, on storage whose disks they may change. Of a pool: into VMs that are made in it. Empty for
 * a VM or a pool that they don't see.
 */
export function mediaFor(
  {
    inventory,
    sight,
    user,
  }: { inventory: Pick<Inventory, 'store'>; sight: Sight; user: Pick<Principal, 'access'> },
  vm: ObjectId,
  kind: 'disc' | 'disk',
): Medium[] {
  const row = sight.table.get(vm)?.row
  const store =
    row?.class === 'VM' || row?.class === 'template' || row?.class === 'pool'
      ? inventory.store(row.pool)
      : undefined
  if (!row || !store) return []
  const found: Medium[] = []
  for (const { row: sr } of sight.table.all('SR').values()) {
    const storage = store.refOf('SR', sr.uuid)
    if (sr.pool !== row.pool || sr.hidden || storage === undefined || !offers(sr, kind, user)) continue
    for (const [ref, vdi] of store.recordsAt('VDI', 'SR', storage)) {
      // XAPI's own list of who has a disk comes later than who has it.
      const [holder] = kind === 'disk' ? store.recordsAt('VBD', 'VDI', ref) : []
      if (!fits(vdi, kind) || (holder && !vdi.sharable) || found.length === most) continue
      const { name_label: name, virtual_size: size } = vdi
      const id = objectId(row.pool, identity(vdi, ref))
      found.push({ id, name, size, sr: { id: sr.id, name: sr.name_label } })
    }
  }
  return found.sort(
    (a, b) =>
      order.compare(a.sr.name, b.sr.name) || order.compare(a.name, b.name) || order.compare(a.id, b.id),
  )
}
const order = new Intl.Collator('en', { numeric: true })

function offers(sr: SrRow, kind: 'disc' | 'disk', user: Pick<Principal, 'access'>): boolean {
  const library = sr.content_type === 'iso'
  return kind === 'disc' ? library : !library && permissionsOn(user, sr).has('vm.disk')
}

function fits(vdi: FollowedRecord<'VDI'>, kind: 'disc' | 'disk'): boolean {
  if (vdi.missing || !vdi.managed || vdi.is_a_snapshot) return false
  return kind === 'disc' || ofVms.includes(vdi.type)
}
