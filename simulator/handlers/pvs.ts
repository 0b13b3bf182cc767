import { isIP } from 'node:net'
import type { Ref } from '../../server/xapi/model/records'
import { Failure } from '../failure'
import { coordinatorOf, type Pool } from '../pool'
import type { Handlers } from './types'

const LARGEST_PORT = 65_535

function assertVswitch(pool: Pool): void {
  const { network_backend } = pool.db.get('host', coordinatorOf(pool)).software_version
  if (network_backend !== 'openvswitch') throw new Failure('OPENVSWITCH_NOT_ACTIVE')
}

function assertNothingRuns(pool: Pool, site: Ref<'PVS_site'>): void {
  const running = pool.db
    .get('PVS_site', site)
    .proxies.filter(one => pool.db.get('PVS_proxy', one).currently_attached)
  if (running.length > 0) throw new Failure('PVS_SITE_CONTAINS_RUNNING_PROXIES', ...running)
}

export const pvsSite: Handlers<'PVS_site'> = {
  introduce: ({ pool }, name_label, name_description, PVS_uuid) => {
    assertVswitch(pool)
    return pool.db.create('PVS_site', { name_label, name_description, PVS_uuid })
  },
  forget: ({ pool }, ref) => {
    const { servers, cache_storage } = pool.db.get('PVS_site', ref)
    assertNothingRuns(pool, ref)
    if (servers.length > 0) throw new Failure('PVS_SITE_CONTAINS_SERVERS', ...servers)
    for (const cache of cache_storage) pool.db.destroy('PVS_cache_storage', cache)
    pool.db.destroy('PVS_site', ref)
  },
  set_PVS_uuid: ({ pool }, ref, PVS_uuid) => {
    assertNothingRuns(pool, ref)
    pool.db.update('PVS_site', ref, { PVS_uuid })
  },
}

export const pvsServer: Handlers<'PVS_server'> = {
  introduce: ({ pool }, addresses, first_port, last_port, site) => {
    assertVswitch(pool)
    for (const address of addresses)
      if (isIP(address) === 0) throw new Failure('INVALID_IP_ADDRESS_SPECIFIED', 'addresses')
    const known = new Set([...pool.db.all('PVS_server')].flatMap(([, one]) => one.addresses))
    const taken = addresses.filter(address => known.has(address))
    if (taken.length > 0) throw new Failure('PVS_SERVER_ADDRESS_IN_USE', ...taken)
    for (const [name, port] of [
      ['first_port', first_port],
      ['last_port', last_port],
    ] as const)
      if (port < 0 || port > LARGEST_PORT)
        throw new Failure('VALUE_NOT_SUPPORTED', name, String(port), 'Port out of range')
    if (last_port < first_port)
      throw new Failure(
        'VALUE_NOT_SUPPORTED',
        'last_port',
        String(last_port),
        'last_port smaller than first_port',
      )
    if (!pool.db.find('PVS_site', site)) throw new Failure('INVALID_VALUE', 'site', site)
    return pool.db.create('PVS_server', { addresses: [...addresses], first_port, last_port, site })
  },
  forget: ({ pool }, ref) => {
    pool.db.get('PVS_server', ref)
    pool.db.destroy('PVS_server', ref)
  },
}

export const pvsProxy: Handlers<'PVS_proxy'> = {
  create: ({ pool }, site, VIF) => {
    if (!pool.db.find('PVS_site', site)) throw new Failure('INVALID_VALUE', 'site', site)
    const vif = pool.db.find('VIF', VIF)
    if (!vif) throw new Failure('INVALID_VALUE', 'VIF', VIF)
    if (vif.device !== '0') throw new Failure('PVS_VIF_MUST_BE_FIRST_DEVICE')
    for (const [ref, proxy] of pool.db.all('PVS_proxy'))
      if (proxy.VIF === VIF) throw new Failure('PVS_PROXY_ALREADY_PRESENT', ref)
    const running = pool.db.get('VM', vif.VM).power_state === 'Running'
    const servers = pool.db.get('PVS_site', site).servers.length > 0
    return pool.db.create('PVS_proxy', {
      site,
      VIF,
      currently_attached: running && servers,
      status: running && servers ? 'initialised' : 'stopped',
    })
  },
  destroy: ({ pool }, ref) => {
    pool.db.get('PVS_proxy', ref)
    pool.db.destroy('PVS_proxy', ref)
  },
}

export const pvsCacheStorage: Handlers<'PVS_cache_storage'> = {
  create: ({ pool }, fields) => {
    pool.db.get('host', fields.host)
    pool.db.get('SR', fields.SR)
    for (const one of pool.db.get('PVS_site', fields.site).cache_storage)
      if (pool.db.get('PVS_cache_storage', one).host === fields.host)
        throw new Failure('PVS_CACHE_STORAGE_ALREADY_PRESENT', fields.site, fields.host)
    return pool.db.create('PVS_cache_storage', fields)
  },
  destroy: ({ pool }, ref) => {
    const { site, host } = pool.db.get('PVS_cache_storage', ref)
    const used = pool.db.get('PVS_site', site).proxies.some(one => {
      const { currently_attached, VIF } = pool.db.get('PVS_proxy', one)
      const vm = pool.db.find('VIF', VIF)?.VM
      return currently_attached && vm !== undefined && pool.db.find('VM', vm)?.resident_on === host
    })
    if (used) throw new Failure('PVS_CACHE_STORAGE_IS_IN_USE', ref)
    pool.db.destroy('PVS_cache_storage', ref)
  },
}
