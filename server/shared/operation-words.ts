import { say } from './text'

/** What XAPI calls the states of a VM, as people read them. */
export const powerStates = [say('Running'), say('Halted'), say('Suspended'), say('Paused')]

/** What is known of the guest tools of a VM. */
export const toolsWords = [say('installed'), say('not installed')]

/** What an operation is called while it is under way; others are named by their own name. */
const underWay: Record<string, string> = {
  start: say('Starting…'),
  start_on: say('Starting…'),
  clean_shutdown: say('Shutting down…'),
  shutdown: say('Shutting down…'),
  hard_shutdown: say('Powering off…'),
  clean_reboot: say('Rebooting…'),
  hard_reboot: say('Rebooting…'),
  suspend: say('Suspending…'),
  resume: say('Resuming…'),
  resume_on: say('Resuming…'),
  pause: say('Pausing…'),
  unpause: say('Unpausing…'),
  pool_migrate: say('Migrating…'),
  migrate_send: say('Migrating…'),
  snapshot: say('Taking a snapshot…'),
  checkpoint: say('Taking a snapshot…'),
  snapshot_with_quiesce: say('Taking a snapshot…'),
  revert: say('Reverting…'),
  clone: say('Cloning…'),
  copy: say('Copying…'),
  export: say('Exporting…'),
  import: say('Importing…'),
  destroy: say('Deleting…'),
  provision: say('Provisioning…'),
  evacuate: say('Evacuating…'),
  shutdown_host: say('Shutting down…'),
  reboot: say('Rebooting…'),
  scan: say('Scanning…'),
}

/** "Migrating…" for XAPI's `pool_migrate`. */
export function operationWord(operation: string): string {
  const known = underWay[operation]
  if (known) return known
  const words = operation.replaceAll('_', ' ').toLowerCase()
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}…`
}
