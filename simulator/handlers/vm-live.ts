import { Failure } from '../failure'
import { assertVmOperation } from '../tables/allowed/vm'
import type { Handlers } from './types'

/** What is asked of a VM while it runs, besides its lifecycle. */
export const vmLive: Handlers<'VM'> = {
  send_sysrq: ({ pool }, ref) => {
    assertVmOperation(pool.db, ref, 'send_sysrq')
    throw new Failure('NOT_IMPLEMENTED', 'send_sysrq')
  },
  send_trigger: ({ pool }, ref) => {
    assertVmOperation(pool.db, ref, 'send_trigger')
    throw new Failure('NOT_IMPLEMENTED', 'send_trigger')
  },
  add_to_VCPUs_params_live: ({ pool }, ref) => {
    pool.db.get('VM', ref)
    throw new Failure('NOT_IMPLEMENTED', 'add_to_VCPUs_params_live')
  },
  set_shadow_multiplier_live: ({ pool }, ref, multiplier) => {
    assertVmOperation(pool.db, ref, 'changing_shadow_memory_live')
    if (multiplier < 1) throw new Failure('INVALID_VALUE', 'multiplier', String(multiplier))
    pool.db.update('VM', ref, { HVM_shadow_multiplier: multiplier })
  },
  set_memory_target_live: ({ pool }, ref, target) => {
    assertVmOperation(pool.db, ref, 'changing_memory_live')
    const { memory_static_min, memory_static_max } = pool.db.get('VM', ref)
    if (target < memory_static_min || target > memory_static_max)
      throw new Failure('MEMORY_CONSTRAINT_VIOLATION_ORDER')
    pool.db.update('VM', ref, {
      memory_dynamic_min: target,
      memory_dynamic_max: target,
      memory_target: target,
    })
  },
  wait_memory_target_live: ({ pool }, ref) => assertVmOperation(pool.db, ref, 'awaiting_memory_live'),
  get_boot_record: ({ pool }, ref) => {
    assertVmOperation(pool.db, ref, 'get_boot_record')
    return pool.db.get('VM', ref)
  },
  query_services: ({ pool }, ref) => {
    assertVmOperation(pool.db, ref, 'query_services')
    return {}
  },
  call_plugin: ({ pool }, ref, plugin) => {
    assertVmOperation(pool.db, ref, 'call_plugin')
    throw new Failure('XENAPI_MISSING_PLUGIN', plugin)
  },
  get_cooperative: ({ pool }, ref) => {
    pool.db.get('VM', ref)
    return true
  },
  get_SRs_required_for_recovery: ({ pool }, ref) => {
    pool.db.get('VM', ref)
    return []
  },
  retrieve_wlb_recommendations: ({ pool }, ref) => {
    pool.db.get('VM', ref)
    throw new Failure('WLB_NOT_INITIALIZED')
  },
  import_convert: () => {
    throw new Failure('XENAPI_MISSING_PLUGIN', 'conversion')
  },
}
