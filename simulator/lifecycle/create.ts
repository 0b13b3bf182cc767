import { randomUUID } from 'node:crypto'
import type { Records, Ref } from '../../server/xapi/model/records'
import type { Pool } from '../pool'
import { NULL, refOf } from '../tables/row'
import { NO_METRICS } from './duplicate'
import { memoryOverhead } from './memory'

/** A VM from a record: little is checked, the rest shows at its start. */
export function createVm(pool: Pool, fields: Partial<Records['VM']>): Ref<'VM'> {
  const domain = fields.domain_type ?? 'unspecified'
  const { mac_seed = randomUUID(), ...other } = fields.other_config ?? {}
  const vm = pool.db.create('VM', {
    ...fields,
    uuid: randomUUID(),
    power_state: 'Halted',
    domid: -1,
    is_default_template: false,
    hardware_platform_version: Math.max(
      fields.hardware_platform_version ?? 0,
      fields.has_vendor_device ? 2 : 0,
    ),
    is_control_domain: false,
    blocked_operations: {},
    snapshot_schedule: refOf<'VMSS'>(NULL),
    protection_policy: refOf<'VMPP'>(NULL),
    ...(domain === 'unspecified' && { domain_type: fields.HVM_boot_policy ? 'hvm' : 'pv' }),
    other_config: { ...other, mac_seed },
    metrics: pool.db.create('VM_metrics', NO_METRICS),
  })
  pool.db.update('VM', vm, { memory_overhead: memoryOverhead(pool.db.get('VM', vm)) })
  return vm
}
