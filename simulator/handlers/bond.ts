import type { Records, Ref } from '../../server/xapi/model/records'
import { Failure } from '../failure'
import { addPif, assertNotConnected } from '../network/pifs'
import type { Pool } from '../pool'
import { NULL, refOf } from '../tables/row'
import type { Handlers } from './types'

const FEWEST = 2

/** `bond0`, `bond1`… on each host. */
function deviceName(pool: Pool, host: Ref<'host'>): string {
  const taken = new Set(pool.db.get('host', host).PIFs.map(ref => pool.db.find('PIF', ref)?.device))
  for (let number = 0; ; number++) if (!taken.has(`bond${number}`)) return `bond${number}`
}

const addressing = [
  'IP',
  'netmask',
  'gateway',
  'DNS',
  'ip_configuration_mode',
  'IPv6',
  'ipv6_gateway',
  'ipv6_configuration_mode',
  'primary_address_type',
  'management',
] as const

type Addressing = Pick<Records['PIF'], (typeof addressing)[number]>

function addressesOf(pif: Records['PIF']): Addressing {
  const { IP, netmask, gateway, DNS, ip_configuration_mode, IPv6, ipv6_gateway } = pif
  const { ipv6_configuration_mode, primary_address_type, management } = pif
  return {
    IP,
    netmask,
    gateway,
    DNS,
    ip_configuration_mode,
    IPv6,
    ipv6_gateway,
    ipv6_configuration_mode,
    primary_address_type,
    management,
  }
}

const NO_ADDRESS: Partial<Records['PIF']> = {
  IP: '',
  netmask: '',
  gateway: '',
  DNS: '',
  ip_configuration_mode: 'None',
  IPv6: [''],
  ipv6_gateway: '',
  ipv6_configuration_mode: 'None',
  management: false,
  currently_attached: false,
}

export const bond: Handlers<'Bond'> = {
  create: ({ pool }, network, members, MAC, mode = 'balance-slb', properties = {}) => {
    pool.db.get('network', network)
    const [first] = members
    if (!first) throw new Failure('PIF_BOND_NEEDS_MORE_MEMBERS')
    const { host } = pool.db.get('PIF', first)
    assertNotConnected(pool, network, host)
    const cards = members.map(ref => pool.db.get('PIF', ref))
    if (members.length < FEWEST) throw new Failure('PIF_BOND_NEEDS_MORE_MEMBERS')
    for (const [index, card] of cards.entries()) {
      const ref = members[index] ?? ''
      if (pool.db.find('Bond', card.bond_slave_of)) throw new Failure('PIF_ALREADY_BONDED', ref)
      if (card.VLAN >= 0) throw new Failure('PIF_VLAN_EXISTS', ref)
      if (card.host !== host) throw new Failure('PIF_CANNOT_BOND_CROSS_HOST')
    }
    if (MAC !== '' && !/^([0-9a-f]{2}:){5}[0-9a-f]{2}$/i.test(MAC)) throw new Failure('MAC_INVALID', MAC)
    const primary = cards.find(card => card.management) ?? cards.find(card => card.IP !== '') ?? cards[0]
    if (!primary) throw new Failure('PIF_BOND_NEEDS_MORE_MEMBERS')
    const at = members[cards.indexOf(primary)] ?? first
    const master = addPif(pool, {
      host,
      network,
      device: deviceName(pool, host),
      MAC: MAC === '' ? primary.MAC : MAC,
      ...addressesOf(primary),
    })
    const made = pool.db.create('Bond', {
      master,
      primary_slave: at,
      mode,
      properties,
      links_up: members.length,
      auto_update_mac: MAC === '',
    })
    for (const ref of members) pool.db.update('PIF', ref, { ...NO_ADDRESS, bond_slave_of: made })
    return made
  },
  destroy: ({ pool }, ref) => {
    const { master, slaves, primary_slave } = pool.db.get('Bond', ref)
    const kept = addressesOf(pool.db.get('PIF', master))
    for (const slave of slaves)
      pool.db.update('PIF', slave, { bond_slave_of: refOf<'Bond'>(NULL), currently_attached: true })
    if (pool.db.find('PIF', primary_slave)) pool.db.update('PIF', primary_slave, kept)
    pool.db.destroy('PIF', master)
    pool.db.destroy('Bond', ref)
  },
  set_mode: ({ pool }, ref, mode) => {
    pool.db.get('Bond', ref)
    pool.db.update('Bond', ref, { mode })
  },
  set_property: ({ pool }, ref, name, value) => {
    const { properties } = pool.db.get('Bond', ref)
    pool.db.update('Bond', ref, { properties: { ...properties, [name]: value } })
  },
}
