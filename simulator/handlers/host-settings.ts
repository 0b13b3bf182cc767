import type { Ref } from '../../server/xapi/model/records'
import { isoTime } from '../clock'
import { Failure } from '../failure'
import type { Pool } from '../pool'
import { plainSetter } from './generic'
import { asHandlers, type Handlers } from './types'

const LONGEST_TIMEOUT = 172_800

function assertHostname(name: string): void {
  if (name === '') throw new Failure('HOST_NAME_INVALID', 'hostname empty')
  if (name.length > 63) throw new Failure('HOST_NAME_INVALID', 'hostname is too long')
  if (!/^[A-Za-z0-9.-]+$/.test(name))
    throw new Failure('HOST_NAME_INVALID', 'hostname contains invalid characters')
}

/** Settings that older clients look for in other_config too. */
function alsoInOtherConfig(pool: Pool, ref: Ref<'host'>, key: string, value: string) {
  const { other_config } = pool.db.get('host', ref)
  return { other_config: { ...other_config, [key]: value } }
}

/** Whether SSH is on; a host that switched it on or off by hand does not do so by itself any more. */
export function setSsh(pool: Pool, ref: Ref<'host'>, on: boolean): void {
  const { ssh_enabled_timeout } = pool.db.get('host', ref)
  const now = pool.clock.now()
  pool.db.update('host', ref, {
    ssh_enabled: on,
    ...(on && { ssh_auto_mode: false }),
    ...(on && ssh_enabled_timeout > 0 && { ssh_expiry: isoTime(now + ssh_enabled_timeout * 1000) }),
    ...(!on && { ssh_expiry: isoTime(now) }),
  })
}

export function setSshTimeout(pool: Pool, ref: Ref<'host'>, seconds: number): void {
  pool.db.get('host', ref)
  if (seconds < 0 || seconds > LONGEST_TIMEOUT)
    throw new Failure('INVALID_VALUE', 'ssh_enabled_timeout', String(seconds))
  pool.db.update('host', ref, { ssh_enabled_timeout: seconds })
}

export function setConsoleTimeout(pool: Pool, ref: Ref<'host'>, seconds: number): void {
  pool.db.get('host', ref)
  if (seconds < 0) throw new Failure('INVALID_VALUE', 'console_timeout', String(seconds))
  pool.db.update('host', ref, { console_idle_timeout: seconds })
}

const own: Handlers<'host'> = {
  set_hostname_live: ({ pool }, ref, hostname) => {
    pool.db.get('host', ref)
    assertHostname(hostname)
    pool.db.update('host', ref, { hostname })
  },
  set_power_on_mode: ({ pool }, ref, power_on_mode, power_on_config) => {
    pool.db.get('host', ref)
    pool.db.update('host', ref, { power_on_mode, power_on_config })
  },
  set_iscsi_iqn: ({ pool }, ref, iscsi_iqn) => {
    pool.db.get('host', ref)
    if (iscsi_iqn === '') throw new Failure('INVALID_VALUE', 'value', '')
    pool.db.update('host', ref, { iscsi_iqn, ...alsoInOtherConfig(pool, ref, 'iscsi_iqn', iscsi_iqn) })
  },
  set_multipathing: ({ pool }, ref, multipathing) => {
    pool.db.get('host', ref)
    pool.db.update('host', ref, {
      multipathing,
      ...alsoInOtherConfig(pool, ref, 'multipathing', String(multipathing)),
    })
  },
  set_ssl_legacy: ({ pool }, ref, value) => {
    pool.db.get('host', ref)
    if (value)
      throw new Failure('VALUE_NOT_SUPPORTED', 'value', 'true', 'Legacy SSL support has been removed')
  },
  set_sched_gran: ({ pool }, ref) => {
    pool.db.get('host', ref)
    throw new Failure('OPERATION_NOT_ALLOWED', 'Disabled by xapi.conf')
  },
  get_sched_gran: ({ pool }, ref) => {
    pool.db.get('host', ref)
    return 'cpu'
  },
  set_uefi_certificates: ({ pool }, ref) => {
    pool.db.get('host', ref)
    const text = 'To set UEFI certificates use: `Pool.set_custom_uefi_certificates`'
    throw new Failure('OPERATION_NOT_ALLOWED', text)
  },
  set_console_idle_timeout: ({ pool }, ref, seconds) => setConsoleTimeout(pool, ref, seconds),
  set_ssh_enabled_timeout: ({ pool }, ref, seconds) => setSshTimeout(pool, ref, seconds),
  enable_ssh: ({ pool }, ref) => setSsh(pool, ref, true),
  disable_ssh: ({ pool }, ref) => setSsh(pool, ref, false),
  enable_display: ({ pool }, ref) => {
    pool.db.get('host', ref)
    pool.db.update('host', ref, { display: 'enabled' })
    return 'enabled'
  },
  disable_display: ({ pool }, ref) => {
    pool.db.get('host', ref)
    pool.db.update('host', ref, { display: 'disabled' })
    return 'disabled'
  },
}

export const hostSettings: Handlers<'host'> = {
  ...own,
  ...asHandlers<'host'>({
    set_numa_affinity_policy: plainSetter('host', 'numa_affinity_policy'),
    set_https_only: plainSetter('host', 'https_only'),
    set_ssh_auto_mode: plainSetter('host', 'ssh_auto_mode'),
    set_ntp_mode: plainSetter('host', 'ntp_mode'),
    set_ntp_custom_servers: plainSetter('host', 'ntp_custom_servers'),
    set_max_cstate: plainSetter('host', 'max_cstate'),
  }),
}
