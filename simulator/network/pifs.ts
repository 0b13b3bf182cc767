import type { Records, Ref } from '../../server/xapi/model/records'
import { Failure } from '../failure'
import { coordinatorOf, type Pool } from '../pool'
import { NULL, refOf } from '../tables/row'

/** PIFs that are no card of their own show this address. */
export const NO_MAC = 'fe:ff:ff:ff:ff:ff'
const LARGEST_TAG = 4094

/** Hosts as pool-wide changes go through them: the coordinator last. */
export function hostsInOrder(pool: Pool): Ref<'host'>[] {
  const coordinator = coordinatorOf(pool)
  const hosts = [...pool.db.all('host')].map(([host]) => host).filter(host => host !== coordinator)
  return [...hosts, coordinator]
}

/** Refuses a network that a PIF of the host is on already. */
export function assertNotConnected(pool: Pool, network: Ref<'network'>, host: Ref<'host'>): void {
  const pif = pool.db.get('network', network).PIFs.find(one => pool.db.find('PIF', one)?.host === host)
  if (pif) throw new Failure('NETWORK_ALREADY_CONNECTED', host, pif)
}

type NewPif = Partial<Records['PIF']> & Pick<Records['PIF'], 'host' | 'network' | 'device'>

/** A PIF that was made, as opposed to a card. */
export function addPif(pool: Pool, fields: NewPif): Ref<'PIF'> {
  return pool.db.create('PIF', {
    MAC: NO_MAC,
    MTU: pool.db.get('network', fields.network).MTU,
    VLAN: -1,
    physical: false,
    management: false,
    currently_attached: true,
    managed: true,
    ip_configuration_mode: 'None',
    ipv6_configuration_mode: 'None',
    primary_address_type: 'IPv4',
    IPv6: [''],
    igmp_snooping_status: 'unknown',
    VLAN_master_of: refOf<'VLAN'>(NULL),
    ...fields,
  })
}

/** A VLAN on a PIF: the untagged PIF is on the network. */
export function createVlan(
  pool: Pool,
  tagged: Ref<'PIF'>,
  tag: number,
  network: Ref<'network'>,
): Ref<'VLAN'> {
  const pif = pool.db.get('PIF', tagged)
  assertNotConnected(pool, network, pif.host)
  if (tag < 0 || tag > LARGEST_TAG) throw new Failure('VLAN_TAG_INVALID', String(tag))
  if (pif.VLAN_slave_of.some(vlan => pool.db.find('VLAN', vlan)?.tag === tag))
    throw new Failure('PIF_VLAN_EXISTS', pif.device)
  if (pif.VLAN >= 0) throw new Failure('PIF_IS_VLAN', tagged)
  if (pif.bond_slave_of !== NULL && pool.db.find('Bond', pif.bond_slave_of))
    throw new Failure('CANNOT_ADD_VLAN_TO_BOND_SLAVE', tagged)
  const { host, device, metrics } = pif
  const untagged = addPif(pool, { host, network, device, metrics, VLAN: tag })
  const vlan = pool.db.create('VLAN', { tagged_PIF: tagged, untagged_PIF: untagged, tag })
  pool.db.update('PIF', untagged, { VLAN_master_of: vlan })
  return vlan
}

export function destroyVlan(pool: Pool, ref: Ref<'VLAN'>): void {
  const { untagged_PIF } = pool.db.get('VLAN', ref)
  pool.db.destroy('PIF', untagged_PIF)
  pool.db.destroy('VLAN', ref)
}
