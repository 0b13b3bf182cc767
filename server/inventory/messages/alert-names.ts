/** What pools note of ordinary work. It belongs to the story of an object and calls for nobody. */
const ordinary: ReadonlySet<string> = new Set([
  ...['VM_STARTED', 'VM_SHUTDOWN', 'VM_REBOOTED', 'VM_SUSPENDED', 'VM_RESUMED', 'VM_PAUSED', 'VM_UNPAUSED'],
  ...['VM_CLONED', 'VM_COPIED', 'VM_MIGRATED', 'VM_SNAPSHOTTED', 'VM_SNAPSHOT_REVERTED', 'VM_CHECKPOINTED'],
  ...['VM_CREATED', 'VM_DESTROYED', 'VM_EXPORTED', 'VM_IMPORTED', 'VM_SECURE_BOOT_FAILED_OVER'],
  ...['VM_SNAPSHOTTED_WITH_QUIESCE', 'VM_UNPAUSED', 'TASK_COMPLETED'],
])

/** Whether a message of this name is one that somebody should see. Names nobody knows are. */
export function isAlert(name: string): boolean {
  return !ordinary.has(name)
}
