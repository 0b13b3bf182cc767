import type { ErrorTable } from './table'

const maintenance = 'Take it out of maintenance first.'

/** Hosts: their state, memory, backups, SSH. */
export const hostErrors: ErrorTable = {
  HOST_NOT_ENOUGH_FREE_MEMORY: [
    'refused',
    'The host has too little free memory: {0:size|more} is needed, {1:size|less} is free.',
    'Stop or move other VMs there, lower this VM’s memory, or start it on another host.',
  ],
  HOST_NOT_ENOUGH_PCPUS: ['refused', 'The VM has {0:text|more} vCPUs, the host {1:text|fewer} CPUs.'],
  NO_HOSTS_AVAILABLE: [
    'refused',
    'No host of the pool can run this VM now.',
    'Look for too little free memory, unreachable storage or networks, and disabled hosts.',
  ],
  HOST_OFFLINE: ['transport', '{0|The host} is offline.', 'Check that it is on and connected.'],
  HOST_NOT_LIVE: [
    'transport',
    '{0|The host} does not answer its coordinator.',
    'Check that it is on and connected.',
  ],
  HOST_DISABLED: ['refused', '{0|The host} is disabled.', maintenance],
  HOST_DISABLED_INDEFINITELY: [
    'refused',
    '{0|The host} stays disabled until somebody enables it.',
    maintenance,
  ],
  HOST_DISABLED_UNTIL_REBOOT: ['refused', '{0|The host} is disabled until it has rebooted.', 'Reboot it.'],
  HOST_NOT_DISABLED: ['refused', 'The host has to be disabled for this.', 'Put it into maintenance first.'],
  HOST_IS_SLAVE: ['refused', 'This host is a supporter of a pool.', 'Its coordinator is {0:text|not named}.'],
  HOST_STILL_BOOTING: ['refused', 'The host is still starting.', 'Try again in a minute.'],
  HOST_BROKEN: ['internal', 'The host could not be set up after it had started.', 'Its log says more.'],
  HOST_CANNOT_DESTROY_SELF: [
    'refused',
    'A host can’t remove itself ({0|the coordinator}).',
    'Make another host the coordinator first.',
  ],
  HOST_CANNOT_READ_METRICS: [
    'internal',
    'The performance data of the host can’t be read.',
    'Try again in a minute.',
  ],
  HOST_DRIVER_NO_HARDWARE: ['missing', 'The host has no device for this driver.'],
  HOST_EVACUATE_IN_PROGRESS: [
    'conflict',
    'The VMs of {0|the host} are being moved away.',
    'Wait until that has finished.',
  ],
  HOST_EVACUATE_VM_NOT_HA_PROTECTED: [
    'refused',
    '{0|A VM} can’t be moved away from its host while high availability is on.',
    'Shut it down, or let high availability protect it.',
  ],
  HOST_EVACUATION_IS_REQUIRED: [
    'refused',
    'The VMs of {0|the host} have to be moved away first.',
    'Evacuate the host.',
  ],
  CANNOT_EVACUATE_HOST: [
    'refused',
    'Not all VMs can be moved away from the host{0:because}.',
    'Shut down those that can’t move.',
  ],
  HOST_HAS_NO_MANAGEMENT_IP: [
    'missing',
    'The host’s management interface has no IP address.',
    'Give it one at the host’s own console.',
  ],
  HOST_HAS_RESIDENT_VMS: ['conflict', 'VMs run on {0|the host}.', 'Move them or shut them down first.'],
  HOST_IN_EMERGENCY_MODE: [
    'refused',
    'The host has lost its coordinator and is in emergency mode.',
    'Bring the coordinator back, or make this host the coordinator.',
  ],
  NOT_IN_EMERGENCY_MODE: ['refused', 'The host is not in emergency mode.'],
  HOST_IN_USE: ['conflict', '{0|The host} is in use by {2|something}.'],
  HOST_IS_LIVE: ['refused', '{0|The host} is running.', 'Only a host that is off can be declared dead.'],
  HOST_ITS_OWN_SLAVE: ['refused', 'A host can’t be a supporter of itself.'],
  HOST_MASTER_CANNOT_TALK_BACK: [
    'transport',
    'The coordinator can’t reach the host at {0:text|its address}.',
    'Check the network between them.',
  ],
  HOST_NAME_INVALID: ['refused', 'This is no name for a host{0:because}.', 'Use letters, digits and dashes.'],
  HOST_PENDING_MANDATORY_GUIDANCE_NOT_EMPTY: [
    'refused',
    '{0|The host} still has to do what an update asks for.',
    'Reboot it or restart its toolstack, as its updates say.',
  ],
  HOST_POWER_ON_MODE_DISABLED: [
    'refused',
    'The pool was not told how to switch this host on.',
    'Set up its remote power on.',
  ],
  HOST_UNKNOWN_TO_MASTER: [
    'missing',
    'The coordinator does not know this host ({0|?}).',
    'Was it removed from the pool? Then reset it.',
  ],
  HOST_XAPI_VERSION_HIGHER_THAN_COORDINATOR: [
    'refused',
    'The host’s software ({0:text|?}) is newer than the coordinator’s.',
    'Update the coordinator first.',
  ],
  HOSTS_NOT_COMPATIBLE: ['refused', 'The hosts do not go together in one pool.'],
  HOSTS_NOT_HOMOGENEOUS: ['refused', 'The hosts differ too much to be in one pool{0:because}.'],
  HOSTS_FAILED_TO_ENABLE_CACHING: [
    'internal',
    'Caching could not be switched on on some hosts: {0:names|not named}.',
  ],
  HOSTS_FAILED_TO_DISABLE_CACHING: [
    'internal',
    'Caching could not be switched off on some hosts: {0:names|not named}.',
  ],
  CANNOT_CONTACT_HOST: [
    'transport',
    '{0|The host} can’t be reached by its coordinator.',
    'Check that it is on and connected.',
  ],
  XEN_INCOMPATIBLE: [
    'internal',
    'The hypervisor and the host’s software do not fit.',
    'Reboot the host; if it stays, update it.',
  ],
  BACKUP_SCRIPT_FAILED: ['internal', 'The backup of the host failed{0:because}.'],
  RESTORE_INCOMPATIBLE_VERSION: ['refused', 'The backup was made by another version of the software.'],
  RESTORE_SCRIPT_FAILED: ['internal', 'The backup could not be brought back{0:because}.'],
  RESTORE_TARGET_MGMT_IF_NOT_IN_BACKUP: [
    'missing',
    'The backup does not have the management interface of this host.',
  ],
  RESTORE_TARGET_MISSING_DEVICE: ['missing', 'The host does not have the device {0:text|in the backup}.'],
  CANNOT_FIND_OEM_BACKUP_PARTITION: ['missing', 'The host has no partition for backups.'],
  CANNOT_FIND_STATE_PARTITION: ['missing', 'The host’s partition for its state is missing.'],
  CANNOT_CREATE_STATE_FILE: [
    'internal',
    'The file for the state of high availability could not be made.',
    'Check the storage chosen for it.',
  ],
  NOT_ALLOWED_ON_OEM_EDITION: ['refused', 'The embedded edition does not have {0:text|this}.'],
  ONLY_ALLOWED_ON_OEM_EDITION: ['refused', 'Only the embedded edition has {0:text|this}.'],
  SYSTEM_STATUS_MUST_USE_TAR_ON_OEM: ['refused', 'This host can make a bug report as tar only.'],
  SYSTEM_STATUS_RETRIEVAL_FAILED: ['internal', 'The bug report could not be made{0:because}.'],
  NOT_ALLOWED_WHEN_NTP_IS_ENABLED: [
    'conflict',
    '{0|The host} gets its time from NTP.',
    'Switch NTP off first.',
  ],
  INVALID_NTP_CONFIG: ['refused', 'These settings of NTP can’t be used{0:because}.'],
  V6D_FAILURE: ['internal', 'The licensing service of the host failed.', 'Restart the host’s toolstack.'],
  TOO_BUSY: ['refused', 'The host is too busy.', 'Try again in a minute.'],
  ENABLE_SSH_FAILED: ['internal', 'SSH could not be switched on on {0|the host}.'],
  DISABLE_SSH_FAILED: ['internal', 'SSH could not be switched off on {0|the host}.'],
  ENABLE_SSH_PARTIALLY_FAILED: [
    'internal',
    'SSH could not be switched on on some hosts: {0:names|not named}.',
  ],
  DISABLE_SSH_PARTIALLY_FAILED: [
    'internal',
    'SSH could not be switched off on some hosts: {0:names|not named}.',
  ],
  SET_SSH_TIMEOUT_PARTIALLY_FAILED: [
    'internal',
    'The time SSH stays on could not be set on some hosts: {0:names|not named}.',
  ],
  SET_SSH_AUTO_MODE_PARTIALLY_FAILED: [
    'internal',
    'Whether SSH comes on by itself could not be set on some hosts: {0:names|not named}.',
  ],
  SET_CONSOLE_TIMEOUT_PARTIALLY_FAILED: [
    'internal',
    'The time consoles stay open could not be set on some hosts: {0:names|not named}.',
  ],
}
