/** What an operation is called while it is under way; others are named by their own name. */
const underWay: Record<string, string> = {
  start: 'Starting…',
  start_on: 'Starting…',
  clean_shutdown: 'Shutting down…',
  shutdown: 'Shutting down…',
  hard_shutdown: 'Powering off…',
  clean_reboot: 'Rebooting…',
  hard_reboot: 'Rebooting…',
  suspend: 'Suspending…',
  resume: 'Resuming…',
  resume_on: 'Resuming…',
  pause: 'Pausing…',
  unpause: 'Unpausing…',
  pool_migrate: 'Migrating…',
  migrate_send: 'Migrating…',
  snapshot: 'Taking a snapshot…',
  checkpoint: 'Taking a snapshot…',
  snapshot_with_quiesce: 'Taking a snapshot…',
  revert: 'Reverting…',
  clone: 'Cloning…',
  copy: 'Copying…',
  export: 'Exporting…',
  import: 'Importing…',
  destroy: 'Deleting…',
  provision: 'Provisioning…',
  evacuate: 'Evacuating…',
  shutdown_host: 'Shutting down…',
  reboot: 'Rebooting…',
  scan: 'Scanning…',
}

/** "Migrating…" for XAPI's `pool_migrate`. */
export function operationWord(operation: string): string {
  const known = underWay[operation]
  if (known) return known
  const words = operation.replaceAll('_', ' ').toLowerCase()
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}…`
}
