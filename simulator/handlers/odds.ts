import type { Ref } from '../../server/xapi/model/records'
import { Failure } from '../failure'
import type { Pool } from '../pool'
import { forDrivers } from './refusals'
import { asHandlers, type Handlers } from './types'

/** Small classes of which each has a message or two. */
export const secret: Handlers<'secret'> = {
  introduce: ({ pool }, uuid, value, other_config) =>
    pool.db.create('secret', { uuid, value, other_config: other_config ?? {} }),
}

export const crashdump: Handlers<'crashdump'> = {
  destroy: ({ pool }, ref) => {
    pool.db.get('crashdump', ref)
    pool.db.destroy('crashdump', ref)
  },
}

export const sdnController: Handlers<'SDN_controller'> = {
  introduce: ({ pool }, protocol = 'ssl', address = '', port = 0) => {
    if (pool.db.table('SDN_controller').entries.size > 0)
      throw new Failure(
        'OPERATION_NOT_ALLOWED',
        'SDN controller has been configured. Please forget it first.',
      )
    const listens = protocol === 'pssl'
    if (listens && address !== '') throw new Failure('INVALID_IP_ADDRESS_SPECIFIED', 'address')
    return pool.db.create('SDN_controller', {
      protocol,
      address,
      port: port === 0 ? (listens ? 6632 : 6640) : port,
    })
  },
  forget: ({ pool }, ref) => {
    pool.db.get('SDN_controller', ref)
    pool.db.destroy('SDN_controller', ref)
  },
}

type Access = 'enabled' | 'disable_on_reboot' | 'disabled' | 'enable_on_reboot'

const accessKey = (ref: Ref<'PCI'>) => `${ref}/dom0-access`

function accessOf(pool: Pool, ref: Ref<'PCI'>): Access {
  pool.db.get('PCI', ref)
  const kept = pool.hidden.get(accessKey(ref))
  return kept === 'disable_on_reboot' || kept === 'disabled' || kept === 'enable_on_reboot' ? kept : 'enabled'
}

function setAccess(pool: Pool, ref: Ref<'PCI'>, on: boolean): Access {
  const now = accessOf(pool, ref)
  const hidden = now === 'disabled' || now === 'enable_on_reboot'
  const next: Access = on
    ? hidden
      ? 'enable_on_reboot'
      : 'enabled'
    : hidden
      ? 'disabled'
      : 'disable_on_reboot'
  pool.hidden.set(accessKey(ref), next)
  return next
}

export const pci: Handlers<'PCI'> = {
  get_dom0_access_status: ({ pool }, ref) => accessOf(pool, ref),
  enable_dom0_access: ({ pool }, ref) => setAccess(pool, ref, true),
  disable_dom0_access: ({ pool }, ref) => setAccess(pool, ref, false),
}

export const messagesByFilter: Handlers<'message'> = {
  destroy_all: ({ pool }, filters) => {
    const time = (text: string | undefined) => (text === undefined ? undefined : Date.parse(isoText(text)))
    const [before, after] = [time(filters.before), time(filters.after)]
    for (const { ref, message } of [...pool.messages.all()]) {
      const at = Date.parse(message.timestamp)
      if (before !== undefined && at >= before) continue
      if (after !== undefined && at <= after) continue
      if (filters.priority !== undefined && message.priority !== Number(filters.priority)) continue
      pool.messages.destroy(ref)
    }
  },
}

/** Dates may come without dashes. */
function isoText(text: string): string {
  const plain = text.replace(/^(\d{4})(\d{2})(\d{2})T/, '$1-$2-$3T')
  if (Number.isNaN(Date.parse(plain))) throw new Failure('INTERNAL_ERROR', `Invalid_argument("${text}")`)
  return plain
}

export const hostTime: Handlers<'host'> = {
  list_timezones: ({ pool }, ref) => {
    pool.db.get('host', ref)
    return Intl.supportedValuesOf('timeZone')
  },
  set_timezone: ({ pool }, ref, zone) => {
    pool.db.get('host', ref)
    if (zone !== 'UTC' && !Intl.supportedValuesOf('timeZone').includes(zone))
      throw new Failure('INVALID_VALUE', 'timezone', zone)
    pool.db.update('host', ref, { timezone: zone })
  },
  get_ntp_synchronized: ({ pool }, ref) => {
    pool.db.get('host', ref)
    return true
  },
  // The clock of the simulation is nobody's to set while it is told by others.
  set_servertime: ({ pool }, ref) => {
    pool.db.get('host', ref)
    throw new Failure('NOT_ALLOWED_WHEN_NTP_IS_ENABLED', ref)
  },
  get_tracked_user_agents: ({ pool }, ref) => {
    pool.db.get('host', ref)
    return {}
  },
  management_disable: ({ pool, host }) => {
    for (const pif of pool.db.get('host', host).PIFs) pool.db.update('PIF', pif, { management: false })
  },
}

export const diagnostics = asHandlers<'Diagnostics'>({
  db_stats: ({ pool }) => ({
    n: String([...pool.db.tables()].reduce((sum, [, table]) => sum + table.entries.size, 0)),
    avgtime: '0.000010',
    min: '0.000001',
    max: '0.001000',
  }),
  gc_stats: ({ pool }, host) => {
    pool.db.get('host', String(host))
    const { heapTotal, heapUsed } = process.memoryUsage()
    return { heap_words: String(Math.floor(heapTotal / 8)), live_words: String(Math.floor(heapUsed / 8)) }
  },
  network_stats: ({ pool }, host) => {
    pool.db.get('host', String(host))
    return []
  },
  gc_compact: ({ pool }, host) => {
    pool.db.get('host', String(host))
  },
})

/** What xapi itself sends to a driver. */
export const vdiForDrivers = asHandlers<'VDI'>({
  db_introduce: forDrivers,
  pool_introduce: forDrivers,
  db_forget: forDrivers,
  set_cbt_enabled: forDrivers,
})
