import type { Enums } from '../../../server/xapi/model/records'

export type PowerState = 'Halted' | 'Paused' | 'Suspended' | 'Running'
export type VmOperation = Enums['vm_operations']

const ANY: readonly PowerState[] = ['Halted', 'Paused', 'Suspended', 'Running']
const LIVE: readonly PowerState[] = ['Paused', 'Suspended', 'Running']

/** States an operation is possible in. The order is the one error texts list them in. */
const states: { readonly [operation: string]: readonly PowerState[] } = {
  start: ['Halted'],
  start_on: ['Halted'],
  provision: ['Halted'],
  make_into_template: ['Halted'],
  changing_NVRAM: ['Halted'],
  changing_shadow_memory: ['Halted'],
  create_vtpm: ['Halted'],
  changing_VCPUs: ['Halted'],
  changing_static_range: ['Halted'],
  changing_memory_limits: ['Halted'],
  changing_dynamic_range: ['Halted', 'Running'],
  clone: ['Halted'],
  copy: ['Halted'],
  export: ['Halted', 'Suspended'],
  create_template: ['Halted', 'Suspended'],
  destroy: ['Halted', 'Suspended'],
  unpause: ['Paused'],
  resume: ['Suspended'],
  resume_on: ['Suspended'],
  csvm: ['Suspended'],
  hard_reboot: ['Paused', 'Running'],
  hard_shutdown: LIVE,
  shutdown: LIVE,
  checkpoint: LIVE,
  get_boot_record: LIVE,
  migrate_send: ['Halted', 'Suspended', 'Running'],
  import: [],
  snapshot: ANY,
  revert: ANY,
  reverting: ANY,
  metadata_export: ANY,
  power_state_reset: ANY,
  update_allowed_operations: ANY,
  assert_operation_valid: ANY,
  query_services: ANY,
}

/** Changed by the state of a control domain, which always runs. */
const ALSO_ON_CONTROL_DOMAIN = new Set(['changing_VCPUs', 'changing_static_range', 'changing_memory_limits'])

export interface Circumstances {
  readonly controlDomain: boolean
  readonly snapshot: boolean
  /** `pool.other_config:allow_clone_suspended_vm` */
  readonly cloneSuspended: boolean
}

export function allowedStates(operation: VmOperation, about: Circumstances): readonly PowerState[] {
  const usual = states[operation] ?? ['Running']
  if (about.controlDomain && ALSO_ON_CONTROL_DOMAIN.has(operation)) return [...usual, 'Running']
  const copies = operation === 'clone' || operation === 'copy'
  return copies && (about.snapshot || about.cloneSuspended) ? [...usual, 'Suspended'] : usual
}

/** Checked at each call but never offered in `allowed_operations`. */
export const neverAdvertised: ReadonlySet<string> = new Set([
  'create_template',
  'power_state_reset',
  'csvm',
  'get_boot_record',
  'send_sysrq',
  'send_trigger',
  'query_services',
  'shutdown',
  'call_plugin',
  'changing_memory_live',
  'awaiting_memory_live',
  'changing_memory_limits',
  'changing_shadow_memory_live',
  'changing_VCPUs',
  'assert_operation_valid',
  'data_source_op',
  'update_allowed_operations',
  'import',
  'reverting',
])

export const onTemplates: ReadonlySet<string> = new Set([
  'changing_dynamic_range',
  'changing_static_range',
  'changing_memory_limits',
  'changing_shadow_memory',
  'changing_VCPUs',
  'changing_NVRAM',
  'clone',
  'copy',
  'export',
  'metadata_export',
  'provision',
])

export const onSnapshots: ReadonlySet<string> = new Set([
  'revert',
  'clone',
  'copy',
  'export',
  'destroy',
  'hard_shutdown',
  'metadata_export',
])

export const onControlDomains: ReadonlySet<string> = new Set([
  'data_source_op',
  'changing_memory_live',
  'awaiting_memory_live',
  'metadata_export',
  'changing_dynamic_range',
  'changing_memory_limits',
  'changing_static_range',
  'start',
  'start_on',
  'changing_VCPUs',
  'destroy',
])
