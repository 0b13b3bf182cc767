import { isIP } from 'node:net'
import type { Ref } from '../../server/xapi/model/records'
import { Failure } from '../failure'
import { guestsOn } from '../lifecycle/evacuate'
import { hostsInOrder } from '../network/pifs'
import { addressOf, coordinatorOf, isLive, type Pool, poolRow } from '../pool'
import { authenticate } from '../work/sessions'
import { poolAuth } from './auth'
import { poolSettings } from './pool-settings'
import type { Handlers } from './types'
import { createPoolVlan } from './vlan'

/** No host here joins a pool: those that can be reached are in this one. */
async function join(pool: Pool, address: string, username: string, password: string): Promise<void> {
  const known = [...pool.db.all('host')].find(([, row]) => row.address === address)
  if (!known || isIP(address) === 0) throw new Failure('JOINING_HOST_CONNECTION_FAILED')
  const coordinator = coordinatorOf(pool)
  if (known[0] !== coordinator) throw new Failure('HOST_IS_SLAVE', addressOf(pool, coordinator))
  await authenticate(pool, username, password)
  throw new Failure('OPERATION_NOT_ALLOWED', 'Host is already part of a pool')
}

/** A host leaves the pool: what was its own goes with it. */
function eject(pool: Pool, ref: Ref<'host'>): void {
  const row = pool.db.find('host', ref)
  if (!row) throw new Failure('HOST_OFFLINE', ref)
  if (ref === coordinatorOf(pool)) throw new Failure('INTERNAL_ERROR', 'Xapi_pool.Cannot_eject_master')
  if (guestsOn(pool, ref).length > 0) throw new Failure('OPERATION_NOT_ALLOWED', 'VM resident on host')
  for (const pbd of row.PBDs) {
    const { SR } = pool.db.get('PBD', pbd)
    pool.db.destroy('PBD', pbd)
    const sr = pool.db.find('SR', SR)
    if (sr && !sr.shared) {
      for (const vdi of sr.VDIs) pool.db.destroy('VDI', vdi)
      pool.db.destroy('SR', SR)
    }
  }
  for (const pif of row.PIFs) pool.db.destroy('PIF', pif)
  for (const cpu of row.host_CPUs) pool.db.destroy('host_cpu', cpu)
  pool.db.destroy('VM', row.control_domain)
  pool.db.destroy('host_metrics', row.metrics)
  pool.db.destroy('host', ref)
}

/** Another host becomes the coordinator: every session ends. */
function designate(pool: Pool, ref: Ref<'host'>): void {
  const row = pool.db.get('host', ref)
  const [poolRef, { master }] = poolRow(pool)
  if (master === ref) return
  if (!isLive(pool, row)) throw new Failure('HOST_OFFLINE', ref)
  pool.db.update('pool', poolRef, { master: ref })
  for (const [session] of [...pool.db.all('session')]) pool.db.destroy('session', session)
}

/** How many hosts may fail so that the rest can hold the protected VMs. */
function tolerated(pool: Pool, protectedVms: number): number {
  const live = [...pool.db.all('host')].filter(([, row]) => isLive(pool, row)).length
  return protectedVms === 0 ? live : Math.max(0, live - 1)
}

const own: Handlers<'pool'> = {
  join: ({ pool }, address, username, password) => join(pool, address, username, password),
  join_force: ({ pool }, address, username, password) => join(pool, address, username, password),
  eject: ({ pool }, ref) => eject(pool, ref),
  designate_new_master: ({ pool }, ref) => designate(pool, ref),
  emergency_transition_to_master: () => {},
  emergency_reset_master: () => {},
  recover_slaves: ({ pool }) => hostsInOrder(pool).slice(0, -1),
  management_reconfigure: ({ pool }, network) => {
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
  certificate_list: () => [],
  crl_list: () => [],
  certificate_sync: () => {},
  install_ca_certificate: () => {
    throw new Failure('CA_CERTIFICATE_INVALID')
  },
  uninstall_ca_certificate: (_, name) => {
    throw new Failure('CERTIFICATE_NAME_INVALID', name)
  },
  crl_install: (_, name) => {
    throw new Failure('CRL_NAME_INVALID', name)
  },
  enable_ha: ({ pool }, storages) => {
    for (const ref of storages) {
      const sr = pool.db.get('SR', ref)
      const everywhere = [...pool.db.all('host')].every(([host]) =>
        sr.PBDs.some(
          pbd => pool.db.get('PBD', pbd).host === host && pool.db.get('PBD', pbd).currently_attached,
        ),
      )
      if (!everywhere) throw new Failure('SR_HAS_NO_PBDS', ref)
    }
    throw new Failure('NOT_IMPLEMENTED', 'pool.enable_ha')
  },
  disable_ha: ({ pool }) => {
    if (!poolRow(pool)[1].ha_enabled) throw new Failure('HA_NOT_ENABLED')
    throw new Failure('NOT_IMPLEMENTED', 'pool.disable_ha')
  },
  ha_compute_max_host_failures_to_tolerate: ({ pool }) => {
    const vms = [...pool.db.all('VM')].filter(([, vm]) => vm.ha_restart_priority === 'restart')
    return tolerated(pool, vms.length)
  },
  ha_compute_hypothetical_max_host_failures_to_tolerate: ({ pool }, priorities) =>
    tolerated(pool, Object.values(priorities).filter(one => one === 'restart').length),
  ha_failover_plan_exists: ({ pool }, count) => count <= tolerated(pool, 0),
  ha_compute_vm_failover_plan: ({ pool }, failed, vms) => {
    const plan: { [vm: string]: { [key: string]: string } } = {}
    for (const vm of vms) {
      pool.db.get('VM', vm)
      const left = [...pool.db.all('host')].find(([host, row]) => !failed.includes(host) && isLive(pool, row))
      plan[vm] = left ? { host: left[0] } : { error_code: 'NO_HOSTS_AVAILABLE' }
    }
    return plan
  },
  ha_prevent_restarts_for: () => {},
  initialize_wlb: () => {
    throw new Failure('WLB_UNKNOWN_HOST')
  },
  deconfigure_wlb: () => {
    throw new Failure('WLB_NOT_INITIALIZED')
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
  check_update_readiness: ({ pool }, ref) => {
    pool.db.get('pool', ref)
    return []
  },
  sync_updates: ({ pool }, ref) => {
    pool.db.get('pool', ref)
    throw new Failure('NO_REPOSITORY_ENABLED')
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

export const pool: Handlers<'pool'> = { ...poolSettings, ...poolAuth, ...own }
