import { randomUUID } from 'node:crypto'
import { Failure } from '../failure'
import { hostsInOrder } from '../network/pifs'
import { refOf } from '../tables/row'
import { createBlob } from './blob'
import { plainSetter } from './generic'
import { setConsoleTimeout, setSsh, setSshTimeout } from './host-settings'
import { asHandlers, type Handlers } from './types'

const LAST_DAY = 6
/** What the agents in guests are told, and the values each key takes. */
const agentKeys: { readonly [key: string]: RegExp } = {
  auto_update_enabled: /^(true|false)$/,
  auto_update_url: /./,
}

function assertThreads(kind: string, count: number): void {
  if (count < 1) {
    const text = `Invalid argument: The semaphore '${kind} auth' must have at least 1 resource available, requested: ${count}`
    throw new Failure('INTERNAL_ERROR', text)
  }
}

const own: Handlers<'pool'> = {
  set_igmp_snooping_enabled: ({ pool }, ref, igmp_snooping_enabled) => {
    const [first] = pool.db.all('host')
    if (first?.[1].software_version.network_backend !== 'openvswitch')
      throw new Failure('OPENVSWITCH_NOT_ACTIVE')
    pool.db.update('pool', ref, { igmp_snooping_enabled })
  },
  set_update_sync_enabled: ({ pool }, ref, value) => {
    const { repositories } = pool.db.get('pool', ref)
    if (value && repositories.length === 0) throw new Failure('NO_REPOSITORIES_CONFIGURED')
    pool.db.update('pool', ref, { update_sync_enabled: value })
  },
  configure_update_sync: ({ pool }, ref, frequency, day) => {
    pool.db.get('pool', ref)
    if (day < 0 || day > LAST_DAY) throw new Failure('INVALID_UPDATE_SYNC_DAY', String(day))
    pool.db.update('pool', ref, {
      update_sync_frequency: frequency,
      update_sync_day: frequency === 'daily' ? 0 : day,
    })
  },
  set_local_auth_max_threads: ({ pool }, ref, count) => {
    pool.db.get('pool', ref)
    assertThreads('Internal', count)
    pool.db.update('pool', ref, { local_auth_max_threads: count })
  },
  set_ext_auth_max_threads: ({ pool }, ref, count) => {
    pool.db.get('pool', ref)
    assertThreads('External', count)
    pool.db.update('pool', ref, { ext_auth_max_threads: count })
  },
  set_custom_uefi_certificates: ({ pool }, ref) => {
    pool.db.get('pool', ref)
    const text = 'Setting UEFI certificates is not possible when allow_custom_uefi_certs is false'
    throw new Failure('OPERATION_NOT_ALLOWED', text)
  },
  set_uefi_certificates: ({ pool }, ref) => {
    pool.db.get('pool', ref)
    const text = 'Setting UEFI certificates is deprecated, please use `set_custom_uefi_certificates`'
    throw new Failure('OPERATION_NOT_ALLOWED', text)
  },
  set_https_only: ({ pool }, _, https_only) => {
    for (const host of hostsInOrder(pool)) pool.db.update('host', host, { https_only })
  },
  set_ssh_enabled_timeout: ({ pool }, _, seconds) => {
    for (const host of hostsInOrder(pool)) setSshTimeout(pool, host, seconds)
  },
  set_console_idle_timeout: ({ pool }, _, seconds) => {
    for (const host of hostsInOrder(pool)) setConsoleTimeout(pool, host, seconds)
  },
  set_ssh_auto_mode: ({ pool }, _, ssh_auto_mode) => {
    for (const host of hostsInOrder(pool)) pool.db.update('host', host, { ssh_auto_mode })
  },
  enable_ssh: ({ pool }) => {
    for (const host of hostsInOrder(pool)) setSsh(pool, host, true)
  },
  disable_ssh: ({ pool }) => {
    for (const host of hostsInOrder(pool)) setSsh(pool, host, false)
  },
  add_to_guest_agent_config: ({ pool }, ref, key, value) => {
    const { guest_agent_config } = pool.db.get('pool', ref)
    if (!agentKeys[key]?.test(value))
      throw new Failure('INVALID_VALUE', 'guest_agent_config', `${key} = ${value}`)
    if (Object.hasOwn(guest_agent_config, key))
      throw new Failure('MAP_DUPLICATE_KEY', 'pool', 'guest_agent_config', ref, key)
    pool.db.update('pool', ref, { guest_agent_config: { ...guest_agent_config, [key]: value } })
  },
  remove_from_guest_agent_config: ({ pool }, ref, key) => {
    const { [key]: _, ...guest_agent_config } = pool.db.get('pool', ref).guest_agent_config
    pool.db.update('pool', ref, { guest_agent_config })
  },
  enable_client_certificate_auth: ({ pool }, ref, name) => {
    pool.db.get('pool', ref)
    pool.db.update('pool', ref, { client_certificate_auth_enabled: true, client_certificate_auth_name: name })
  },
  disable_client_certificate_auth: ({ pool }, ref) => {
    pool.db.get('pool', ref)
    pool.db.update('pool', ref, { client_certificate_auth_enabled: false, client_certificate_auth_name: '' })
  },
  reset_telemetry_uuid: ({ pool }, ref) => {
    pool.db.get('pool', ref)
    pool.db.update('pool', ref, { telemetry_uuid: refOf<'secret'>(`OpaqueRef:${randomUUID()}`) })
  },
  create_new_blob: ({ pool }, ref, name, type, isPublic) =>
    createBlob(pool, 'pool', ref, name, type, isPublic ?? false),
}

export const poolSettings: Handlers<'pool'> = {
  ...own,
  ...asHandlers<'pool'>({
    set_ext_auth_cache_enabled: plainSetter('pool', 'ext_auth_cache_enabled'),
    set_ext_auth_cache_size: plainSetter('pool', 'ext_auth_cache_size'),
    set_ext_auth_cache_expiry: plainSetter('pool', 'ext_auth_cache_expiry'),
    set_telemetry_next_collection: plainSetter('pool', 'telemetry_next_collection'),
  }),
}
