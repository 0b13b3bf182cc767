import type { Ref } from '../../server/xapi/model/records'
import { Failure } from '../failure'
import { addPif, assertNotConnected } from '../network/pifs'
import type { Pool } from '../pool'
import type { Handlers } from './types'

/** What a card says it can do. */
const CAPABLE = 'sriov'
/** Guests that one card serves, where it does not say. */
const USUAL_FUNCTIONS = 63

function isConnected(pool: Pool, network: Ref<'network'>): boolean {
  return pool.db.get('network', network).PIFs.some(pif => {
    const row = pool.db.find('PIF', pif)
    return row !== undefined && row.sriov_logical_PIF_of.length === 0
  })
}

export const networkSriov: Handlers<'network_sriov'> = {
  create: ({ pool }, ref, network) => {
    const pif = pool.db.get('PIF', ref)
    if (!pool.db.get('network', network).managed) throw new Failure('NETWORK_UNMANAGED', network)
    if (!pif.managed) throw new Failure('PIF_UNMANAGED', ref)
    if (!pif.physical) throw new Failure('PIF_IS_NOT_PHYSICAL', ref)
    if (pif.sriov_physical_PIF_of.length > 0) throw new Failure('NETWORK_SRIOV_ALREADY_ENABLED', ref)
    if (!pif.capabilities.includes(CAPABLE)) throw new Failure('PIF_IS_NOT_SRIOV_CAPABLE', ref)
    assertNotConnected(pool, network, pif.host)
    if (isConnected(pool, network)) throw new Failure('NETWORK_INCOMPATIBLE_WITH_SRIOV', network)
    const { host, device, metrics } = pif
    const logical = addPif(pool, { host, network, device, metrics, IPv6: [] })
    return pool.db.create('network_sriov', {
      physical_PIF: ref,
      logical_PIF: logical,
      configuration_mode: 'sysfs',
    })
  },
  destroy: ({ pool }, ref) => {
    const { logical_PIF } = pool.db.get('network_sriov', ref)
    const { VLAN_slave_of } = pool.db.get('PIF', logical_PIF)
    if (VLAN_slave_of.length > 0) throw new Failure('PIF_VLAN_STILL_EXISTS', logical_PIF)
    pool.db.destroy('PIF', logical_PIF)
    pool.db.destroy('network_sriov', ref)
  },
  get_remaining_capacity: ({ pool }, ref) => {
    const { logical_PIF, physical_PIF } = pool.db.get('network_sriov', ref)
    const { network, host } = pool.db.get('PIF', logical_PIF)
    const used = pool.db.get('network', network).VIFs.filter(vif => {
      const row = pool.db.find('VIF', vif)
      return row?.currently_attached && pool.db.find('VM', row.VM)?.resident_on === host
    })
    const told = Number(pool.db.get('PIF', physical_PIF).properties.sriov_functions)
    return Math.max(0, (Number.isInteger(told) ? told : USUAL_FUNCTIONS) - used.length)
  },
}
