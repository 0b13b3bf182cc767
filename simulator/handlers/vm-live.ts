import type { Ref } from '../../server/xapi/model/records'
import { Failure } from '../failure'
import { awaitReport, guestOf } from '../lifecycle/guest'
import type { Pool } from '../pool'
import { assertVmOperation } from '../tables/allowed/vm'
import type { Handlers } from './types'

/** Seconds that lie between two calls of a VM's plugin: `vm_call_plugin_interval`. */
const PLUGIN_INTERVAL = 10
const lastCalls = new WeakMap<Pool, Map<string, number>>()

function assertNotTooOften(pool: Pool, vm: Ref<'VM'>): void {
  const last = lastCalls.get(pool) ?? new Map<string, number>()
  lastCalls.set(pool, last)
  const now = pool.clock.now()
  const wait = (last.get(vm) ?? Number.NEGATIVE_INFINITY) + PLUGIN_INTERVAL * 1000 - now
  if (wait > 0)
    throw new Failure('VM_CALL_PLUGIN_RATE_LIMIT', vm, PLUGIN_INTERVAL.toFixed(6), (wait / 1000).toFixed(6))
  last.set(vm, now)
}

const pluginFailure = (status: string, text: string) =>
  new Failure('XENAPI_PLUGIN_FAILURE', status, text, text)

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
  call_plugin: ({ pool }, ref, plugin, fn) => {
    assertVmOperation(pool.db, ref, 'call_plugin')
    if (plugin !== 'guest-agent-operation') throw new Failure('XENAPI_MISSING_PLUGIN', plugin)
    assertNotTooOften(pool, ref)
    if (fn !== 'request-rdp-on' && fn !== 'request-rdp-off')
      throw pluginFailure(
        'failed to find fn',
        `The requested fn "${fn}" could not be found in plugin "${plugin}".`,
      )
    const vm = pool.db.get('VM', ref)
    const features = pool.db.find('VM_guest_metrics', vm.guest_metrics)?.other ?? {}
    if ((features['feature-ts2'] ?? '0') === '0')
      throw pluginFailure(
        'failed to execute fn',
        `The requested fn "${fn}" of plugin "${plugin}" could not be executed for lack of guest agent control feature.`,
      )
    // Only asked for: the agent does it when it comes to it.
    pool.guests.set(vm.uuid, { ...guestOf(pool, vm), remoteDesktop: fn === 'request-rdp-on' })
    awaitReport(pool, ref, 1)
    return ''
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
