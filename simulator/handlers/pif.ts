import type { Ref } from '../../server/xapi/model/records'
import { Failure } from '../failure'
import { createVlan, destroyVlan } from '../network/pifs'
import type { Pool } from '../pool'
import type { Handlers } from './types'

function unplug(pool: Pool, ref: Ref<'PIF'>): void {
  const pif = pool.db.get('PIF', ref)
  if (!pif.currently_attached) return
  if (pif.management) throw new Failure('PIF_IS_MANAGEMENT_INTERFACE', ref)
  if (pif.disallow_unplug) throw new Failure('PIF_DOES_NOT_ALLOW_UNPLUG', ref)
  pool.db.update('PIF', ref, { currently_attached: false })
}

function assertNotPhysical(pool: Pool, ref: Ref<'PIF'>): void {
  const pif = pool.db.get('PIF', ref)
  if (pif.physical) throw new Failure('PIF_IS_PHYSICAL', ref)
}

const isNull = (ref: string) => ref === '' || ref === 'OpaqueRef:NULL'

export const pif: Handlers<'PIF'> = {
  plug: ({ pool }, ref) => {
    pool.db.get('PIF', ref)
    pool.db.update('PIF', ref, { currently_attached: true })
  },
  unplug: ({ pool }, ref) => unplug(pool, ref),
  forget: ({ pool }, ref) => {
    const pif = pool.db.get('PIF', ref)
    if (!isNull(pif.VLAN_master_of)) throw new Failure('PIF_VLAN_STILL_EXISTS', ref)
    if (pif.bond_slave_of && pool.db.find('Bond', pif.bond_slave_of))
      throw new Failure('PIF_ALREADY_BONDED', ref)
    if (pif.tunnel_access_PIF_of.length > 0) throw new Failure('PIF_TUNNEL_STILL_EXISTS', ref)
    if (pif.management) throw new Failure('PIF_IS_MANAGEMENT_INTERFACE', ref)
    pool.db.destroy('PIF', ref)
  },
  destroy: ({ pool }, ref) => {
    assertNotPhysical(pool, ref)
    const { VLAN_master_of } = pool.db.get('PIF', ref)
    if (!isNull(VLAN_master_of)) destroyVlan(pool, VLAN_master_of)
    else pool.db.destroy('PIF', ref)
  },
  create_VLAN: ({ pool }, device, network, host, tag) => {
    const card = pool.db
      .get('host', host)
      .PIFs.find(ref => pool.db.find('PIF', ref)?.device === device && pool.db.get('PIF', ref).VLAN === -1)
    if (!card) throw new Failure('INVALID_VALUE', 'device', device)
    return pool.db.get('VLAN', createVlan(pool, card, tag, network)).untagged_PIF
  },
  reconfigure_ip: ({ pool }, ref, mode, IP, netmask, gateway, DNS) => {
    const pif = pool.db.get('PIF', ref)
    if (pif.management && mode === 'None') throw new Failure('PIF_IS_MANAGEMENT_INTERFACE', ref)
    const set = mode === 'Static'
    pool.db.update('PIF', ref, {
      ip_configuration_mode: mode,
      ...(set
        ? { IP, netmask, gateway, DNS }
        : mode === 'None' && { IP: '', netmask: '', gateway: '', DNS: '' }),
    })
  },
  reconfigure_ipv6: ({ pool }, ref, mode, IPv6, ipv6_gateway, DNS) => {
    pool.db.get('PIF', ref)
    pool.db.update('PIF', ref, { ipv6_configuration_mode: mode, IPv6: [IPv6], ipv6_gateway, DNS })
  },
  set_primary_address_type: ({ pool }, ref, primary_address_type) => {
    pool.db.get('PIF', ref)
    pool.db.update('PIF', ref, { primary_address_type })
  },
  set_disallow_unplug: ({ pool }, ref, disallow_unplug) => {
    pool.db.get('PIF', ref)
    pool.db.update('PIF', ref, { disallow_unplug })
  },
  scan: ({ pool }, host) => {
    pool.db.get('host', host)
  },
}
