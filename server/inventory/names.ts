import type { FollowedRecord } from './classes'
import { followedClasses } from './classes'
import type { Store } from './store'

/**
 * What a person calls the object that a reference or uuid names: its name, or for a device without one its place, as
 * "eth0 of xen1". A disk without a name is told by its uuid. Undefined for what is not followed or gone.
 */
export function nameIn(store: Store, refOrUuid: string): string | undefined {
  for (const cls of followedClasses) {
    const byUuid = store.refOf(cls, refOrUuid)
    const record: object | undefined =
      byUuid === undefined ? store.find(cls, refOrUuid) : store.get(cls, byUuid)
    if (record === undefined) continue
    const ref: string = byUuid ?? refOrUuid
    return nameLabel(record) || placeIn(store, ref) || uuidOf(record)
  }
  return undefined
}

/** What is a part of a VM or of storage, and has no row of its own. */
export const partClasses = ['VDI', 'VBD', 'VIF', 'VM'] as const

function nameLabel(record: object): string {
  return 'name_label' in record && typeof record.name_label === 'string' ? record.name_label : ''
}

function uuidOf(record: object): string | undefined {
  return 'uuid' in record && typeof record.uuid === 'string' ? record.uuid : undefined
}

/** Where a device is, from the class that knows its reference. */
function placeIn(store: Store, ref: string): string | undefined {
  const vbd = store.find('VBD', ref)
  if (vbd)
    return of(`${vbd.type === 'CD' ? 'drive' : 'disk'} ${vbd.device || vbd.userdevice}`, vmOf(store, vbd))
  const vif = store.find('VIF', ref)
  if (vif) return of(`NIC ${vif.device}`, vmOf(store, vif))
  const pif = store.find('PIF', ref)
  if (pif) return cardIn(store, pif)
  const bond = store.find('Bond', ref)
  const master = bond && store.get('PIF', bond.master)
  if (master) return cardIn(store, master)
  const vlan = store.find('VLAN', ref)
  const card = vlan && store.get('PIF', vlan.untagged_PIF)
  if (card) return cardIn(store, card)
  const pbd = store.find('PBD', ref)
  const host = pbd && store.get('host', pbd.host)?.name_label
  return pbd && host
    ? `connection of ${host} to ${store.get('SR', pbd.SR)?.name_label ?? 'a storage'}`
    : undefined
}

function vmOf(store: Store, { VM }: FollowedRecord<'VBD'> | FollowedRecord<'VIF'>): string | undefined {
  return store.get('VM', VM)?.name_label
}

function cardIn(store: Store, { device, VLAN, host }: FollowedRecord<'PIF'>): string {
  return of(VLAN >= 0 ? `${device} VLAN ${VLAN}` : device, store.get('host', host)?.name_label)
}

function of(device: string, owner: string | undefined): string {
  return owner ? `${device} of ${owner}` : device
}
