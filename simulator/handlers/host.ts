import { facts } from '../../server/xapi/facts'
import { isoTime } from '../clock'
import { Failure } from '../failure'
import { freeMemory } from '../lifecycle/memory'
import { isLive } from '../pool'
import { hostDataSources } from '../rrd/messages'
import type { Handlers } from './types'

export const host: Handlers<'host'> = {
  disable: ({ pool }, ref) => pool.db.update('host', ref, { enabled: false }),
  enable: ({ pool }, ref) => {
    if (!isLive(pool, pool.db.get('host', ref))) throw new Failure('HOST_OFFLINE', ref)
    pool.db.update('host', ref, { enabled: true })
  },
  compute_free_memory: ({ pool }, ref) => freeMemory(pool, ref),
  compute_memory_overhead: ({ pool }, ref) => pool.db.get('host', ref).memory_overhead,
  get_servertime: ({ pool }, ref) => {
    pool.db.get('host', ref)
    return isoTime(pool.clock.now())
  },
  get_server_localtime: ({ pool }, ref) => {
    pool.db.get('host', ref)
    return isoTime(pool.clock.now()).slice(0, -1)
  },
  is_in_emergency_mode: () => false,
  list_methods: () =>
    Object.entries(facts.classes).flatMap(([cls, { messages }]) =>
      Object.keys(messages).map(name => `${cls}.${name}`),
    ),
  get_management_interface: ({ pool }, ref) => {
    const pif = pool.db.get('host', ref).PIFs.find(one => pool.db.find('PIF', one)?.management)
    if (!pif) throw new Failure('HOST_HAS_NO_MANAGEMENT_IP')
    return pif
  },
  get_server_certificate: ({ pool }, ref) => {
    pool.db.get('host', ref)
    return pool.certificate()
  },
  get_uncooperative_resident_VMs: ({ pool }, ref) => {
    pool.db.get('host', ref)
    return []
  },
  ...hostDataSources,
}
