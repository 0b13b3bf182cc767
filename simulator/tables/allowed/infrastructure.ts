import type { Database } from '../database'

const makingVms = ['provision', 'vm_resume', 'vm_migrate']
const goingDown = ['evacuate', 'reboot', 'shutdown']
const onceAtATime = ['provision', 'reboot', 'shutdown', 'apply_updates']

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
]

export function allowedHostOperations(db: Database, ref: string): string[] {
  const host = db.find('host', ref)
  if (!host) return []
  if (!db.find('host_metrics', host.metrics)?.live) return host.power_on_mode ? ['power_on'] : []
  const current = new Set<string>(Object.values(host.current_operations))
  const busyMaking = makingVms.some(one => current.has(one))
  const busyLeaving = goingDown.some(one => current.has(one))
  return hostOperations.filter(operation => {
    if (host.enabled && ['reboot', 'shutdown', 'apply_updates'].includes(operation)) return false
    if (busyMaking && goingDown.includes(operation)) return false
    if (busyLeaving && makingVms.includes(operation)) return false
    return !(onceAtATime.includes(operation) && current.has(operation))
  })
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
