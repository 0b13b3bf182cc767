import { facts } from '../../server/xapi/facts'
import type { Ref } from '../../server/xapi/model/records'
import { isoTime } from '../clock'
import { Failure } from '../failure'
import { assertPlanHolds } from '../ha/plan'
import { evacuate, evacuationPlan } from '../lifecycle/evacuate'
import { powerOff, powerOn } from '../lifecycle/host-power'
import { dropHost } from '../lifecycle/membership'
import { freeMemory } from '../lifecycle/memory'
import { isLive, type Pool } from '../pool'
import { hostDataSources } from '../rrd/messages'
import { hostAuth } from './auth'
import { createBlob } from './blob'
import { hostAgent } from './host-agent'
import { hostQueries } from './host-queries'
import { hostSettings } from './host-settings'
import { hostTime } from './odds'
import { hostCertificates } from './pool-certificates'
import { hostHa } from './pool-ha'
import { hostUpdates } from './pool-updates'
import type { Handlers } from './types'
import { receive } from './vm-motion'

/** How many VMs leave a host at a time if nobody says. */
const USUAL_BATCH = 10

/** VMs that keep a host from being emptied, with the reason of each. */
function preventing(pool: Pool, host: Ref<'host'>): Map<Ref<'VM'>, Failure> {
  const found = new Map<Ref<'VM'>, Failure>()
  for (const [vm, one] of evacuationPlan(pool, host)) if ('refused' in one) found.set(vm, one.refused)
  return found
}

const own: Handlers<'host'> = {
  disable: ({ pool }, ref) => {
    pool.db.get('host', ref)
    assertPlanHolds(pool, { disable: ref })
    pool.db.update('host', ref, { enabled: false })
  },
  enable: ({ pool }, ref) => {
    if (!isLive(pool, pool.db.get('host', ref))) throw new Failure('HOST_OFFLINE', ref)
    pool.db.update('host', ref, { enabled: true })
  },
  evacuate: ({ pool, task }, ref, _network, batch) =>
    evacuate(pool, task, ref, batch !== undefined && batch > 0 ? batch : USUAL_BATCH),
  get_vms_which_prevent_evacuation: ({ pool }, ref) => {
    pool.db.get('host', ref)
    return Object.fromEntries([...preventing(pool, ref)].map(([vm, failure]) => [vm, failure.description]))
  },
  assert_can_evacuate: ({ pool }, ref) => {
    pool.db.get('host', ref)
    const reasons = [...preventing(pool, ref).values()].map(failure => failure.description.join(','))
    if (reasons.length > 0) throw new Failure('CANNOT_EVACUATE_HOST', reasons.join('|'))
  },
  get_uncooperative_resident_VMs: ({ pool }, ref) => {
    pool.db.get('host', ref)
    return []
  },
  migrate_receive: ({ pool, session }, ref, network) => receive(pool, session, ref, network),
  reboot: ({ pool, task }, ref) => powerOff(pool, task, ref, true),
  shutdown: ({ pool, task }, ref) => powerOff(pool, task, ref, false),
  power_on: ({ pool }, ref) => powerOn(pool, ref),
  destroy: ({ pool }, ref) => {
    const row = pool.db.get('host', ref)
    if (isLive(pool, row)) throw new Failure('HOST_IS_LIVE', ref)
    dropHost(pool, ref)
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
  get_timezone: ({ pool }, ref) => {
    pool.db.get('host', ref)
    return 'Etc/UTC'
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
  management_reconfigure: ({ pool }, ref) => {
    const pif = pool.db.get('PIF', ref)
    if (pif.ip_configuration_mode === 'None') throw new Failure('PIF_HAS_NO_NETWORK_CONFIGURATION', ref)
    for (const other of pool.db.get('host', pif.host).PIFs)
      pool.db.update('PIF', other, { management: other === ref })
  },
  get_server_certificate: ({ pool }, ref) => {
    pool.db.get('host', ref)
    return pool.certificate()
  },
  create_new_blob: ({ pool }, ref, name, type, isPublic) =>
    createBlob(pool, 'host', ref, name, type, isPublic ?? false),
}

export const host: Handlers<'host'> = {
  ...hostQueries,
  ...hostSettings,
  ...hostDataSources,
  ...hostAuth,
  ...hostHa,
  ...hostAgent,
  ...hostTime,
  ...hostCertificates,
  ...hostUpdates,
  ...own,
}
