import type { Records, Ref } from '../../server/xapi/model/records'
import { Failure } from '../failure'
import { assertPlanHolds } from '../ha/plan'
import { updateStatus } from '../ha/status'
import { memoryOverhead } from '../lifecycle/memory'
import { type Pool, poolRow } from '../pool'
import { assertVmOperation } from '../tables/allowed/vm'
import { NULL } from '../tables/row'
import { mapAdder, mapRemover, plainSetter } from './generic'
import { asHandlers, type Handlers } from './types'
import { vmMemory } from './vm-memory'

function setVcpus(
  pool: Pool,
  ref: Ref<'VM'>,
  changes: Partial<Pick<Records['VM'], 'VCPUs_max' | 'VCPUs_at_startup'>>,
): void {
  const { VCPUs_max, VCPUs_at_startup } = { ...pool.db.get('VM', ref), ...changes }
  if (VCPUs_at_startup < 1 || VCPUs_at_startup > VCPUs_max) {
    const [value] = Object.values(changes)
    throw new Failure(
      'INVALID_VALUE',
      'VCPU values must satisfy: 0 < VCPUs_at_startup ≤ VCPUs_max',
      String(value),
    )
  }
  const memory_overhead = memoryOverhead({ ...pool.db.get('VM', ref), ...changes })
  pool.db.update('VM', ref, { ...changes, memory_overhead })
}

function notNegative(name: 'order' | 'start_delay' | 'shutdown_delay') {
  return ({ pool }: { pool: Pool }, ref: Ref<'VM'>, value: number) => {
    if (value < 0) throw new Failure('INVALID_VALUE', `${name} must be non-negative`, String(value))
    pool.db.update('VM', ref, { [name]: value })
  }
}

const checked: Handlers<'VM'> = {
  set_VCPUs_max: ({ pool }, ref, VCPUs_max) => {
    assertVmOperation(pool.db, ref, 'changing_VCPUs')
    setVcpus(pool, ref, { VCPUs_max })
  },
  set_VCPUs_at_startup: ({ pool }, ref, VCPUs_at_startup) => {
    const { is_control_domain, domid } = pool.db.get('VM', ref)
    if (is_control_domain && domid === 0) {
      throw new Failure('OPERATION_NOT_ALLOWED', 'set_VCPUs_at_startup is not allowed on dom0')
    }
    setVcpus(pool, ref, { VCPUs_at_startup })
  },
  set_VCPUs_number_live: ({ pool }, ref, count) => {
    assertVmOperation(pool.db, ref, 'changing_VCPUs_live')
    const vm = pool.db.get('VM', ref)
    if (count < 1 || count > vm.VCPUs_max) {
      const rule = 'VCPU values must satisfy: 0 < VCPUs ≤ VCPUs_max'
      throw new Failure('INVALID_VALUE', rule, String(vm.VCPUs_max))
    }
    pool.db.update('VM', ref, { VCPUs_at_startup: count })
    pool.db.update('VM_metrics', vm.metrics, { VCPUs_number: count })
  },
  set_HVM_shadow_multiplier: ({ pool }, ref, multiplier) => {
    assertVmOperation(pool.db, ref, 'changing_shadow_memory')
    if (multiplier < 1) {
      throw new Failure(
        'INVALID_VALUE',
        'multiplier',
        `${multiplier}${Number.isInteger(multiplier) ? '.' : ''}`,
      )
    }
    const vm = pool.db.get('VM', ref)
    const memory_overhead = memoryOverhead({ ...vm, HVM_shadow_multiplier: multiplier })
    pool.db.update('VM', ref, { HVM_shadow_multiplier: multiplier, memory_overhead })
  },
  set_ha_restart_priority: ({ pool }, ref, ha_restart_priority) => {
    if (!['', 'restart', 'best-effort'].includes(ha_restart_priority)) {
      throw new Failure('INVALID_VALUE', 'ha_restart_priority', ha_restart_priority)
    }
    const { ha_restart_priority: before, power_state } = pool.db.get('VM', ref)
    if (before === ha_restart_priority) return
    const restarts = ha_restart_priority === 'restart'
    if (restarts && power_state !== 'Halted') assertPlanHolds(pool, { protect: ref })
    pool.db.update('VM', ref, {
      ha_restart_priority,
      ...(power_state === 'Running' && { ha_always_run: restarts }),
    })
    if (poolRow(pool)[1].ha_enabled) updateStatus(pool)
  },
  set_appliance: ({ pool }, ref, appliance) => {
    const { is_control_domain, is_a_template, is_a_snapshot } = pool.db.get('VM', ref)
    if (is_control_domain || is_a_template || is_a_snapshot) {
      const text = 'Control domains, templates and snapshots cannot be assigned to appliances.'
      throw new Failure('OPERATION_NOT_ALLOWED', text)
    }
    pool.db.update('VM', ref, { appliance })
  },
  set_groups: ({ pool }, ref, groups) => {
    pool.db.get('VM', ref)
    if (groups.length > 1) throw new Failure('TOO_MANY_GROUPS')
    pool.db.update('VM', ref, { groups })
  },
  set_snapshot_schedule: ({ pool }, ref, schedule) => {
    pool.db.get('VM', ref)
    if (schedule !== NULL && !pool.db.find('VMSS', schedule)) throw new Failure('INVALID_VALUE', schedule)
    pool.db.update('VM', ref, { snapshot_schedule: schedule })
  },
  set_order: notNegative('order'),
  set_start_delay: notNegative('start_delay'),
  set_shutdown_delay: notNegative('shutdown_delay'),
}

/** Setters that are the class's own in the model, and yet do nothing but write. */
export const vmSettings: Handlers<'VM'> = {
  ...vmMemory,
  ...checked,
  ...asHandlers<'VM'>({
    set_actions_after_crash: plainSetter('VM', 'actions_after_crash'),
    set_ha_always_run: plainSetter('VM', 'ha_always_run'),
    set_other_config: plainSetter('VM', 'other_config'),
    add_to_other_config: mapAdder('VM', 'other_config'),
    remove_from_other_config: mapRemover('VM', 'other_config'),
    set_platform: plainSetter('VM', 'platform'),
    add_to_platform: mapAdder('VM', 'platform'),
    remove_from_platform: mapRemover('VM', 'platform'),
    set_blocked_operations: plainSetter('VM', 'blocked_operations'),
    add_to_blocked_operations: mapAdder('VM', 'blocked_operations'),
    remove_from_blocked_operations: mapRemover('VM', 'blocked_operations'),
  }),
}
