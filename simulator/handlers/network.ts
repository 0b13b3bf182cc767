import { randomUUID } from 'node:crypto'
import type { Records, Ref } from '../../server/xapi/model/records'
import { dropVif } from '../devices/rows'
import { Failure } from '../failure'
import type { Pool } from '../pool'
import { createBlob } from './blob'
import type { Handlers } from './types'

const USUAL_MTU = 1500
/** Names of bridges that belong to the host itself. */
const reserved = ['xen', 'xapi', 'vif', 'tap', 'eth']

/** `xapi0`, `xapi1`…: no number is used twice. */
function newBridge(pool: Pool): string {
  const taken = new Set([...pool.db.all('network')].map(([, { bridge }]) => bridge))
  for (let number = pool.counters.get('bridge') ?? 0; ; number++) {
    if (taken.has(`xapi${number}`)) continue
    pool.counters.set('bridge', number + 1)
    return `xapi${number}`
  }
}

function create(pool: Pool, fields: Partial<Records['network']>): Ref<'network'> {
  const {
    name_label = '',
    name_description = '',
    MTU = USUAL_MTU,
    tags = [],
    managed = true,
    bridge = '',
  } = fields
  if (reserved.some(prefix => bridge.startsWith(prefix))) throw new Failure('INVALID_VALUE', 'bridge', bridge)
  return pool.db.create('network', {
    uuid: randomUUID(),
    name_label,
    name_description,
    MTU: MTU <= 0 ? USUAL_MTU : MTU,
    tags,
    managed,
    other_config: fields.other_config ?? {},
    bridge: bridge === '' ? newBridge(pool) : bridge,
    default_locking_mode: 'unlocked',
  })
}

function attachedVifs(pool: Pool, ref: Ref<'network'>): Ref<'VIF'>[] {
  return pool.db.get('network', ref).VIFs.filter(vif => pool.db.find('VIF', vif)?.currently_attached)
}

export const network: Handlers<'network'> = {
  create: ({ pool }, fields) => create(pool, fields),
  pool_introduce: ({ pool }, name_label, name_description, MTU, other_config, bridge, managed, purpose) =>
    pool.db.create('network', { name_label, name_description, MTU, other_config, bridge, managed, purpose }),
  destroy: ({ pool }, ref) => {
    const { VIFs, PIFs, other_config } = pool.db.get('network', ref)
    const attached = attachedVifs(pool, ref)
    if (attached.length > 0) throw new Failure('NETWORK_CONTAINS_VIF', ...attached)
    if (PIFs.length > 0) throw new Failure('NETWORK_CONTAINS_PIF', ...PIFs)
    if (other_config.is_host_internal_management_network === 'true')
      throw new Failure('CANNOT_DESTROY_SYSTEM_NETWORK', ref)
    for (const vif of VIFs) dropVif(pool, vif)
    pool.db.destroy('network', ref)
  },
  attach: ({ pool }, ref, host) => {
    pool.db.get('network', ref)
    pool.db.get('host', host)
  },
  set_default_locking_mode: ({ pool }, ref, default_locking_mode) => {
    const [attached] = attachedVifs(pool, ref).filter(
      vif => pool.db.get('VIF', vif).locking_mode === 'network_default',
    )
    if (attached) throw new Failure('VIF_IN_USE', ref, attached)
    pool.db.update('network', ref, { default_locking_mode })
  },
  add_purpose: ({ pool }, ref, value) => {
    const { purpose } = pool.db.get('network', ref)
    if (purpose.includes(value)) return
    const [other] = purpose
    if (other !== undefined) throw new Failure('NETWORK_INCOMPATIBLE_PURPOSES', value, other)
    pool.db.update('network', ref, { purpose: [value, ...purpose] })
  },
  remove_purpose: ({ pool }, ref, value) => {
    const { purpose } = pool.db.get('network', ref)
    pool.db.update('network', ref, { purpose: purpose.filter(one => one !== value) })
  },
  create_new_blob: ({ pool }, ref, name, type, isPublic) =>
    createBlob(pool, 'network', ref, name, type, isPublic ?? false),
}
