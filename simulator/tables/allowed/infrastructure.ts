import type { Records } from '../../../server/xapi/model/records'
import { Failure } from '../../failure'
import type { Database } from '../database'

const makingVms: ReadonlySet<string> = new Set(['provision', 'vm_resume', 'vm_migrate'])
const removingVms: ReadonlySet<string> = new Set(['evacuate', 'reboot', 'shutdown'])
const goingDown: ReadonlySet<string> = new Set(['reboot', 'shutdown', 'apply_updates'])
/** What an operation keeps out besides. */
const keepsOut: { readonly [current: string]: readonly string[] } = {
  reboot: ['shutdown', 'apply_updates'],
  shutdown: ['reboot', 'apply_updates'],
  apply_updates: ['reboot', 'shutdown', 'enable'],
  provision: ['provision'],
}

/** xapi lists them in this order. */
const hostOperations = [
  'vm_migrate',
  'provision',
  'vm_resume',
  'apply_updates',
  'enable',
  'reboot',
  'evacuate',
  'vm_start',
  'shutdown',
] as const
type HostOperation = (typeof hostOperations)[number]

export function allowedHostOperations(db: Database, ref: string): string[] {
  const host = db.find('host', ref)
  if (!host) return []
  if (!db.find('host_metrics', host.metrics)?.live) return host.power_on_mode ? ['power_on'] : []
  return hostOperations.filter(operation => !refusedForHost(ref, host, operation))
}

/** Throws the refusal of the first check that fails, in xapi's order. */
export function assertHostOperation(db: Database, ref: string, operation: HostOperation): void {
  const refusal = refusedForHost(ref, db.get('host', ref), operation)
  if (refusal) throw refusal
}

function refusedForHost(ref: string, host: Records['host'], operation: HostOperation): Failure | undefined {
  const current = Object.entries(host.current_operations)
  const busy = (one: readonly [string, string] | undefined) =>
    one && new Failure('OTHER_OPERATION_IN_PROGRESS', 'host', ref, one[1], one[0])
  const removing = current.find(([, one]) => removingVms.has(one))
  const making = current.find(([, one]) => makingVms.has(one))
  return (
    (makingVms.has(operation) ? busy(removing) : undefined) ??
    (removingVms.has(operation) ? busy(making) : undefined) ??
    busy(current.find(([, one]) => keepsOut[one]?.includes(operation))) ??
    (host.enabled && goingDown.has(operation) ? new Failure('HOST_NOT_DISABLED') : undefined)
  )
}

const idlePool = [
  'ha_enable',
  'cluster_create',
  'designate_new_master',
  'tls_verification_enable',
  'configure_repositories',
  'sync_updates',
  'sync_bundle',
  'apply_updates',
  'cert_refresh',
  'exchange_certificates_on_join',
  'exchange_ca_certificates_on_join',
  'copy_primary_host_certs',
  'eject',
  'get_updates',
  'exchange_crls_on_join',
]

export function allowedPoolOperations(db: Database, ref: string): string[] {
  const pool = db.find('pool', ref)
  if (!pool || Object.keys(pool.current_operations).length > 0) return []
  return pool.ha_enabled ? idlePool.map(one => (one === 'ha_enable' ? 'ha_disable' : one)) : idlePool
}

export function allowedApplianceOperations(db: Database, ref: string): string[] {
  const appliance = db.find('VM_appliance', ref)
  if (!appliance || Object.keys(appliance.current_operations).length > 0) return []
  const states = appliance.VMs.map(vm => db.find('VM', vm)?.power_state)
  const allowed: string[] = []
  if (states.some(state => state === 'Halted')) allowed.push('start')
  if (states.some(state => state === 'Running')) allowed.push('clean_shutdown')
  if (states.some(state => state !== 'Halted')) allowed.push('hard_shutdown', 'shutdown')
  return allowed
}
