import { already, type ErrorTable } from './table'

const precheck = 'Nothing was changed. Mend what is named, then try again.'
const wait = 'Wait until that has finished.'

/** Updates, patches, repositories. */
export const updateErrors: ErrorTable = {
  APPLY_GUIDANCE_FAILED: [
    'internal',
    'What the updates ask for could not be done on {0|the host}.',
    'Reboot the host by hand.',
  ],
  APPLY_LIVEPATCH_FAILED: [
    'internal',
    'The live patch {0:text|of the update} could not be applied.',
    'Reboot the host to get its fixes.',
  ],
  APPLY_UPDATES_FAILED: [
    'internal',
    'The updates could not be installed on {0|the host}.',
    'The host’s log says more.',
  ],
  APPLY_UPDATES_IN_PROGRESS: ['conflict', 'Updates are being installed.', wait],
  BLOCKED_REPO_URL: ['refused', 'The pool does not take updates from {0:text|this address}.'],
  BUNDLE_REPOSITORY_ALREADY_EXISTS: ['conflict', 'There is a repository for update bundles already.'],
  BUNDLE_REPO_NOT_ENABLED: [
    'refused',
    'The repository for update bundles is not enabled.',
    'Enable it first.',
  ],
  BUNDLE_SYNC_FAILED: ['internal', 'The update bundle could not be taken in.'],
  BUNDLE_UNPACK_FAILED: [
    'refused',
    'The update bundle could not be unpacked{0:because}.',
    'Check that the file is whole.',
  ],
  CANNOT_FETCH_PATCH: ['transport', 'The update {0:text|} could not be fetched from the coordinator.'],
  CANNOT_FIND_PATCH: ['missing', 'The update is not on the host any more.', 'Upload it again.'],
  CANNOT_FIND_UPDATE: ['missing', 'The update is not there any more.', 'Upload it again.'],
  CAN_NOT_PERIODIC_SYNC_UPDATES: [
    'refused',
    'The pool can’t look for updates by itself.',
    'Enable one remote repository first.',
  ],
  CAN_NOT_SYNC_UPDATES: ['refused', 'The pool can’t look for updates with the repositories it has.'],
  CONFIGURE_REPOSITORIES_IN_PROGRESS: ['conflict', 'The repositories are being changed.', wait],
  CREATEREPO_FAILED: ['internal', 'The repository of the pool could not be made.'],
  GET_HOST_UPDATES_FAILED: ['internal', '{0|The host} could not say which updates it needs.'],
  GET_UPDATES_FAILED: ['internal', 'The list of updates could not be made.', 'Look for updates again.'],
  GET_UPDATES_IN_PROGRESS: ['conflict', 'The list of updates is being made.', wait],
  INVALID_BASE_URL: ['refused', '{0:text|This} is no address of a repository.'],
  INVALID_GPGKEY_PATH: ['refused', '{0:text|This} is no name of a key file.'],
  INVALID_PATCH: ['refused', 'The file is no update.'],
  INVALID_PATCH_WITH_LOG: ['refused', 'The file is no update{0:because}.'],
  INVALID_REPOMD_XML: ['refused', 'The list of contents of the repository can’t be read.'],
  INVALID_REPOSITORY_DOMAIN_ALLOWLIST: ['refused', 'These domains can’t be allowed{0:because}.'],
  INVALID_REPOSITORY_PROXY_CREDENTIAL: ['refused', 'The user name or password for the proxy can’t be used.'],
  INVALID_REPOSITORY_PROXY_URL: ['refused', '{0:text|This} is no address of a proxy.'],
  INVALID_UPDATE: ['refused', 'The file is no update{0:because}.'],
  INVALID_UPDATEINFO_XML: ['refused', 'The list of updates of the repository can’t be read.'],
  INVALID_UPDATE_SYNC_DAY: ['refused', '{0:text|This} is no day on which the pool can look for updates.'],
  MULTIPLE_UPDATE_REPOSITORIES_ENABLED: [
    'conflict',
    'More than one repository with updates is enabled.',
    'Leave one enabled.',
  ],
  NO_REPOSITORIES_CONFIGURED: ['missing', 'The pool has no repository to get updates from.', 'Add one.'],
  NO_REPOSITORY_ENABLED: ['missing', 'No repository is enabled.', 'Enable one.'],
  PATCH_ALREADY_APPLIED: ['conflict', '{0|The update} is installed already.', already],
  PATCH_ALREADY_EXISTS: ['conflict', 'The update {0:text|given} was uploaded already.', already],
  PATCH_APPLY_FAILED: [
    'internal',
    'The update could not be installed{0:because}.',
    'The host’s log says more.',
  ],
  PATCH_APPLY_FAILED_BACKUP_FILES_EXIST: [
    'internal',
    'Files kept by an earlier update are in the way{0:because}.',
  ],
  PATCH_IS_APPLIED: ['conflict', 'The update is installed and can’t be removed.'],
  PATCH_PRECHECK_FAILED_ISO_MOUNTED: [
    'conflict',
    '{0|The update} can’t be installed while the tools disc is in a VM’s drive.',
    'Eject it from all VMs.',
  ],
  PATCH_PRECHECK_FAILED_OUT_OF_SPACE: [
    'refused',
    'There is too little space for {0|the update}: {2:size|more} is needed, {1:size|less} is free.',
    precheck,
  ],
  PATCH_PRECHECK_FAILED_PREREQUISITE_MISSING: [
    'missing',
    '{0|The update} needs others first: {1:text|not named}.',
    'Install those first.',
  ],
  PATCH_PRECHECK_FAILED_UNKNOWN_ERROR: [
    'internal',
    '{0|The update} did not pass its own check{1:because}.',
    precheck,
  ],
  PATCH_PRECHECK_FAILED_VM_RUNNING: [
    'conflict',
    '{0|The update} can’t be installed while VMs run on the host.',
    'Move them or shut them down first.',
  ],
  PATCH_PRECHECK_FAILED_WRONG_SERVER_BUILD: [
    'refused',
    '{0|The update} is for build {2:text|?}; the host has {1:text|another}.',
  ],
  PATCH_PRECHECK_FAILED_WRONG_SERVER_VERSION: [
    'refused',
    '{0|The update} is for version {2:text|?}; the host has {1:text|another}.',
  ],
  REPOSITORY_ALREADY_EXISTS: ['conflict', 'There is such a repository already.'],
  REPOSITORY_CLEANUP_FAILED: ['internal', 'What is left of the repository could not be cleared away.'],
  REPOSITORY_IS_IN_USE: ['conflict', 'The repository is in use.', 'Disable it first.'],
  REPOSYNC_FAILED: [
    'transport',
    'The updates could not be fetched from the repository.',
    'Check the way to it, and the proxy.',
  ],
  REPO_SHOULD_BE_SINGLE_ONE_ENABLED: ['refused', 'Exactly one repository has to be enabled for this.'],
  SYNC_BUNDLE_IN_PROGRESS: ['conflict', 'An update bundle is being taken in.', wait],
  SYNC_UPDATES_IN_PROGRESS: ['conflict', 'The pool is looking for updates.', wait],
  UPDATEINFO_HASH_MISMATCH: [
    'conflict',
    'The updates have changed since they were listed.',
    'Look for updates again.',
  ],
  UPDATE_ALREADY_APPLIED: ['conflict', '{0|The update} is installed already.', already],
  UPDATE_ALREADY_APPLIED_IN_POOL: ['conflict', '{0|The update} is installed on every host already.', already],
  UPDATE_ALREADY_EXISTS: ['conflict', 'The update {0:text|given} was uploaded already.', already],
  UPDATE_APPLY_FAILED: [
    'internal',
    'The update could not be installed{0:because}.',
    'The host’s log says more.',
  ],
  UPDATE_IS_APPLIED: ['conflict', 'The update is installed and can’t be removed.'],
  UPDATE_POOL_APPLY_FAILED: [
    'internal',
    'The update could not be installed on some hosts: {0:names|not named}.',
    'The logs of those hosts say more.',
  ],
  UPDATE_PRECHECK_FAILED_CONFLICT_PRESENT: [
    'conflict',
    '{0|The update} does not go with {1|another that is installed}.',
  ],
  UPDATE_PRECHECK_FAILED_GPGKEY_NOT_IMPORTED: [
    'missing',
    'The host does not have the key that {0|the update} is signed with.',
    'Import the key first.',
  ],
  UPDATE_PRECHECK_FAILED_OUT_OF_SPACE: [
    'refused',
    'There is too little space for {0|the update}: {2:size|more} is needed, {1:size|less} is free.',
    precheck,
  ],
  UPDATE_PRECHECK_FAILED_PREREQUISITE_MISSING: [
    'missing',
    '{0|The update} needs {1|another} first.',
    'Install that one first.',
  ],
  UPDATE_PRECHECK_FAILED_UNKNOWN_ERROR: [
    'internal',
    '{0|The update} did not pass its own check{1:because}.',
    precheck,
  ],
  UPDATE_PRECHECK_FAILED_WRONG_SERVER_VERSION: [
    'refused',
    '{0|The update} is for version {2:text|?}; the host has {1:text|another}.',
  ],
  UPDATE_SYNCING_REMOTE_POOL_COORDINATOR_CONNECTION_FAILED: [
    'transport',
    'The coordinator of the pool that updates come from can’t be reached.',
    'Check its address, and that it is on.',
  ],
  UPDATE_SYNCING_REMOTE_POOL_COORDINATOR_SERVICE_FAILED: [
    'transport',
    'The coordinator of the pool that updates come from did not do its part.',
  ],
  TELEMETRY_NEXT_COLLECTION_TOO_LATE: [
    'refused',
    'The next report of use can’t be as late as {0:text|that}.',
  ],
  NOT_SUPPORTED_DURING_UPGRADE: [
    'conflict',
    'This is not possible while the pool is being upgraded.',
    'Finish the upgrade of all hosts first.',
  ],
}
