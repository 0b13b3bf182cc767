/** What differs from one recording to the next, and is compared nowhere. */

const anywhere = new Set(['backtrace'])

const fields: { readonly [cls: string]: readonly string[] } = {
  VM: [
    'domid',
    'last_booted_record',
    'generation_id',
    'snapshot_metadata',
    'transportable_snapshot_id',
    'last_boot_CPU_flags',
  ],
  VM_metrics: ['start_time', 'install_time', 'last_updated', 'VCPUs_utilisation', 'memory_actual'],
  VM_guest_metrics: ['last_updated', 'networks', 'memory', 'disks'],
  host_metrics: ['last_updated', 'memory_free'],
  task: ['uuid', 'created', 'finished', 'backtrace'],
  console: ['uuid', 'location'],
  host: ['software_version', 'license_server', 'resident_VMs'],
  Certificate: ['fingerprint', 'fingerprint_sha256', 'fingerprint_sha1', 'not_before', 'not_after'],
  message: ['timestamp'],
  SR: ['physical_utilisation', 'virtual_allocation'],
  VDI: ['physical_utilisation'],
}

const wholeClasses = new Set(['PIF_metrics'])

const keys: { readonly [field: string]: RegExp } = {
  'VM.other_config': /^mac_seed$/,
  'VM.platform': /^timeoffset$/,
  'task.other_config': /^debug_info:/,
  'host.other_config': /^(boot_time|agent_start_time)$/,
  'VDI.sm_config': /^(read-caching-enabled-on-|vmhint$|host_)/,
  'VDI.other_config': /^content_id$/,
}

export function isVolatile(cls: string, field: string): boolean {
  return wholeClasses.has(cls) || anywhere.has(field) || (fields[cls]?.includes(field) ?? false)
}

/** A key of a field that is a map. */
export function isVolatileKey(cls: string, field: string, key: string): boolean {
  return keys[`${cls}.${field}`]?.test(key) ?? false
}

/** `memory_target` of a running VM is what its balloon driver makes of it. */
export function isVolatileHere(
  cls: string,
  field: string,
  row: { readonly [field: string]: unknown },
): boolean {
  return (
    cls === 'VM' &&
    field === 'memory_target' &&
    (row.power_state === 'Running' || row.power_state === 'Paused')
  )
}
