import { Failure } from '../failure'
import { joinPool } from '../lifecycle/join'
import { assertNoHa, designate, eject } from '../lifecycle/membership'
import { hostsInOrder } from '../network/pifs'
import { coordinatorOf } from '../pool'
import { poolAuth } from './auth'
import { poolBalancing } from './host-agent'
import { poolCertificates } from './pool-certificates'
import { poolHa } from './pool-ha'
import { poolSettings } from './pool-settings'
import { poolUpdates } from './pool-updates'
import type { Handlers } from './types'
import { createPoolVlan } from './vlan'

const own: Handlers<'pool'> = {
  join: ({ pool, task }, address, username, password) =>
    joinPool(pool, task, address, username, password, false),
  join_force: ({ pool, task }, address, username, password) =>
    joinPool(pool, task, address, username, password, true),
  eject: ({ pool }, ref) => eject(pool, ref),
  designate_new_master: ({ pool, task }, ref) => designate(pool, task, ref),
  emergency_transition_to_master: () => {},
  emergency_reset_master: () => {},
  recover_slaves: ({ pool }) => hostsInOrder(pool).slice(0, -1),
  management_reconfigure: ({ pool }, network) => {
    assertNoHa(pool)
    pool.db.get('network', network)
    const cards = hostsInOrder(pool).map(host => {
      const card = pool.db.get('host', host).PIFs.find(pif => pool.db.find('PIF', pif)?.network === network)
      if (!card) throw new Failure('HOST_CANNOT_ATTACH_NETWORK', host, network)
      if (pool.db.get('PIF', card).ip_configuration_mode === 'None')
        throw new Failure('PIF_HAS_NO_NETWORK_CONFIGURATION', card)
      return card
    })
    for (const card of cards) {
      const { host } = pool.db.get('PIF', card)
      for (const pif of pool.db.get('host', host).PIFs)
        pool.db.update('PIF', pif, { management: pif === card })
    }
  },
  create_VLAN: ({ pool }, device, network, tag) => createPoolVlan(pool, device, network, tag),
  create_VLAN_from_PIF: ({ pool }, pif, network, tag) =>
    createPoolVlan(pool, pool.db.get('PIF', pif).device, network, tag),
  sync_database: () => {},
  // It is in the model, but not in the hosts any more.
  test_archive_target: () => {
    throw new Failure('MESSAGE_REMOVED')
  },
  get_license_state: ({ pool }, ref) => {
    pool.db.get('pool', ref)
    return { edition: pool.db.get('host', coordinatorOf(pool)).edition, expiry: 'never' }
  },
  apply_edition: ({ pool }, ref) => {
    pool.db.get('pool', ref)
  },
  has_extension: ({ pool }, ref) => {
    pool.db.get('pool', ref)
    return false
  },
  get_guest_secureboot_readiness: ({ pool }, ref) => {
    pool.db.get('pool', ref)
    return 'not_ready'
  },
  enable_local_storage_caching: ({ pool }) => {
    throw new Failure('HOSTS_FAILED_TO_ENABLE_CACHING', ...hostsInOrder(pool))
  },
  disable_local_storage_caching: ({ pool }) => {
    throw new Failure('HOSTS_FAILED_TO_DISABLE_CACHING', ...hostsInOrder(pool))
  },
}

export const pool: Handlers<'pool'> = {
  ...poolSettings,
  ...poolAuth,
  ...poolHa,
  ...poolCertificates,
  ...poolUpdates,
  ...poolBalancing,
  ...own,
}
